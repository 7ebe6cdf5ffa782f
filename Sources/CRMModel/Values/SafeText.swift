/// Text from data on its way to a terminal: nothing in it is obeyed, everything is shown.
public enum SafeText {
  /// What becomes of line breaks and tabs.
  public enum Breaks: Sendable {
    /// Kept, CR LF as one line feed, for texts of several lines.
    case keep
    /// Each replaced with one blank, for texts that stand in one line.
    case blank
  }

  /// The text with every control character replaced by an escape such as `\u{1b}`.
  ///
  /// Control characters are C0, DEL, C1, line and paragraph separators, and the marks that reorder
  /// text or hide in it: bidirectional controls and U+FEFF.
  public static func visible(_ text: String, breaks: Breaks = .blank) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var shown = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" {
        let followsReturn = scalar == "\n" && previous == "\r"
        if !followsReturn { shown.append(breaks == .keep ? scalar : " ") }
      } else if scalar == "\r" {
        shown.append(breaks == .keep ? "\n" : " ")
      } else if isHidden(scalar) {
        shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        shown.append(scalar)
      }
      previous = scalar
    }
    return String(shown)
  }

  /// Whether a terminal would obey the character or show nothing for it.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case ..<0x20, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
