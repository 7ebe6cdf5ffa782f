import CRMCore
import CRMModel

/// The database that an export is loaded into.
enum SQLDialect: String, CaseIterable, Sendable {
  case postgres, sqlite
}

/// A department as a script that makes and fills its tables, views for the funnel among them (R116).
///
/// Loading it again replaces what was loaded before. PostgreSQL gets a schema of its own, so that a
/// company's departments lie side by side in one database.
struct ExportSQL {
  let dialect: SQLDialect
  let schema: String
  let tables: [ExportTable]

  func write(to output: Output) throws(CRMError) {
    try output.append(beginning)
    for table in tables {
      try output.append(definition(of: table))
      try fill(table, output)
      for column in table.columns where column.type == .reference || column.type == .user {
        let name = quoted("\(table.name)_\(Self.name(column.key))")
        try output.append(
          "CREATE INDEX \(name) ON \(quoted(table.name)) (\(quoted(Self.name(column.key))));\n")
      }
    }
    for (name, query) in Self.views {
      try output.append("CREATE VIEW \(quoted(name)) AS\n\(query);\n")
    }
    try output.append("COMMIT;\n")
  }

  private var beginning: String {
    switch dialect {
    case .postgres:
      // Lines of data are never taken for commands: the first mistake ends psql.
      """
      \\set ON_ERROR_STOP on
      BEGIN;
      SET LOCAL client_encoding = 'UTF8';
      SET LOCAL client_min_messages = warning;
      DROP SCHEMA IF EXISTS \(quoted(schema)) CASCADE;
      CREATE SCHEMA \(quoted(schema));
      SET LOCAL search_path TO \(quoted(schema));

      """
    case .sqlite:
      "BEGIN;\n"
        + Self.views.reversed().map { "DROP VIEW IF EXISTS \(quoted($0.name));\n" }.joined()
        + tables.reversed().map { "DROP TABLE IF EXISTS \(quoted($0.name));\n" }.joined()
    }
  }

  private func definition(of table: ExportTable) -> String {
    let columns = table.columns.map { column in
      let reference = column.table.map { " REFERENCES \(quoted($0))" }
      return "  \(quoted(Self.name(column.key))) \(type(column.type))\(reference ?? "")"
    }
    let identity = table.identity.map { quoted(Self.name($0)) }.joined(separator: ", ")
    return """
      CREATE TABLE \(quoted(table.name)) (
      \((columns + ["  PRIMARY KEY (\(identity))"]).joined(separator: ",\n"))
      );

      """
  }

  private func fill(_ table: ExportTable, _ output: Output) throws(CRMError) {
    let name = quoted(table.name)
    if dialect == .postgres { try output.append("COPY \(name) FROM stdin;\n") }
    try table.forEach { (row) throws(CRMError) in
      let cells = zip(table.columns, row).map { column, value in value.flatMap { cell($0, column) }
      }
      switch dialect {
      case .postgres:
        try output.append(
          cells.map { $0.map(Self.copied) ?? "\\N" }.joined(separator: "\t") + "\n")
      case .sqlite:
        let values = zip(table.columns, cells).map { column, cell in
          cell.map { isBare(column.type) ? $0 : literal($0) } ?? "NULL"
        }
        try output.append("INSERT INTO \(name) VALUES (\(values.joined(separator: ",")));\n")
      }
    }
    if dialect == .postgres { try output.append("\\.\n") }
  }

  // MARK: Names and values

  /// `createdAt` as `created_at`, and `fields.seats` as `field_seats`.
  private static func name(_ key: String) -> String {
    if let own = CustomField.id(ofKey: key) { return "field_" + own.replacing("-", with: "_") }
    return key.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }

  private func quoted(_ name: String) -> String { "\"\(name.replacing(["\"": "\"\""]))\"" }

  /// A return is none in a script, because sqlite3 takes it for a part of a line's end.
  private func literal(_ text: String) -> String {
    "'\(text.replacing(["'": "''", "\r": "'||char(13)||'"]))'"
  }

  private func type(_ type: ValueType) -> String {
    switch (dialect, type) {
    case (_, .number), (_, .money): "numeric"
    case (_, .flag): "boolean"
    case (.postgres, .day): "date"
    case (.postgres, .moment): "timestamptz"
    case (.postgres, _) where isList(type): "jsonb"
    default: "text"
    }
  }

  private func isBare(_ type: ValueType) -> Bool { [.number, .money, .flag].contains(type) }

  private func isList(_ type: ValueType) -> Bool { type.form == .texts }

  /// A value as text; `nil` where a column of the type has no room for it, as for what an import left.
  private func cell(_ value: Value, _ column: ExportTable.Column) -> String? {
    if isList(column.type) {
      let list = value.elements.map { JSONValue.string(Self.text($0)) }
      return String(decoding: JSONWriter.bytes(of: .array(list), style: .compact), as: UTF8.self)
    }
    // A pending deal is open and pending: the last word says more.
    guard let value = value.elements.last else { return nil }
    return switch (column.type, value) {
    case (.number, .number), (.money, .money), (.day, .day), (.moment, .moment): value.text
    case (.flag, .flag(let flag)): flag ? "true" : "false"
    case (.number, _), (.money, _), (.day, _), (.moment, _), (.flag, _): nil
    default: Self.text(value)
    }
  }

  /// As a database takes it, which has no sign for the end of texts.
  private static func text(_ value: Value) -> String {
    identifier(value).replacing(["\0": "\u{FFFD}"])
  }

  private static func identifier(_ value: Value) -> String {
    if case .reference(let id, _) = value { id } else { value.text }
  }

  /// As `COPY` reads it.
  private static func copied(_ text: String) -> String {
    text.replacing(["\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"])
  }
}
