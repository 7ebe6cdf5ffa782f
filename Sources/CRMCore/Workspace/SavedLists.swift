package import CRMModel

/// The department's saved lists, as `lists.json` keeps them (R40): options of a list of deals under a
/// name, or `{of,where,fields,sort,options}` where there is more to say.
package struct SavedLists: Sendable {
  /// One of them.
  package struct List: Sendable {
    /// As it was saved; found however it is written (R5).
    package let name: String
    /// Of what it is.
    package let kind: Kind
    /// The words of the options.
    package let options: [String]

    /// A list with its options as words.
    package init(name: String, kind: Kind, options: [String]) {
      self.name = name
      self.kind = kind
      self.options = options
    }

    /// The value of an option; `nil` where it was not given.
    package func value(of option: String) -> String? {
      var options = options
      return options.take(option)
    }

    /// The names that an option was given.
    package func names(of option: String) -> [String] {
      value(of: option)?.split(separator: ",").map(String.init) ?? []
    }

    /// Whether version 1 has no words for it.
    fileprivate var isNew: Bool { kind != .deal || options.contains("--fields") }

    /// The same things as an expression says them (R38); `nil` where an option has no such form.
    var expression: Expression? {
      var tests: [String] = []
      var words = options[...]
      while let option = words.popFirst() {
        // Columns and order choose nothing.
        if Self.orders.contains(option) {
          _ = words.popFirst()
        } else if let test = option == "--mine" ? kind.mine : Self.flags[option] {
          tests.append(test)
        } else if let value = words.popFirst(), let test = Self.test(option, value) {
          tests.append(test)
        } else {
          return nil
        }
      }
      return try? Expression(
        parsing: tests.isEmpty ? "id is set" : tests.joined(separator: " and "))
    }

    private static func test(_ option: String, _ value: String) -> String? {
      switch (option, value) {
      case ("--where", _): "(\(value))"
      case ("--state", "closed"): "state in (won, lost)"
      case ("--state", "all"): "state != deleted"
      default: properties[option].map { "\($0) = \"\(value.replacing("\"", with: "\"\""))\"" }
      }
    }

    private static let flags = ["--no-task": "nextTaskDue is empty", "--overdue": "health = red"]
    private static let properties = [
      "--pipeline": "pipeline", "--stage": "stage", "--manager": "manager",
      "--company": "company", "--state": "state", "--health": "health",
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
      return
    }
    let fields = try DocumentVersion.checked(
      bytes, newest: DocumentVersion.second, noting: keys)
    document = fields.object
    if let lists = try fields.object("lists") {
      for name in lists.names { self.lists.append(try List(name, in: lists)) }
    }
    sort()
  }

  /// The list of a name; `nil` where there is none.
  package func list(named name: String) -> List? {
    lists.first { Folding.fold($0.name) == Folding.fold(name) }
  }

  /// Keeps a list instead of one of the same name.
  package mutating func save(_ name: String, of kind: Kind, _ options: [String]) -> List {
    let list = List(name: name, kind: kind, options: options)
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
    for list in lists { members[list.name] = list.json }
    var document = document
    let isNew = lists.contains(where: \.isNew)
    document.set("schema", isNew ? DocumentVersion.second : DocumentVersion.current)
    document["lists"] = .object(members)
    return document
  }
}

extension SavedLists.List {
  fileprivate init(_ name: String, in lists: DocumentFields) throws(DocumentError) {
    guard lists.value(name)?.isObject == true, let object = try lists.object(name) else {
      self.init(name: name, kind: .deal, options: try lists.strings(name))
      return
    }
    var options = try object.strings("options")
    if let text = try object.optionalString("where") { options += ["--where", text] }
    for key in ["fields", "sort"] {
      let names = try object.strings(key)
      if !names.isEmpty { options += ["--" + key, names.joined(separator: ",")] }
    }
    let kind = try object.optional("of", choice: Kind.self)
    self.init(name: name, kind: kind ?? .deal, options: options)
  }

  fileprivate var json: JSONValue {
    guard isNew else { return .array(options.map(JSONValue.string)) }
    var (object, others) = (JSONObject(), options)
    object.set("of", kind.rawValue)
    object.set("where", others.take("--where"))
    for key in ["fields", "sort"] {
      let names = names(of: "--" + key)
      if others.take("--" + key) != nil { object.set(key, names) }
    }
    if !others.isEmpty { object.set("options", others) }
    return .object(object)
  }
}

extension [String] {
  /// Takes an option with its value out of words.
  fileprivate mutating func take(_ option: String) -> String? {
    guard let place = firstIndex(of: option), place + 1 < count else { return nil }
    defer { removeSubrange(place...place + 1) }
    return self[place + 1]
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
