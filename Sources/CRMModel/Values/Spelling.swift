/// How names are written down, however they were typed (R67).
public enum Spelling {
  /// A company's name: blanks where they part words, quotation marks in pairs as «», and the form in
  /// which it is registered in capitals.
  public static func company(_ typed: String) -> String {
    var words = quoted(person(typed)).split(separator: " ").map(String.init)
    if words.count > 1 {
      for place in [0, words.count - 1] {
        words[place] = legalForm(words[place]) ?? words[place]
      }
    }
    return words.joined(separator: " ")
  }

  /// A person's name: blanks where they part words.
  public static func person(_ typed: String) -> String {
    isSpaced(typed) ? typed : typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether single blanks part the words of Russian or English text already, as they mostly do: tables
  /// of names are long, and looking at bytes is much cheaper than at characters.
  private static func isSpaced(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      switch (last, byte) {
      case (UInt8(ascii: " "), UInt8(ascii: " ")): return false
      case (0xC2, _): guard byte == 0xAB || byte == 0xBB else { return false }  // «»
      case (0xE2, _): guard byte == 0x84 else { return false }  // №
      case (_, 0x20...0x7E), (_, 0x80...0xBF), (_, 0xC2), (_, 0xD0...0xD1), (_, 0xE2): break
      default: return false
      }
      last = byte
    }
    return last != UInt8(ascii: " ")
  }

  /// The Russian words that say how a client is registered, in small letters.
  static let legalForms: Set<Substring> = [
    "ооо", "ип", "ао", "пао", "зао", "оао", "нао", "тоо", "чп", "гуп", "муп", "ано", "нко",
  ]

  private static func legalForm(_ word: String) -> String? {
    // None is longer, and a name has many words.
    guard word.utf8.count(where: { $0 != UInt8(ascii: ".") }) <= 6 else { return nil }
    let letters = word.filter { $0 != "." }
    return legalForms.contains(letters.lowercased()[...]) ? letters.uppercased() : nil
  }

  private static func isQuotationMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "“", "”", "„": true
    default: false
    }
  }

  /// The text with its double quotation marks in pairs; as it is where they are not: 15" is no quotation.
  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isQuotationMark) else { return text }
    var (result, depth) = ("", 0)
    var last: Character = " "
    for letter in text {
      guard "\"“”„".contains(letter) else {
        result.append(letter)
        last = letter
        continue
      }
      let opens = letter == "„" || " («".contains(last)
      depth += opens ? 1 : -1
      guard depth >= 0 else { return text }
      last = opens ? "«" : "»"
      result.append(last)
    }
    return depth == 0 ? result : text
  }
}
