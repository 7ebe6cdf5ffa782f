import CRMCore
import CRMModel

extension Noun {
  /// Records of a kind that is data: the keys are those of its fields, a part of the command contract.
  static func cards<Form: RecordForm>(_: Form.Type) -> Noun<CardSubject<Form>>
  where Row == CardSubject<Form> {
    cards(Form.self) { $0 }.asking({ $0.records(Form.self) }, of: { $0 })
  }

  /// The same of rows that say more of such a record.
  static func cards<Form: RecordForm>(
    _: Form.Type, of subject: @escaping @Sendable (Row) -> CardSubject<Form>
  ) -> Noun {
    Noun(
      id: { subject($0).record.id.text }, owner: Form.kind,
      Form.properties.map { property in Column(property, of: subject) }
        + [.own { subject($0).record.fields }, .history { subject($0).history }])
  }
}

extension CardSubject {
  /// Where a text is found in it.
  func match(_ text: SearchText) -> SearchMatch? {
    if text.isIn(record.name) { return SearchMatch(.name, record.name) }
    // Of what is typed: every card has words of closed lists, such as its state.
    let typed = Form.card.filter { [.line, .prose, .lines, .phones].contains($0.type) }
    let said = record.facts.filter { key, _ in typed.contains { $0.key == key } }
    return SearchMatch(in: said.merging(record.fields) { said, _ in said }, text)
  }
}
