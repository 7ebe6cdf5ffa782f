import CRMModel

extension Workspace {
  /// Brings an older data directory up to date; where its version cannot be read, that is for the
  /// check to say.
  ///
  /// - Throws: as `migrate` does.
  func migrateIfOlder() throws(CRMError) {
    let isCurrent = try? store.read(wait: wait) { (reader) throws(CRMError) in
      try format.isCurrent(reader)
    }
    if isCurrent == false { try migrate() }
  }

  /// Brings an older data directory up to date, as one operation of the journal.
  ///
  /// Every document walks all the steps at once; the version is one of the documents, so that there
  /// is no moment between two versions. What is no JSON, or not of the directory's version, stays as
  /// it is: that is `fsck`'s to name. Cost: reads and writes every document.
  ///
  /// - Throws: `CRMError.document` for a document that a step cannot turn, with nothing changed;
  ///   `.newerFormat`, `.store`.
  func migrate() throws(CRMError) {
    try store.write(wait: wait) { (writer: consuming StoreWriter) throws(CRMError) in
      let reader = writer.reader
      let version = try DataDirectory.version(reader)
      let steps = try format.steps(for: version)
      // Another process may have been quicker.
      guard !steps.isEmpty else { return }
      var changes: [StoredChange] = []
      for path in try Snapshot(reader, environment).allPaths() {
        if let change = try change(of: path, reader, steps, from: version) {
          changes.append(change)
        }
      }
      var generator = EnvironmentGenerator(environment: environment)
      let header = OperationHeader(
        id: OperationID(random: &generator).text, at: environment.now().secondsSinceEpoch,
        user: "crm", command: ["migrate"] + steps.map(\.name))
      do throws(StoreError) { _ = try writer.commit(header, changes) } catch {
        throw CRMError(error)
      }
    }
  }

  private func change(
    of path: String, _ reader: StoreReader, _ steps: [Migration], from version: Int
  ) throws(CRMError) -> StoredChange? {
    let key = path == DataDirectory.formatPath ? "version" : "schema"
    guard let bytes = try fromStore(try reader.read(path)),
      var document = (try? JSONReader.parse(bytes))?.object,
      document[key]?.int == version
    else { return nil }
    try Snapshot.decoding(path) { () throws(DocumentError) in
      for step in steps {
        document = try step.step(path, document)
        document[key] = .number(JSONNumber(step.from + 1))
      }
    }
    let after = JSONWriter.bytes(of: .object(document), style: .document)
    return StoredChange(path: path, before: bytes, after: after)
  }
}

extension Snapshot {
  /// Every document's path.
  fileprivate func allPaths() throws(CRMError) -> [String] {
    var paths = [DataDirectory.formatPath, DataDirectory.settingsPath]
    for path in DataDirectory.optionalPaths where try bytes(path) != nil { paths.append(path) }
    paths += try names(in: DataDirectory.pipelinesFolder).map(DataDirectory.pipelinePath)
    paths += try names(in: DataDirectory.templatesFolder).map(DataDirectory.templatePath)
    paths += try names(in: DataDirectory.processesFolder).map(DataDirectory.processPath)
    paths += try names(in: DataDirectory.importFormatsFolder).map(DataDirectory.importFormatPath)
    paths += try names(in: DataDirectory.auditsFolder).map(DataDirectory.auditPath)
    for kind in Kind.documents { paths += try identifiers(kind).map(kind.path) }
    return paths
  }
}
