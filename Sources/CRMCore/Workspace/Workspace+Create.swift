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
    var documents: [(path: String, bytes: [UInt8])] = [
      (DataDirectory.formatPath, DataDirectory.formatDocument),
      (".gitignore", Array("local/\n".utf8)),
    ]
    var record = ScenarioRecord(JSONObject())
    for file in scenario.files {
      var bytes = Array(file.text.utf8)
      if file.path == DataDirectory.settingsPath {
        bytes = try settings(bytes, timeZone: timeZone, environment: environment)
      }
      documents.append((file.path, bytes))
      // As it is shipped: what was fitted to the department here is no more the scenario's.
      record.note(Array(file.text.utf8), at: file.path)
    }
    let recorded = JSONWriter.bytes(of: .object(record.object), style: .document)
    documents.append((DataDirectory.scenarioPath, recorded))
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

extension DataDirectory {
  fileprivate static var formatDocument: [UInt8] {
    JSONWriter.bytes(
      of: [
        "format": "crm", "version": .number(JSONNumber(formatVersion)),
      ], style: .document)
  }
}
