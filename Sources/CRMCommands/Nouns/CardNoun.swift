import CRMCore
import CRMModel

extension Noun {
  /// Records of a kind that is data: the keys are those of its fields, a part of the command contract.
  static func cards<Form: RecordForm>(_: Form.Type) -> Noun<CardSubject<Form>>
  where Row == CardSubject<Form> {
    Noun(
      id: { $0.record.id.text }, owner: Form.kind,
      CardSubject<Form>.properties.map { property in Column(property) { $0 } }
        + [.own { $0.record.fields }, .history { $0.history }]
    ).asking({ $0.records(Form.self) }, of: { $0 })
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
