/// Text broken between words where a terminal would break it anywhere.
enum Wrapping {
  /// The lines of a text of which the first begins with a text and the others with as many blanks.
  ///
  /// - Parameters:
  ///   - text: One paragraph.
  ///   - start: What the first line begins with.
  ///   - width: The columns of the terminal; `nil` for no limit.
  /// - Returns: At least one line.
  static func lines(_ text: String, after start: String = "", width: Int?) -> [String] {
    let indent = DisplayWidth.of(start)
    guard let width, indent + DisplayWidth.of(text) > width else { return [start + text] }
    let room = max(width - indent, 1)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > room {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    let blanks = String(repeating: " ", count: indent)
    return lines.enumerated().map { ($0 == 0 ? start : blanks) + $1 }
  }
}
