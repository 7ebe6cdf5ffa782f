import CRMCore

/// A text file that is written piece by piece, so that a million deals fit into little memory.
struct ScriptFile {
  /// A value of a row.
  enum Value {
    case text(String?)
    case integer(Int64?)

    static func number(_ value: Int) -> Value { .integer(Int64(value)) }
    static func flag(_ value: Bool) -> Value { .integer(value ? 1 : 0) }
  }

  private let path: String
  private var pending: [UInt8] = []
  private var size = 0
  private let files = PosixSystem()

  init(_ path: String) throws {
    self.path = path
    try files.createFile(path, [], mode: 0o600)
  }

  mutating func append(_ statements: String) throws {
    pending += statements.utf8
    if pending.count > 1 << 20 { try flush() }
  }

  mutating func insert(into table: String, _ values: Value...) throws {
    let list = values.map { value in
      switch value {
      case .text(let text?): Self.quoted(text)
      case .integer(let number?): "\(number)"
      case .text(nil), .integer(nil): "NULL"
      }
    }
    try append("INSERT INTO \(table) VALUES(\(list.joined(separator: ",")));\n")
  }

  mutating func flush() throws {
    try files.append(pending, to: path, at: size)
    size += pending.count
    pending = []
  }

  /// A text as SQL has it.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
