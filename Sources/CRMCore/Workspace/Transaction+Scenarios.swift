import CRMModel

/// What came of a document of a scenario (R104).
package struct ScenarioFile: Sendable {
  /// Where it lies in the data directory.
  package let path: String
  /// What became of it.
  package let state: State
  /// Where the one that was kept differs from the one that is shipped.
  package var differences: [String] = []

  /// What can become of one.
  package enum State: String, CaseIterable, Sendable {
    /// It was not there.
    case added
    /// What it adds to a list stands beside what is there.
    case merged
    /// It was as the scenario had it, and is as the scenario has it now.
    case updated
    /// There is one of that name, which stays as it is.
    case kept
    /// It is there already.
    case same
  }
}

extension Transaction {
  /// Takes the documents of a scenario into the directory; nothing is overwritten.
  package func add(_ scenario: Scenario) throws(CRMError) -> [ScenarioFile] {
    try take(scenario, isUpdate: false)
  }

  /// Takes over what is shipped by now; what the department has changed since stays as it is.
  package func update(_ scenario: Scenario) throws(CRMError) -> [ScenarioFile] {
    try take(scenario, isUpdate: true)
  }

  private func take(_ scenario: Scenario, isUpdate: Bool) throws(CRMError) -> [ScenarioFile] {
    var record = ScenarioRecord(try document(at: DataDirectory.scenarioPath) ?? JSONObject())
    var files: [ScenarioFile] = []
    for (path, text) in scenario.files {
      let new = Array(text.utf8)
      guard let old = try bytes(path) else {
        try put(new, at: path)
        record.note(new, at: path)
        files.append(ScenarioFile(path: path, state: .added))
        continue
      }
      if isUpdate, old != new, record.isUnchanged(old, at: path) {
        try put(new, at: path)
        record.note(new, at: path)
        files.append(ScenarioFile(path: path, state: .updated))
      } else if let merged = Scenario.merging(new, into: old, at: path) {
        try put(merged, at: path)
        files.append(ScenarioFile(path: path, state: .merged))
      } else {
        let differences = JSONValue.differences(old, new)
        files.append(
          ScenarioFile(
            path: path, state: differences.isEmpty ? .same : .kept, differences: differences))
      }
    }
    try put(record.object, at: DataDirectory.scenarioPath)
    return files
  }
}

/// Which documents were taken over from scenarios, and in which state (`scenario.json`).
struct ScenarioRecord {
  private(set) var object: JSONObject

  /// From the document; an empty one for a directory that has none.
  init(_ object: JSONObject) {
    self.object = object
    self.object.set("schema", DocumentVersion.current)
  }

  /// Notes a document as the scenario has it.
  mutating func note(_ bytes: [UInt8], at path: String) {
    var files = object["files"]?.object ?? JSONObject()
    files.set(path, Self.digest(bytes))
    object["files"] = .object(files)
  }

  /// Whether a document is as it was taken over.
  func isUnchanged(_ bytes: [UInt8], at path: String) -> Bool {
    object["files"]?[path]?.string == Self.digest(bytes)
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    String(bytes.withUnsafeBytes { Digest.of($0) }, radix: 16)
  }
}

extension Scenario {
  /// The documents of several scenarios together; what two of them have is the first one's.
  package static func joined(_ scenarios: [Scenario]) -> Scenario {
    var files: [(path: String, text: String)] = []
    for file in scenarios.flatMap(\.files) {
      guard let index = files.firstIndex(where: { $0.path == file.path }) else {
        files.append(file)
        continue
      }
      let (old, new) = (Array(files[index].text.utf8), Array(file.text.utf8))
      if let merged = merging(new, into: old, at: file.path) {
        files[index].text = String(decoding: merged, as: UTF8.self)
      }
    }
    return Scenario(name: scenarios.map(\.name).joined(separator: ", "), files: files)
  }

  /// The list of a document to which every scenario adds its own.
  private static let shared = [
    DataDirectory.settingsPath: "taskActions", DataDirectory.fieldsPath: "fields",
  ]

  /// A document with what another one adds to its list; `nil` where that is nothing.
  fileprivate static func merging(_ new: [UInt8], into old: [UInt8], at path: String) -> [UInt8]? {
    guard let key = shared[path], var object = (try? JSONReader.parse(old))?.object,
      let added = (try? JSONReader.parse(new))?[key]?.array
    else { return nil }
    func id(_ entry: JSONValue) -> String {
      Folding.fold(entry.string ?? (entry["id"] ?? entry["name"])?.string ?? "")
    }
    let list = object[key]?.array ?? []
    let known = Set(list.map(id))
    let missing = added.filter { !known.contains(id($0)) }
    guard !missing.isEmpty else { return nil }
    object[key] = .array(list + missing)
    // What a later version alone can say makes the document one of it (R55).
    if missing.contains(where: { $0.object != nil && key == shared[DataDirectory.settingsPath] }) {
      object.set("schema", DocumentVersion.second)
    }
    return JSONWriter.bytes(of: .object(object), style: .document)
  }
}

extension JSONValue {
  /// Where two documents differ, as paths such as `stages[2].name`.
  fileprivate static func differences(_ old: [UInt8], _ new: [UInt8]) -> [String] {
    guard let old = try? JSONReader.parse(old), let new = try? JSONReader.parse(new) else {
      return ["."]
    }
    return old.differences(from: new, at: "")
  }

  private func differences(from other: JSONValue, at path: String) -> [String] {
    guard self != other else { return [] }
    if let object, let others = other.object {
      let keys = Set((object.members + others.members).map(\.key)).sorted()
      return keys.flatMap { key in
        (object[key] ?? .null).differences(
          from: others[key] ?? .null, at: path.isEmpty ? key : "\(path).\(key)")
      }
    }
    if let array, let others = other.array, array.count == others.count {
      return array.indices.flatMap { index in
        array[index].differences(from: others[index], at: "\(path)[\(index)]")
      }
    }
    return [path]
  }
}
