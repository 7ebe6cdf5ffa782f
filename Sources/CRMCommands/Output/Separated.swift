import CRMCore
import CRMModel

extension JSONValue {
  /// What people know one of several things by, in a cell that holds them all.
  ///
  /// The rest of each stands in its own list and in JSON; `nil` for what has nothing of the kind.
  fileprivate var naming: JSONValue? {
    switch self {
    case .bool, .number, .string: self
    case .object(let object):
      ["name", "message", "action", "event", "text", "file", "id"].lazy.compactMap { object[$0] }
        .first { $0.string != nil }
    case .null, .array: nil
    }
  }
}

/// Comma and tab separated values.
enum Separated {
  /// A cell's text: exact, never shortened, never translated.
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number): number.text
    case .string(let string): string
    case .array(let values):
      value.sumsText ?? names(values).map { ListText.joined($0.map(text)) } ?? json(value)
    case .object: json(value)
    }
  }

  /// What each of several things is known by; `nil` where one of them is known by nothing.
  private static func names(_ values: [JSONValue]) -> [JSONValue]? {
    let names = values.compactMap(\.naming)
    return names.count == values.count ? names : nil
  }

  private static func json(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.bytes(of: value, style: .compact), as: UTF8.self)
  }

  // No character that a terminal would obey is ever written, and no formula that a spreadsheet would
  // compute. A comma parts nothing in csv, where cells with one are quoted.

  /// A line of RFC 4180, ended with CR LF.
  static func csv(_ cells: [String], by separator: Character = ",") -> String {
    cells.map { quoted($0, separator) }.joined(separator: String(separator)) + "\r\n"
  }

  /// A tab separated line; what would break it is escaped.
  static func tsv(_ cells: [String]) -> String {
    cells.map(escaped).joined(separator: "\t") + "\n"
  }

  private static func quoted(_ text: String, _ separator: Character) -> String {
    let cell = SpreadsheetText.guarded(SafeText.visible(text, breaks: .exact))
    let needsQuotes = cell.unicodeScalars.contains {
      "\(separator)\"\r\n".unicodeScalars.contains($0)
    }
    return needsQuotes ? "\"" + cell.replacing(["\"": "\"\""]) + "\"" : cell
  }

  private static func escaped(_ text: String) -> String {
    let cell = SpreadsheetText.guarded(SafeText.visible(text, breaks: .exact)) {
      $0 == "," || SpreadsheetText.isBreak($0)
    }
    guard cell.unicodeScalars.contains(where: { "\\\t\r\n".unicodeScalars.contains($0) }) else {
      return cell
    }
    return cell.replacing(["\\": "\\\\", "\t": "\\t", "\r": "\\r", "\n": "\\n"])
  }
}

extension String {
  /// The text with signs replaced wherever they stand: an accent behind one makes another character of
  /// both, and a return and a line feed are one, but whoever reads bytes sees the sign.
  func replacing(_ signs: [Unicode.Scalar: String]) -> String {
    guard unicodeScalars.contains(where: { signs[$0] != nil }) else { return self }
    var text = UnicodeScalarView()
    for scalar in unicodeScalars {
      if let meant = signs[scalar] {
        text.append(contentsOf: meant.unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }
}
