package import CRMModel

extension Contact: Document {
  package static let keys = clientKeys.union(["company"])
  package static let mergings = clientMergings

  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.identifier("id"), company: try fields.identifier("company"),
      name: try fields.string("name"), role: try fields.choice("role", Role.self))
    origin = try fields.object("origin").map(Origin.init)
    imported = try fields.dictionary("imported")
    try fillCard(fields)
    merged = try fields.list("merged", Contact.init)
    history = try fields.list("history", Event.init)
  }

  package var json: JSONObject {
    var object = cardJSON()
    object.set("company", company.text)
    return object
  }

  package var references: [DocumentPlace] { [DocumentPlace(company)] }
}
