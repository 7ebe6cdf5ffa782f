/// A text that somebody looks for: in names and comments however written, in phones however typed.
public struct SearchText: Hashable, Sendable {
  private let folded: String
  /// The same as bytes.
  private let wanted: [UInt8]
  /// Its longest word as bytes, folded.
  private let longestWord: [UInt8]
  /// The ways a stored number can contain what was typed; empty where that is no part of a number.
  private let digits: [String]

  /// Fewer digits are in half of all numbers.
  private static var leastDigits: Int { 4 }

  /// What to look for.
  public init(_ text: String) {
    folded = Folding.fold(text)
    wanted = Array(folded.utf8)
    let words = Folding.foldForPhrases(folded).split(separator: " ").map { Array($0.utf8) }
    longestWord = words.max { $0.count < $1.count } ?? []
    let typed = text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }
    let isNumber = text.utf8.allSatisfy { typed.contains($0) || " +()-./".utf8.contains($0) }
    guard isNumber, typed.count >= Self.leastDigits else {
      digits = []
      return
    }
    let number = String(decoding: typed, as: UTF8.self)
    // 8 in front of a Russian number is stored as 7 (R32).
    digits = number.hasPrefix("8") ? [number, "7" + number.dropFirst()] : [number]
  }

  /// Whether a text contains it, compared as names are (R5).
  public func isIn(_ text: String) -> Bool {
    let isFound = text.utf8.withContiguousStorageIfAvailable { FoldedBytes.isFound(wanted, in: $0) }
    return (isFound ?? nil) ?? Folding.isFound(folded, in: Folding.foldScalars(text))
  }

  /// Whether a telephone number contains its digits.
  public func isIn(_ phone: PhoneNumber) -> Bool {
    let key = phone.matchKey
    return digits.contains { Folding.isFound($0, in: key) }
  }

  /// Whether a telephone number in a text contains its digits.
  public func isIn(numbersOf text: String) -> Bool {
    !digits.isEmpty && PhoneNumber.all(in: text).contains(where: isIn)
  }

  /// Whether an address contains it.
  public func isIn(_ email: EmailAddress) -> Bool { isIn(email.text) }

  /// Whether the bytes of a document contain its longest word, which no way to write a document
  /// breaks up, but for letters as `\u0444`: where not, no text in the document contains all of it.
  package func mayBeIn(document bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      FoldedBytes.isFound(longestWord, in: bytes) ?? true
        || Folding.isFound(Array("\\u".utf8), in: bytes)
    }
  }
}
