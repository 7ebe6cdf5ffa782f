extension Workspace {
  /// Makes a data directory with a scenario's documents, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: Where; nothing may be there yet.
  ///   - scenario: The documents.
  ///   - timeZone: Another zone than the scenario's.
  ///   - files: The disk.
  ///   - environment: The machine.
  /// - Throws: `CRMError.zone` for an unknown zone, `.store` where it exists or cannot be made.
  package static func create(
    at path: String, scenario: Scenario, timeZone: String?, files: any FileSystem,
    environment: WorkspaceEnvironment
  ) throws(CRMError) {
    var documents = scenario.newDocuments
    for index in documents.indices where documents[index].path == DataDirectory.settingsPath {
      documents[index].bytes = try settings(
        documents[index].bytes, timeZone: timeZone, environment: environment)
    }
    documents.append((".gitignore", Array("local/\n".utf8)))
    _ = try fromStore(try Store.create(at: path, files: documents, fileSystem: files))
  }

  private static func settings(
    _ bytes: [UInt8], timeZone: String?, environment: WorkspaceEnvironment
  ) throws(CRMError) -> [UInt8] {
    let path = DataDirectory.settingsPath
    var object = try Snapshot.decoding(path) { () throws(DocumentError) in
      try DocumentVersion.checked(bytes, newest: DocumentVersion.second).object
    }
    let zone = timeZone ?? object["timeZone"]?.string ?? ""
    guard environment.zone(zone) != nil else { throw .zone(zone) }
    object["timeZone"] = .string(zone)
    return JSONWriter.bytes(of: .object(object), style: .document)
  }
}

extension Scenario {
  /// The documents of a new directory, as they are shipped.
  var newDocuments: [(path: String, bytes: [UInt8])] {
    var documents = [(path: DataDirectory.formatPath, bytes: DataDirectory.formatDocument)]
    var record = ScenarioRecord(JSONObject())
    for file in files {
      let bytes = Array(file.text.utf8)
      documents.append((file.path, bytes))
      // What is fitted to the department is no more the scenario's, so this is noted before.
      record.note(bytes, at: file.path)
    }
    let recorded = JSONWriter.bytes(of: .object(record.object), style: .document)
    return documents + [(DataDirectory.scenarioPath, recorded)]
  }
}

extension DataDirectory {
  fileprivate static var formatDocument: [UInt8] {
    JSONWriter.bytes(
      of: [
        "format": "crm", "version": .number(JSONNumber(formatVersion)),
      ], style: .document)
  }
}
