import CRMCore
import CRMModel
import CommandLineKit

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
  /// The keys of the object that its value is; empty where it is none.
  private(set) var parts: [Part] = []
  /// What csv and tsv hold instead of the exact value: what is read back, such as a command line.
  var written: (@Sendable (Row) -> JSONValue)?
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

  /// A column that holds an object: its keys can be asked for alone, and have cells of their own in
  /// csv and tsv; `null` where there is nothing to tell of.
  init<Whole>(
    _ key: String, _ title: Phrase, table: Prominence? = nil,
    shown: (@Sendable (Row, Presentation) -> String)? = nil,
    of whole: @escaping @Sendable (Row) -> Whole?,
    _ parts: KeyValuePairs<String, @Sendable (Whole) -> JSONValue>
  ) {
    self.init(key, title, table: table, shown: shown) { _ in .null }
    consists(of: whole, parts)
  }

  /// The column of a property: its key, its names and its values are declared there (R33).
  init<Subject>(
    _ property: Property<Subject>, cardOnly: Bool = false,
    of subject: @escaping @Sendable (Row) -> Subject?
  ) {
    @Sendable func value(_ row: Row) -> Value? { subject(row).flatMap(property.value) }
    let isOwn = CustomField.id(ofKey: property.key) != nil
    self.init(
      property.key, property.name, table: property.prominence,
      whole: property.prominence == .whole, cardOnly: cardOnly,
      shown: { row, presentation in
        guard let value = value(row) else { return "" }
        return isOwn
          ? presentation.ownText(value, among: property.choices)
          : presentation.text(value, among: property.choices)
      },
      { row in value(row).map { JSONValue($0) } ?? .null })
    type = property.type
    choices = property.choices
    guard property.type == .money else { return }
    money = { row in
      guard case .money(let sum)? = value(row) else { return nil }
      return sum
    }
  }

  /// What `--fields` and `--sort` take for it.
  var field: Printed.Field {
    Printed.Field(key: key, title: title, parts: parts.map(key(of:)))
  }

  private func key(of part: Part) -> String { "\(key).\(part.key)" }

  /// The object's keys as columns of their own; the column itself where it holds no object.
  var flat: [Column] {
    parts.isEmpty
      ? [self]
      : parts.map { part in
        Column(
          key(of: part),
          Phrase(ru: "\(title.ru).\(part.key)", en: "\(title.en).\(part.key)"),
          table: .useful, cardOnly: isInCardOnly, part.value)
      }
  }

  /// The same column of a row that another row may hold.
  func asked<Outer>(of row: @escaping @Sendable (Outer) -> Row?) -> Column<Outer> {
    var column = Column<Outer>(
      key, title, table: importance,
      whole: isWhole, folded: isFolded, cardOnly: isInCardOnly,
      order: order.map { order in { @Sendable in row($0).map(order) ?? .null } },
      shown: shown.map { shown in
        { @Sendable outer, presentation in row(outer).map { shown($0, presentation) } ?? "" }
      },
      color: color.map { color in
        { @Sendable outer, presentation in row(outer).flatMap { color($0, presentation) } }
      }
    ) { [value] in row($0).map(value) ?? .null }
    (column.type, column.choices) = (type, choices)
    column.money = money.map { money in { @Sendable in row($0).flatMap(money) } }
    column.written = written.map { written in { @Sendable in row($0).map(written) ?? .null } }
    column.parts = parts.map { part in
      Column<Outer>.Part(key: part.key) { row($0).map(part.value) ?? .null }
    }
    return column
  }
}

extension Column {
  /// A key of the object that a column's value is: `company.name` can be asked for alone.
  struct Part {
    let key: String
    let value: @Sendable (Row) -> JSONValue
  }

  /// Makes its value an object, or `null` where there is nothing to tell of.
  mutating func consists<Whole>(
    of whole: @escaping @Sendable (Row) -> Whole?,
    _ parts: KeyValuePairs<String, @Sendable (Whole) -> JSONValue>
  ) {
    self.parts = parts.map { key, part in Part(key: key) { whole($0).map(part) ?? .null } }
    value = { row in
      guard let whole = whole(row) else { return .null }
      var object = JSONObject()
      for (key, part) in parts { object[key] = part(whole) }
      return .object(object)
    }
  }

  /// The text of a cell in csv and tsv.
  func cell(_ row: Row) -> String {
    Separated.text((written ?? value)(row))
  }

  /// Makes its value the id and the name of something else.
  mutating func refers(to other: @escaping @Sendable (Row) -> (id: String, name: String)?) {
    consists(of: other, ["id": { .string($0.id) }, "name": { .string($0.name) }])
  }
}

extension Column {
  /// Makes its value a list of objects; csv and tsv keep what it was, which a person types so.
  mutating func lists(
    shown: @escaping @Sendable (Row, Presentation) -> String,
    _ value: @escaping @Sendable (Row) -> [JSONValue]
  ) {
    written = self.value
    self.shown = shown
    self.value = { .array(value($0)) }
  }

  /// Has csv and tsv hold a command line.
  mutating func isTyped(_ words: @escaping @Sendable (Row) -> [String]) {
    written = { .string(ShellWord.quote(words($0))) }
  }
}

extension Array {
  /// The column of a key, else the first that people know by this name, else a part of one.
  func named<Row>(_ name: String) -> Column<Row>? where Element == Column<Row> {
    first { $0.key == name }
      ?? first { $0.field.isMeant(by: name) }.map { column in
        column.flat.first { $0.key == name } ?? column
      }
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

extension Array {
  /// The same columns, with what people call a thing behind the column that holds its id.
  func naming<Row>(
    _ key: String, _ name: @escaping @Sendable (Row) -> String?
  ) -> [Column<Row>] where Element == Column<Row> {
    flatMap { column -> [Column<Row>] in
      guard column.key == key else { return [column] }
      let title = Phrase(ru: "\(column.title.ru), название", en: "\(column.title.en) name")
      return [column, Column("\(key)Name", title) { .text(name($0)) }]
    }
  }
}

extension Array {
  /// The same columns as an object can have them, where some are asked for twice.
  func withEachKeyOnce<Row>() -> [Column<Row>] where Element == Column<Row> {
    enumerated().filter { place, column in !self[..<place].contains { $0.key == column.key } }
      .map(\.element)
  }

  /// The same columns by key, as an object has its members.
  func byKey<Row>() -> [Column<Row>] where Element == Column<Row> { sorted { $0.key < $1.key } }
}

extension Prominence {
  /// Its place among the columns to go; the last one never goes.
  var rank: Int { [.key, .whole].contains(self) ? .max : rawValue }
}
