package import CRMModel

extension Company: Document {
  package static let keys = cardKeys

  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.identifier("id"), name: try fields.string("name"),
      manager: try fields.login("manager"))
    origin = try fields.object("origin").map(Origin.init)
    try fillCard(fields)
    history = try fields.list("history", Event.init)
  }

  package var json: JSONObject { cardJSON(origin) }

  package var references: [DocumentPlace] { [] }
}

extension Card where Self: Document {
  /// The keys of a document that is nothing but a card.
  static var cardKeys: Set<String> {
    Set(card.map(\.key)).union(["schema", "id", "fields", "origin", "history"])
  }

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

  /// The document of what is nothing but a card.
  func cardJSON(_ origin: Origin?) -> JSONObject {
    var object = JSONObject()
    object.set("id", id.text)
    setCard(&object)
    if let origin { object["origin"] = .object(origin.json) }
    object.set("history", history, \.json)
    return object
  }
}

extension Card {
  /// The documents that the fields of its card name.
  var cardReferences: [DocumentPlace] {
    Self.card.compactMap { field in
      guard let kind = field.references, let id = field.get(self)?.text else { return nil }
      return DocumentPlace(kind.path(id))
    }
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
