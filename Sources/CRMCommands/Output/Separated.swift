import CRMCore

/// Comma and tab separated values.
enum Separated {
  /// A cell's text: exact, never shortened, never translated.
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number): number.text
    case .string(let string): string
    case .array, .object:
      String(decoding: JSONWriter.bytes(of: value, style: .compact), as: UTF8.self)
    }
  }

  /// A line of RFC 4180, ended with CR LF.
  ///
  /// A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers and
  /// telephone numbers are none.
  static func csv(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  /// A tab separated line; what would break it is escaped.
  static func tsv(_ cells: [String]) -> String {
    cells.map(escaped).joined(separator: "\t") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    let cell = isFormula(text) ? "'" + text : text
    let needsQuotes = cell.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return false
    }
    return !text.utf8.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }
      || text.utf8.count == 1 || first == "=" || first == "@"
  }

  private static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { "\\\t\r\n".unicodeScalars.contains($0) }) else {
      return text
    }
    return text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t")
      .replacing("\r", with: "\\r").replacing("\n", with: "\\n")
  }
}
