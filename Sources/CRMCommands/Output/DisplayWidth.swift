/// How many columns of a terminal a text takes.
enum DisplayWidth {
  /// The width of a text: combining marks take none, wide East Asian characters and emoji take two
  /// (Unicode Standard Annex 11).
  static func of(_ text: some StringProtocol) -> Int {
    let scalars = text.unicodeScalars
    return scalars.allSatisfy(isPlain) ? scalars.count : text.reduce(0) { $0 + width($1) }
  }

  /// Latin and Cyrillic letters, which need no look at what they are joined with.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xC0...0x2FF, 0x400...0x482: true
    default: false
    }
  }

  private static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    // A variation selector asks for the text or the picture of a sign (Unicode Technical Standard 51).
    for scalar in character.unicodeScalars.dropFirst() {
      if scalar.value == 0xFE0E { return 1 }
      if scalar.value == 0xFE0F { return 2 }
    }
    if first.properties.isEmojiPresentation { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return isWide(first.value) ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF,
      0x1B000...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The beginning of a text that fits a width, with «…» where something was left out.
  static func fitted(_ text: String, _ limit: Int) -> String {
    guard of(text) > limit else { return text }
    var shown = ""
    var used = 0
    for character in text {
      let next = width(character)
      guard used + next <= max(limit - 1, 0) else { break }
      shown.append(character)
      used += next
    }
    return shown + "…"
  }
}
