package import CRMModel

extension Company: Document {
  package static var kind: DocumentKind { .company }

  package static let keys: Set<String> = [
    "schema", "id", "name", "phone", "email", "address", "city", "inn", "site", "manager", "tags",
    "fields", "origin", "history",
  ]

  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.identifier("id"), name: try fields.string("name"),
      manager: try fields.login("manager"))
    phone = try fields.optional("phone", PhoneNumber.init(typed:))
    email = try fields.optional("email", EmailAddress.init(parsing:))
    address = try fields.optionalString("address")
    city = try fields.optionalString("city")
    taxNumber = try fields.optional("inn", TaxNumber.init(parsing:))
    site = try fields.optionalString("site")
    tags = try fields.strings("tags").sorted()
    self.fields = try fields.values("fields")
    origin = try fields.object("origin").map(Origin.init)
    history = try fields.list("history", Event.init)
  }

  package var json: JSONObject {
    var object = JSONObject()
    object.set("id", id.text)
    object.set("name", name)
    object.set("phone", phone?.typed)
    object.set("email", email?.text)
    object.set("address", address)
    object.set("city", city)
    object.set("inn", taxNumber?.text)
    object.set("site", site)
    object.set("manager", manager.text)
    if !tags.isEmpty { object["tags"] = .array(tags.map(JSONValue.string)) }
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
