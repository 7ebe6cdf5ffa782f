/// The Windows code page of Russian (WHATWG Encoding Standard, index windows-1251).
enum CP1251 {
  /// Bytes 0x80…0xBF; those from 0xC0 on are U+0410…U+044F in order.
  private static let upperHalf =
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"

  /// The same text in UTF-8; every byte stands for a character.
  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    let upper =
      upperHalf.unicodeScalars.map { Array(String($0).utf8) }
      + (0x410...0x44F as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).map {
        Array(String($0).utf8)
      }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      if byte < 0x80 { text.append(byte) } else { text += upper[Int(byte) - 0x80] }
    }
    return text
  }
}
