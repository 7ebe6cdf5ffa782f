/// A word that a shell may offer.
struct LiveValue {
  /// The word, fit to be given to the command as it is.
  let text: String
  /// What a shell shows beside it; may be empty.
  let description: String

  /// A word and what is said of it.
  init(_ text: String, _ description: String = "") {
    self.text = text
    self.description = description
  }

  /// Whether the word can be typed, read back as it was, and taken for nothing else: one that starts
  /// with a hyphen would be an option.
  static func isUsable(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("-") && text.unicodeScalars.allSatisfy(isUsable)
  }

  private static func isUsable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Looking up properties is slow, and nearly every name is written in these alone.
    case 0x20...0x7E, 0x400...0x45F: return true
    case 0xFFFD: return false
    default:
      let properties = scalar.properties
      return properties.generalCategory != .control && !properties.isWhitespace
        && !properties.isDefaultIgnorableCodePoint && !properties.isBidiControl
    }
  }
}
