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

  /// A piece of a line that is not broken, and the colour that is printed for it.
  struct Part {
    let text: String
    let color: Presentation.Color?

    init(_ text: String, _ color: Presentation.Color? = nil) {
      self.text = text
      self.color = color
    }
  }

  /// The lines of parts separated by commas, behind what they are about; those after the first are
  /// indented.
  static func lines(_ parts: [Part], after start: Part, _ presentation: Presentation) -> [String] {
    func colored(_ part: Part) -> String {
      part.color.map { presentation.colored(part.text, $0) } ?? part.text
    }
    var lines: [String] = []
    var line = colored(start)
    var used = DisplayWidth.of(start.text)
    for (place, part) in parts.enumerated() {
      let comma = place == parts.count - 1 ? "" : ","
      let width = DisplayWidth.of(part.text) + comma.count
      if let limit = presentation.width, used + 1 + width > limit {
        lines.append(line)
        (line, used) = (" ", 1)
      }
      line += " " + colored(part) + comma
      used += 1 + width
    }
    return lines + [line]
  }
}
