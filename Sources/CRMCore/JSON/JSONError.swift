package import CRMModel

/// Why a text is not JSON that we take, and where.
package struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Reason: Hashable, Sendable {
    /// More bytes than this limit.
    case tooLarge(limit: Int)
    /// Arrays and objects inside each other deeper than this limit.
    case tooDeep(limit: Int)
    /// A byte order mark stands before the value.
    case byteOrderMark
    /// The text ends within the value.
    case unexpectedEnd
    /// No value begins here.
    case valueExpected
    /// No key begins here, for example behind a comma that is one too many.
    case keyExpected
    /// A colon is missing behind a key.
    case colonExpected
    /// A comma or the end of the array or object is missing.
    case commaExpected
    /// Something follows the value.
    case textAfterValue
    /// A key occurs twice in the object.
    case duplicateKey(String)
    /// A control character in a string is not escaped.
    case controlCharacter
    /// Bytes of a string are not UTF-8.
    case invalidUTF8
    /// A backslash is followed by nothing that JSON knows.
    case invalidEscape
    /// One half of a surrogate pair stands alone.
    case loneSurrogate
    /// What begins like a number is none.
    case invalidNumber
  }

  /// What is wrong.
  package let reason: Reason
  /// The line, from 1.
  package let line: Int
  /// The byte in that line, from 1.
  package let column: Int

  /// An error at a byte of a text.
  init(_ reason: Reason, in input: UnsafeBufferPointer<UInt8>, at offset: Int) {
    let before = input[..<min(offset, input.count)]
    let lineFeed = UInt8(ascii: "\n")
    let lineStart = before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    self.reason = reason
    line = before.count { $0 == lineFeed } + 1
    column = before.count - lineStart + 1
  }

  /// What is wrong in words, without the place.
  package var problem: Phrase {
    switch reason {
    case .tooLarge(let limit): Phrase(ru: "больше \(limit) байт", en: "more than \(limit) bytes")
    case .tooDeep(let limit):
      Phrase(ru: "вложенность глубже \(limit)", en: "nested deeper than \(limit)")
    case .byteOrderMark:
      Phrase(ru: "в начале стоит метка порядка байтов", en: "begins with a byte order mark")
    case .unexpectedEnd: Phrase(ru: "текст обрывается", en: "the text ends too early")
    case .valueExpected: Phrase(ru: "здесь должно быть значение", en: "a value is expected here")
    case .keyExpected:
      Phrase(ru: "здесь должен быть ключ в кавычках", en: "a key in quotes is expected here")
    case .colonExpected:
      Phrase(ru: "после ключа нет двоеточия", en: "a colon is missing behind the key")
    case .commaExpected:
      Phrase(ru: "нет запятой или закрывающей скобки", en: "a comma or the end is missing")
    case .textAfterValue:
      Phrase(ru: "после значения есть лишний текст", en: "something follows the value")
    case .duplicateKey(let key):
      Phrase(
        ru: "ключ '\(SafeText.visible(key))' встречается дважды",
        en: "the key '\(SafeText.visible(key))' occurs twice")
    case .controlCharacter:
      Phrase(
        ru: "управляющий символ в строке без обратной черты",
        en: "a control character in a string is not escaped")
    case .invalidUTF8: Phrase(ru: "строка не в UTF-8", en: "the string is not UTF-8")
    case .invalidEscape:
      Phrase(ru: "неизвестная запись после обратной черты", en: "an unknown escape")
    case .loneSurrogate:
      Phrase(ru: "половина суррогатной пары", en: "one half of a surrogate pair")
    case .invalidNumber: Phrase(ru: "это не число", en: "not a number")
    }
  }
}
