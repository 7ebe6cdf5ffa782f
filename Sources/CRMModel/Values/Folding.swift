/// Names and phrases reduced to what counts when they are compared (R5).
public enum Folding {
  /// The text in lower case, with ё as е, without quotation marks, with one blank for each run of
  /// white space and none at the ends.
  ///
  /// Characters that show nothing, such as a soft hyphen, are dropped too: what looks the same is
  /// the same. Russian and English text takes a quick way, because whole lists are folded.
  public static func fold(_ text: String) -> String {
    FoldedBytes.fold(text) ?? foldScalars(text)
  }

  /// The text folded, also without «(доплата)» and «(последняя доплата)» at its end (R5, R20).
  ///
  /// For comparing a deal's name with its company's; where names find a deal, the suffixes count.
  public static func foldWithoutSuffixes(_ text: String) -> String {
    var name = fold(text)[...]
    while let suffix = ["(доплата)", "(последняя доплата)"].first(where: name.hasSuffix),
      name.count > suffix.count
    {
      name = name.dropLast(suffix.count)
      if name.last == " " { name.removeLast() }
    }
    return String(name)
  }

  /// The text folded, with a blank for everything that is no letter and no digit (R12).
  public static func foldForPhrases(_ text: String) -> String {
    var words = String.UnicodeScalarView()
    for scalar in fold(text).unicodeScalars {
      if isPartOfWord(scalar) {
        words.append(scalar)
      } else if !words.isEmpty, words.last != " " {
        words.append(" ")
      }
    }
    if words.last == " " { words.removeLast() }
    return String(words)
  }

  /// Whether a folded text has another one in it.
  ///
  /// By bytes, which begin and end where letters do: whole lists are searched.
  public static func isFound(_ wanted: String, in folded: String) -> Bool {
    let wanted = Array(wanted.utf8)
    var folded = folded
    return folded.withUTF8 { isFound(wanted, in: $0) }
  }

  static func isFound(_ wanted: [UInt8], in folded: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = wanted.first else { return true }
    guard folded.count >= wanted.count else { return false }
    for start in 0...folded.count - wanted.count where folded[start] == first {
      var length = 1
      while length < wanted.count, folded[start + length] == wanted[length] { length += 1 }
      if length == wanted.count { return true }
    }
    return false
  }

  /// ``foldForPhrases(_:)`` as bytes, for Russian and English text; `nil` for any other.
  static func phraseBytes(_ text: String) -> [UInt8]? {
    guard var words = FoldedBytes.bytes(text) else { return nil }
    // What remains is never longer, so that it is moved to the front where it stands.
    var count = 0
    var left = 0
    for index in words.indices {
      let byte = words[index]
      switch byte {
      case _ where left > 0: left -= 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        0x80...0xDF:
        // A letter of two bytes comes as these.
        words[count] = byte
        count += 1
      default:
        // What has three bytes is a dash, an ellipsis or a number sign.
        if byte >= 0xE0 { left = 2 }
        if count > 0, words[count - 1] != 0x20 {
          words[count] = 0x20
          count += 1
        }
      }
    }
    if count > 0, words[count - 1] == 0x20 { count -= 1 }
    words.removeLast(words.count - count)
    return words
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// The definition of ``fold(_:)``, for every script.
  static func foldScalars(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    var owesBlank = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        owesBlank = !folded.isEmpty
      } else if !isDropped(scalar) {
        if owesBlank { folded.append(" ") }
        owesBlank = false
        append(scalar, to: &folded)
      }
    }
    return String(folded)
  }

  /// Appends one scalar in lower case; ё and й also where letter and mark come apart, as file
  /// names of macOS have them.
  private static func append(_ scalar: Unicode.Scalar, to folded: inout String.UnicodeScalarView) {
    switch (folded.last, scalar) {
    case ("е", "\u{308}"): break
    case ("и", "\u{306}"):
      folded.removeLast()
      folded.append("й")
    case (_, "ё"), (_, "Ё"): folded.append("е")
    default: folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", "`", "«", "»", "‹", "›", "\u{2018}"..."\u{201F}", "′", "″": true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
