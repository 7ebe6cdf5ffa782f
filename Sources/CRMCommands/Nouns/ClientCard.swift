import CRMCore
import CRMModel

/// The card of a company or a contact for people: what is known of it, then who and what belongs to it.
struct ClientCard {
  private(set) var lines: [String]
  private let session: Session
  private let presentation: Presentation

  /// A card of the columns whose fields have a value; what follows from nothing said is left out.
  init<Subject: Card & Document, Row>(
    of subject: Subject, _ name: String, _ noun: Noun<Row>, _ row: Row, with first: [Fact] = [],
    then last: [Fact] = [],
    _ session: Session, _ presentation: Presentation
  ) {
    self.session = session
    self.presentation = presentation
    let columns = Subject.card.compactMap { field in
      field.get(subject).flatMap { _ in noun.columns.first { $0.key == field.key } }
    }
    let facts = columns.map { column in
      Fact(
        presentation.text(column.title),
        column.shown?(row, presentation) ?? Separated.text(column.value(row)))
    }
    lines =
      [presentation.title(name, noun.id(row))]
      + (first + facts.filter { $0.value != SafeText.visible(name) } + last).lines(presentation)
  }

  /// The card with a table of what belongs to it, where anything does.
  func adding<Row>(
    _ title: Phrase, _ noun: Noun<Row>, without key: String, _ rows: [Row]
  ) -> ClientCard {
    guard !rows.isEmpty else { return self }
    var card = self
    let columns = noun.columns.filter { $0.importance != nil && $0.key != key }
    card.lines +=
      ["", presentation.colored(presentation.text(title), .bold)]
      + session.table(rows, columns, presentation).map { "  " + $0 }
    return card
  }

  /// The card with a table of deals, and what those that are open, won and lost come to (A11).
  func adding(_ deals: [DealRow]) -> ClientCard {
    guard !deals.isEmpty else { return self }
    var card = adding(Phrase(ru: "Сделки", en: "Deals"), .deal, without: "manager", deals)
    card.lines += DealTotals.byState(deals).map { "  " + $0.line(presentation) }
    return card
  }
}

/// How many deals there are of a state, and what they come to, one sum a currency (R29, R37).
struct DealTotals {
  let state: DealState
  let deals: [DealRow]

  /// Those of each state that there is any of.
  static func byState(_ deals: [DealRow]) -> [DealTotals] {
    DealState.allCases.compactMap { state in
      let some = deals.filter { $0.record.state == state }
      return some.isEmpty ? nil : DealTotals(state: state, deals: some)
    }
  }

  /// Those of a list that has won and lost deals and no others (D9).
  static func ofClosed(_ deals: [DealRow]) -> [DealTotals] {
    let isOfClosed = deals.allSatisfy { [.won, .lost].contains($0.record.state) }
    let states = isOfClosed ? byState(deals) : []
    return states.count > 1 ? states : []
  }

  /// «успешно завершена: 2 сделки, 60 000 ₽ + 500 USD».
  func line(_ presentation: Presentation) -> String {
    let count = presentation.text(CountedNoun.deals.counted(deals.count))
    let sums = deals.compactMap { deal in
      deal.record.budget.map { ($0, deal.record.closedAt) }
    }
    let sum = sums.isEmpty ? "" : ", \(presentation.total(sums))"
    return "\(presentation.text(state.name)): \(count)\(sum)"
  }
}

extension Column {
  /// The deals of a client, as in the list of deals.
  static func deals(_ deals: @escaping @Sendable (Row) -> [DealRow]) -> Column {
    Column(
      "deals", Phrase(ru: "сделки", en: "deals"),
      shown: { row, _ in
        deals(row).map { "\($0.record.id.text) \($0.record.name)" }.joined(separator: ", ")
      }
    ) { .array(deals($0).map { Noun<DealRow>.deal.json($0) }) }
  }

  /// What happened to a thing, oldest first, undone or not (R37).
  static func history(_ events: @escaping @Sendable (Row) -> [Event]) -> Column {
    // People read it in words: crm log.
    Column(
      "history", Phrase(ru: "история", en: "history"), cardOnly: true, shown: { _, _ in "" }
    ) { .array(events($0).map { .object($0.card) }) }
  }
}
