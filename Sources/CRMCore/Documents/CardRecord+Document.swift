package import CRMModel

extension CardRecord: Document {
  package static var keys: Set<String> { clientKeys }
  package static var mergings: [String: Merging] { clientMergings }

  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(id: try fields.identifier("id"))
    origin = try fields.object("origin").map(Origin.init)
    imported = try fields.dictionary("imported")
    try fillCard(fields)
    merged = try fields.list("merged", CardRecord.init)
    history = try fields.list("history", Event.init)
  }

  package var json: JSONObject { cardJSON() }

  package var remains: CardRecord? { Form.remains(of: self) }

  package var references: [DocumentPlace] { cardReferences }
}
