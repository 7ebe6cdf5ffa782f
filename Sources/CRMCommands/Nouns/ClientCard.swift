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
}
