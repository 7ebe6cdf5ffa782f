/// Text from data on its way to a terminal: nothing in it is obeyed, everything is shown.
public enum SafeText {
  /// What becomes of line breaks and tabs.
  public enum Breaks: Sendable {
    /// Kept, CR LF as one line feed, for texts of several lines.
    case keep
    /// Each replaced with one blank, for texts that stand in one line.
    case blank
    /// As they are, for programs.
    case exact
  }

  /// The text with every character that a terminal would obey, or show nothing for, replaced by an
  /// escape such as `\u{1b}`.
  ///
  /// Those are C0, DEL, C1, line and paragraph separators, the marks that reorder text, and all that
  /// are invisible (Unicode's Default_Ignorable_Code_Point, and a few blanks that are no blanks). What
  /// joins two emoji or asks for the picture of a sign is seen by what it does, and stays.
  public static func visible(_ text: String, breaks: Breaks = .blank) -> String {
    guard text.unicodeScalars.contains(where: isUnseen) else { return text }
    var shown = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      if breaks == .exact, "\n\t\r".unicodeScalars.contains(scalar) {
        shown.append(scalar)
      } else if scalar == "\n" || scalar == "\t" {
        let followsReturn = scalar == "\n" && previous == "\r"
        if !followsReturn { shown.append(breaks == .keep ? scalar : " ") }
      } else if scalar == "\r" {
        shown.append(breaks == .keep ? "\n" : " ")
      } else if isUnseen(scalar), !isPartOfEmoji(place, in: scalars) {
        shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        shown.append(scalar)
      }
      previous = scalar
    }
    return String(shown)
  }

  /// Whether it is hidden or invisible.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Looking up properties is slow, and nearly every text is written in these alone.
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x400..<0x483: false
    case 0x2800, 0xFFF9...0xFFFB: true
    default: isHidden(scalar) || scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether an invisible character makes a picture of its neighbours (Unicode Technical Standard 51).
  private static func isPartOfEmoji(_ place: Int, in scalars: [Unicode.Scalar]) -> Bool {
    func isEmoji(_ place: Int) -> Bool {
      scalars.indices.contains(place) && scalars[place].value > 0x7F
        && scalars[place].properties.isEmoji
    }
    switch scalars[place].value {
    case 0xFE0F:
      return isEmoji(place - 1) && !scalars[place - 1].properties.isEmojiPresentation
    case 0x200D:
      return isEmoji(place + 1) && (isEmoji(place - 1) || isEmoji(place - 2))
    default: return false
    }
  }

  /// Whether a terminal would obey the character, or read it as a mark that reorders text.
  ///
  /// JSON escapes exactly these, in documents too, so that the set never changes.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case ..<0x20, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
