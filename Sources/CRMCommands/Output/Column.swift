import CRMCore
import CRMModel

/// One column of a list and one key of its JSON: declared once per noun, feeding every format.
struct Column<Row>: Sendable {
  /// The JSON key, also the header in csv and tsv.
  let key: String
  /// The header of the table.
  let title: Phrase
  /// What its values are, and which there can be; `nil` where it is no property.
  private(set) var type: ValueType?
  private(set) var choices: [Choice] = []
  /// The exact value, never translated.
  var value: @Sendable (Row) -> JSONValue
  /// What rows are sorted by instead of the exact value.
  var order: (@Sendable (Row) -> JSONValue)?
  /// What people see instead of the exact value.
  var shown: (@Sendable (Row, Presentation) -> String)?
  /// The colour that says the same as the word.
  var color: (@Sendable (Row, Presentation) -> Presentation.Color?)?
  /// The sum that it holds, which a list adds up; `nil` where it holds none.
  private(set) var money: (@Sendable (Row) -> Money?)?
  /// How long the table keeps it; `nil` where it stands there only when asked for.
  var importance: Prominence?
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

  /// The column of a property: its key, its names and its values are declared there (R33).
  init<Subject>(
    _ property: Property<Subject>, cardOnly: Bool = false,
    of subject: @escaping @Sendable (Row) -> Subject
  ) {
    self.init(
      property.key, property.name, table: property.prominence, cardOnly: cardOnly,
      shown: { row, presentation in
        property.value(subject(row)).map { presentation.text($0, among: property.choices) } ?? ""
      },
      { row in property.value(subject(row)).map { JSONValue($0) } ?? .null })
    type = property.type
    choices = property.choices
    guard property.type == .money else { return }
    money = { row in
      guard case .money(let sum)? = property.value(subject(row)) else { return nil }
      return sum
    }
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

extension Array {
  /// The column of a key, else the first that people know by this name.
  func named<Row>(_ name: String) -> Column<Row>? where Element == Column<Row> {
    first { $0.key == name }
      ?? first { Printed.Field(key: $0.key, title: $0.title).isMeant(by: name) }
  }

  /// The same columns, where one says more than its property does.
  func refining<Row>(
    _ key: String, _ change: (inout Column<Row>) -> Void
  ) -> [Column<Row>] where Element == Column<Row> {
    map { column in
      guard column.key == key else { return column }
      var refined = column
      change(&refined)
      return refined
    }
  }
}

extension Prominence {
  /// Its place among the columns to go; the last one never goes.
  var rank: Int { self == .key ? .max : rawValue }
}
