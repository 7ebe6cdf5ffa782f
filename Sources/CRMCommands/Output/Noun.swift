import CRMCore
import CRMModel

/// A kind of thing that commands print.
struct Noun<Row>: Sendable {
  /// In the order of the table.
  let columns: [Column<Row>]
  /// What `--format ids` prints.
  let id: @Sendable (Row) -> String
  /// Whose own fields its rows have (R35); `nil` for none.
  let owner: Kind?
  /// The columns of whatever else expressions can ask for (R38); `nil` where they ask for nothing.
  private(set) var asked: AskedColumns<Row>?
  /// When the deal of a row was closed, by the rate of which day its sum is converted (R46).
  private(set) var closedAt: @Sendable (Row) -> Instant? = { _ in nil }

  init(
    id: @escaping @Sendable (Row) -> String, owner: Kind? = nil,
    _ columns: [Column<Row>]
  ) {
    self.id = id
    self.owner = owner
    self.columns = columns
  }

  /// By key, as in JSON.
  var sortedColumns: [Column<Row>] { columns.byKey() }

  /// The same, of whose rows lists print, and are sorted by, whatever `--where` knows of them (R67).
  func asking<Subject>(
    _ vocabulary: @escaping @Sendable (Schema) -> Vocabulary<Subject>,
    of subject: @escaping @Sendable (Row) -> Subject?
  ) -> Noun {
    var noun = self
    noun.asked = AskedColumns(
      find: { name, schema in
        vocabulary(schema).property(name).map { Column($0, of: subject) }
      },
      fields: { vocabulary($0).fields })
    return noun
  }

  /// The same of rows whose sums are those of deals, with the moment of their closing.
  func closed(at moment: @escaping @Sendable (Row) -> Instant?) -> Noun {
    var noun = self
    noun.closedAt = moment
    return noun
  }

  /// The same with more columns, for a card.
  func adding(_ columns: [Column<Row>]) -> Noun {
    var noun = Noun(id: id, owner: owner, self.columns + columns)
    (noun.asked, noun.closedAt) = (asked, closedAt)
    return noun
  }

  /// The column of a name: one of its own, else what `--where` calls so.
  func column(_ name: String, among own: [Column<Row>], _ session: Session) -> Column<Row>? {
    own.named(name) ?? asked.flatMap { asked in session.asked { asked.find(name, $0) } }
  }

  /// The columns of lists: without the arrays of the card.
  var listed: [Column<Row>] { columns.filter { !$0.isInCardOnly } }

  /// A row as lists print it: without the arrays of the card.
  func json(_ row: Row) -> JSONValue { json(row, listed) }

  /// A row with the arrays of the card.
  func card(_ row: Row) -> JSONValue { json(row, columns) }

  /// A row with some of its columns.
  func json(_ row: Row, _ columns: [Column<Row>]) -> JSONValue {
    var object = JSONObject()
    for column in columns { object[column.key] = column.value(row) }
    return .object(object)
  }
}

/// The columns that a noun has beside its own: the properties of its vocabulary.
struct AskedColumns<Row>: Sendable {
  /// The one of a name.
  let find: @Sendable (String, Schema) -> Column<Row>?
  /// What `--fields` and `--sort` take for them.
  let fields: @Sendable (Schema) -> [Printed.Field]
}

extension Vocabulary {
  /// What can be named: its own properties, then those of what it leads to.
  fileprivate var fields: [Printed.Field] {
    (properties + hops.flatMap(\.properties)).map { property in
      Printed.Field(
        key: CustomField.id(ofKey: property.key) ?? property.key, title: property.name)
    }
  }
}
