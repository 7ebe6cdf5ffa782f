import CRMModel

/// The department's saved lists, as `lists.json` keeps them: options of `deal list` under a name.
package struct SavedLists: Sendable {
  /// One of them.
  package struct List: Sendable {
    /// As it was saved; found however it is written (R5).
    package let name: String
    /// The words of the options.
    package let options: [String]

    /// The same deals as an expression says them (R38); `nil` where an option has no such form.
    var expression: Expression? {
      var tests: [String] = []
      var words = options[...]
      while let option = words.popFirst() {
        guard let test = Self.tests[option] else {
          // Columns and order choose nothing.
          guard Self.orders.contains(option) else { return nil }
          _ = words.popFirst()
          continue
        }
        guard test.contains("?") else {
          tests.append(test)
          continue
        }
        guard let value = words.popFirst() else { return nil }
        let quoted = "\"\(value.replacing("\"", with: "\"\""))\""
        tests.append(option == "--where" ? "(\(value))" : test.replacing("?", with: quoted))
      }
      return try? Expression(parsing: tests.joined(separator: " and "))
    }

    /// What the options of `deal list` ask, as expressions.
    private static let tests = [
      "--where": "?", "--pipeline": "pipeline = ?", "--stage": "stage = ?",
      "--manager": "manager = ?", "--company": "company = ?", "--state": "state = ?",
      "--health": "health = ?", "--no-task": "nextTaskDue is empty", "--overdue": "health = red",
      "--mine": "manager = me",
    ]
    private static let orders: Set = ["--sort", "--limit", "--fields"]
  }

  /// By name.
  package private(set) var lists: [List] = []
  /// The document, with keys that nobody here knows.
  private var document: JSONObject

  init(bytes: [UInt8]?, noting keys: KnownKeys? = nil) throws(DocumentError) {
    guard let bytes else {
      document = JSONObject()
      document["schema"] = .number(JSONNumber(DocumentVersion.current))
      return
    }
    let fields = try DocumentVersion.checked(bytes, noting: keys)
    document = fields.object
    if let lists = try fields.object("lists") {
      for name in lists.names {
        self.lists.append(List(name: name, options: try lists.strings(name)))
      }
    }
    sort()
  }

  /// The list of a name; `nil` where there is none.
  package func list(named name: String) -> List? {
    lists.first { Folding.fold($0.name) == Folding.fold(name) }
  }

  /// Keeps a list instead of one of the same name.
  package mutating func save(_ name: String, _ options: [String]) -> List {
    let list = List(name: name, options: options)
    remove(name)
    lists.append(list)
    sort()
    return list
  }

  /// Forgets a list.
  package mutating func remove(_ name: String) {
    lists.removeAll { Folding.fold($0.name) == Folding.fold(name) }
  }

  private mutating func sort() { lists.sort { $0.name < $1.name } }

  fileprivate var json: JSONObject {
    var members = JSONObject()
    for list in lists { members[list.name] = .array(list.options.map(JSONValue.string)) }
    var document = document
    document["lists"] = .object(members)
    return document
  }
}

extension Snapshot {
  /// The saved lists.
  package func savedLists() throws(CRMError) -> SavedLists {
    let bytes = try bytes(DataDirectory.listsPath)
    return try Self.decoding(DataDirectory.listsPath) { () throws(DocumentError) in
      try SavedLists(bytes: bytes)
    }
  }
}

extension Transaction {
  /// Keeps the saved lists.
  package func put(_ lists: SavedLists) throws(CRMError) {
    let bytes = JSONWriter.bytes(of: .object(lists.json), style: .document)
    try set(DataDirectory.listsPath, to: bytes)
  }
}
