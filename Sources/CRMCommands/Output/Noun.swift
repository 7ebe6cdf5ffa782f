import CRMCore
import CRMModel

/// A kind of thing that commands print.
struct Noun<Row>: Sendable {
  /// In the order of the table.
  let columns: [Column<Row>]
  /// By key, as in JSON.
  let sortedColumns: [Column<Row>]
  /// What `--format ids` prints.
  let id: @Sendable (Row) -> String
  /// Whose own fields its rows have (R35); `nil` for none.
  let owner: Kind?

  init(
    id: @escaping @Sendable (Row) -> String, owner: Kind? = nil,
    _ columns: [Column<Row>]
  ) {
    self.id = id
    self.owner = owner
    self.columns = columns
    sortedColumns = columns.sorted { $0.key < $1.key }
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
