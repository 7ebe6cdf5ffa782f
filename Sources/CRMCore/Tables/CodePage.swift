import CRMModel

/// A code page of Russian, of those that files come in.
struct CodePage {
  /// What the bytes from 0x80 on stand for, in UTF-8.
  private let upper: [[UInt8]]

  private init(_ parts: String...) {
    upper = parts.joined().unicodeScalars.map { Array(String($0).utf8) }
  }

  private static func letters(_ range: ClosedRange<UInt32>) -> String {
    String(String.UnicodeScalarView(range.compactMap(Unicode.Scalar.init)))
  }

  /// That of Windows (WHATWG Encoding Standard, index windows-1251).
  static let windows = CodePage(
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї",
    letters(0x410...0x44F))
  /// That of DOS (WHATWG Encoding Standard, index ibm866).
  static let dos = CodePage(
    letters(0x410...0x43F), "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀",
    letters(0x440...0x44F), "ЁёЄєЇїЎў°∙·√№¤■\u{A0}")

  /// That of Unix (WHATWG Encoding Standard, index koi8-r).
  static let koi8 = CodePage(
    "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{A0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©",
    "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ")

  /// How many columns of a table that begins so are called what programs and people call them.
  func knownTitles(in bytes: ArraySlice<UInt8>) -> Int {
    String(decoding: utf8(Array(bytes)), as: UTF8.self)
      .split { $0.isNewline || ";,|\t\"<>".contains($0) }
      .count { ImportFormat.isTitle(String($0).trimmingBlanks()) }
  }

  /// The same text in UTF-8; every byte stands for a character.
  func utf8(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      if byte < 0x80 { text.append(byte) } else { text += upper[Int(byte) - 0x80] }
    }
    return text
  }
}
