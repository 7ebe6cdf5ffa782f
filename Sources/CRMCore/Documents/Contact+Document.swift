package import CRMModel

extension Contact: Document {
  package static var kind: DocumentKind { .contact }

  package static let keys: Set<String> = [
    "schema", "id", "company", "name", "position", "phone", "email", "messenger", "role", "fields",
    "origin", "history",
  ]

  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.identifier("id"), company: try fields.identifier("company"),
      name: try fields.string("name"), role: try fields.choice("role", Role.self))
    position = try fields.optionalString("position")
    phone = try fields.optional("phone", PhoneNumber.init(typed:))
    email = try fields.optional("email", EmailAddress.init(parsing:))
    messenger = try fields.optionalString("messenger")
    self.fields = try fields.values("fields")
    origin = try fields.object("origin").map(Origin.init)
    history = try fields.list("history", Event.init)
  }

  package var json: JSONObject {
    var object = JSONObject()
    object.set("id", id.text)
    object.set("company", company.text)
    object.set("name", name)
    object.set("position", position)
    object.set("phone", phone?.typed)
    object.set("email", email?.text)
    object.set("messenger", messenger)
    object.set("role", role.rawValue)
    object.set("fields", fields)
    if let origin { object["origin"] = .object(origin.json) }
    object.set("history", history, \.json)
    return object
  }
}
