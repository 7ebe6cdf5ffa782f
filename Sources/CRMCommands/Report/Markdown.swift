import CRMModel

/// Text for CommonMark with GitHub's tables.
enum Markdown {
  /// Text that is neither markup nor a link nor the end of a table's cell.
  static func text(_ text: String) -> String {
    var escaped = ""
    for character in SafeText.visible(text) {
      if "\\`*_[]<>|~&".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// Code within a line, between more backticks than it has itself.
  static func code(_ text: String) -> String {
    let code = SafeText.visible(text)
    let longest = code.split { $0 != "`" }.map(\.count).max() ?? 0
    guard longest > 0 else { return "`\(code)`" }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(code) \(fence)"
  }

  /// A line of a table.
  static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
}
