package import CRMModel

extension Company: Document {
  package static var kind: DocumentKind { .company }

  package static let keys = cardKeys

  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.identifier("id"), name: try fields.string("name"),
      manager: try fields.login("manager"))
    origin = try fields.object("origin").map(Origin.init)
    try fill(fields)
  }

  package var json: JSONObject { cardJSON(origin) }
}

extension Card where Self: Document {
  /// The keys of a card's document.
  static var cardKeys: Set<String> {
    Set(card.map(\.key)).union(["schema", "id", "fields", "origin", "history"])
  }

  /// Reads all that a document says beside what the card cannot be without.
  mutating func fill(_ document: DocumentFields) throws(DocumentError) {
    for field in Self.card where !field.isRequired {
      guard let value = try document.value(field.key, field.type) else { continue }
      do throws(ValueError) { try field.set(value, in: &self) } catch {
        throw document.error(field.key, ru: error.problem.ru, en: error.problem.en)
      }
    }
    fields = try document.values("fields")
    history = try document.list("history", Event.init)
  }

  /// A card's document; what is missing has no key.
  func cardJSON(_ origin: Origin?) -> JSONObject {
    var object = JSONObject()
    object.set("id", id.text)
    for field in Self.card {
      if let value = field.get(self), value != .list([]) { object[field.key] = JSONValue(value) }
    }
    object.set("fields", fields)
    if let origin { object["origin"] = .object(origin.json) }
    object.set("history", history, \.json)
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
