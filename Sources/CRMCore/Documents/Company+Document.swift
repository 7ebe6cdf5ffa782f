package import CRMModel

extension Company: Document {
  package static let keys = clientKeys.union(["legal"])
  /// A legal entity is known by its numbers, else by its name.
  package static let mergings = clientMergings.merging(
    ["legal": .entries(by: [["inn", "kpp"], ["name"]])]
  ) { _, own in own }

  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.identifier("id"), name: try fields.string("name"),
      manager: try fields.login("manager"))
    origin = try fields.object("origin").map(Origin.init)
    imported = try fields.dictionary("imported")
    try fillCard(fields)
    legal = try fields.list("legal", LegalEntity.init)
    merged = try fields.list("merged", Company.init)
    history = try fields.list("history", Event.init)
  }

  package var json: JSONObject {
    var object = cardJSON()
    object.set("legal", legal, \.json)
    return object
  }

  package var references: [DocumentPlace] { [] }

  /// Of several legal entities one is the main one (R66).
  package mutating func agreeWithItself() {
    guard let main = legal.firstIndex(where: \.isMain) else { return }
    for place in legal.indices where place > main { legal[place].isMain = false }
  }
}

extension Card where Self: Document {
  /// Reads all that stands behind keys of their own, but what the document cannot be without, and the
  /// department's own fields.
  mutating func fillCard(_ document: DocumentFields) throws(DocumentError) {
    for field in Self.card where !field.isRequired {
      guard let value = try document.value(field.key, field.type) else { continue }
      do throws(ValueError) { try field.set(value, in: &self) } catch {
        throw document.error(field.key, ru: error.problem.ru, en: error.problem.en)
      }
    }
    fields = try document.values("fields")
  }

  /// Writes what `fillCard` reads, and what the document cannot be without.
  func setCard(_ object: inout JSONObject) {
    for field in Self.card {
      if let value = field.get(self), value != .list([]) { object[field.key] = JSONValue(value) }
    }
    object.set("fields", fields)
  }
}

extension Client where Self: Document {
  /// The keys of a document that is nothing but a client's card.
  static var clientKeys: Set<String> {
    // The runtime would make a key path of a generic type anew for each document.
    Set(card.map { $0.key }).union([
      "schema", "id", "fields", "origin", "imported", "merged", "history",
    ])
  }

  /// What becomes of the properties of a document that is nothing but a client's card.
  static var clientMergings: [String: Merging] {
    cardMergings.merging(["merged": .entries(by: [["id"]])]) { _, own in own }
  }

  /// The document of what is nothing but a client's card.
  func cardJSON() -> JSONObject {
    var object = JSONObject()
    object.set("id", id.text)
    setCard(&object)
    if let origin { object["origin"] = .object(origin.json) }
    object.set("imported", imported)
    object.set("merged", merged, \.json)
    object.set("history", history, \.json)
    return object
  }
}

extension Card {
  /// The documents that the fields of its card name.
  var cardReferences: [DocumentPlace] {
    var places: [DocumentPlace] = []
    for field in Self.card {
      guard let kind = field.references, let named = field.get(self) else { continue }
      places += named.elements.compactMap { DocumentPlace(kind, $0.text) }
    }
    return places
  }
}

extension LegalEntity {
  /// Numbers are kept as they are, also those that would be refused now.
  init(_ fields: DocumentFields) throws(DocumentError) {
    var values: [Part: String] = [:]
    for part in Part.allCases { values[part] = try fields.optionalString(part.rawValue) }
    self.init(
      stored: values, isMain: try fields.bool("main"), isShared: try fields.bool("shared"))
  }

  /// As documents keep it.
  package var json: JSONObject {
    var object = JSONObject()
    for (part, text) in values { object.set(part.rawValue, text) }
    if isMain { object["main"] = .bool(true) }
    if isShared { object["shared"] = .bool(true) }
    return object
  }
}

extension Origin {
  init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(system: try fields.string("system"), id: try fields.string("id"))
  }

  var json: JSONObject {
    var object = JSONObject()
    object.set("system", system)
    object.set("id", id)
    return object
  }
}
