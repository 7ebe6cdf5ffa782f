import CRMCore
import CRMModel

/// One column of a list and one key of its JSON: declared once per noun, feeding every format.
struct Column<Row>: Sendable {
  /// The JSON key, also the header in csv and tsv.
  let key: String
  /// The header of the table.
  let title: Phrase
  /// The exact value, never translated.
  let value: @Sendable (Row) -> JSONValue
  /// What rows are sorted by instead of the exact value.
  let order: (@Sendable (Row) -> JSONValue)?
  /// What people see instead of the exact value.
  let shown: (@Sendable (Row, Presentation) -> String)?
  /// The colour that says the same as the word.
  let color: (@Sendable (Row, Presentation) -> Presentation.Color?)?
  /// How long the table keeps it; `nil` where it stands there only when asked for.
  let importance: Prominence?
  /// Whether it is never shortened: it is typed to name the row.
  let isWhole: Bool
  /// Whether it stands under its row where the row would be too long: a message is never cut.
  let isFolded: Bool
  /// Whether it is left out of lists: arrays stand in the card only.
  let isInCardOnly: Bool

  init(
    _ key: String, _ title: Phrase, table: Prominence? = nil, whole: Bool = false,
    folded: Bool = false, cardOnly: Bool = false,
    order: (@Sendable (Row) -> JSONValue)? = nil,
    shown: (@Sendable (Row, Presentation) -> String)? = nil,
    color: (@Sendable (Row, Presentation) -> Presentation.Color?)? = nil,
    _ value: @escaping @Sendable (Row) -> JSONValue
  ) {
    self.key = key
    self.title = title
    self.value = value
    self.order = order
    self.shown = shown
    self.color = color
    importance = table
    isWhole = whole || key == "id"
    isFolded = folded
    isInCardOnly = cardOnly
  }

  /// The same column of a row that another row holds.
  func asked<Outer>(of row: @escaping @Sendable (Outer) -> Row) -> Column<Outer> {
    Column<Outer>(
      key, title, table: importance,
      whole: isWhole, folded: isFolded, cardOnly: isInCardOnly,
      order: order.map { order in { @Sendable in order(row($0)) } },
      shown: shown.map { shown in { @Sendable in shown(row($0), $1) } },
      color: color.map { color in { @Sendable in color(row($0), $1) } }
    ) { value(row($0)) }
  }
}

extension Prominence {
  /// Its place among the columns to go; the last one never goes.
  var rank: Int { self == .key ? .max : rawValue }
}
