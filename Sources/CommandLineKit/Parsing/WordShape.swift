/// What can be said of a word before any declaration is looked at.
enum WordShape {
  /// The words allowed in one line: far beyond any use, and still read at once.
  static var countLimit: Int { 65_536 }
  /// The bytes allowed in one word.
  static var byteLimit: Int { 1_048_576 }

  /// Whether it is an option or `--`; a lone hyphen and a negative number are values.
  static func isOption(_ word: String) -> Bool {
    word.utf8.first == UInt8(ascii: "-") && word.utf8.count > 1 && !isNegativeNumber(word)
  }

  /// Why a word cannot be what was typed: bytes that are not UTF-8 arrive as U+FFFD.
  static func problem(of word: String, at index: Int) -> UsageError.Cause? {
    if word.utf8.count > byteLimit {
      return .wordTooLong(number: index + 1, bytes: word.utf8.count, limit: byteLimit)
    }
    return word.unicodeScalars.contains("\u{FFFD}") ? .unreadableWord(number: index + 1) : nil
  }

  private static func isNegativeNumber(_ word: String) -> Bool {
    let digits = word.utf8.dropFirst()
    return digits.first.map(isDigit) ?? false
      && digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
