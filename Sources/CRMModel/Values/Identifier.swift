/// A random name of one document, short enough to type, of a kind that is not mixed up with others.
///
/// 40 bits, written as 8 characters of Crockford's base 32 in lower case
/// (<https://www.crockford.com/base32.html>: no `i`, `l`, `o`, `u`). `Subject` is what it names.
public struct Identifier<Subject>: Hashable, Comparable, Sendable {
  /// The number behind the text, below 2⁴⁰.
  public let bits: UInt64

  /// The identifier of a number; `nil` from 2⁴⁰ on.
  public init?(bits: UInt64) {
    guard bits >> 40 == 0 else { return nil }
    self.bits = bits
  }

  /// A new identifier out of a source of randomness, of which it takes the highest 38 bits.
  ///
  /// Its second character is each fourth of the alphabet. The first two name the folder that the document
  /// lies in, and a command looks at every folder of a kind that it asks for: at 256 in a quarter of the
  /// time that 1,024 take. Documents that were named by all 40 bits are read and written as ever.
  public init(random generator: inout some RandomNumberGenerator) {
    let drawn = generator.next() >> 26
    bits = (drawn >> 30) << 32 | drawn & (1 << 30 - 1)
  }

  /// The identifier of a text; `nil` unless it is exactly 8 characters of the alphabet.
  ///
  /// Upper case is refused, so that a text that names a file names one file everywhere.
  public init?(_ text: String) {
    var text = text
    guard let identifier = text.withUTF8(Identifier.init(utf8:)) else { return nil }
    self = identifier
  }

  /// The identifier of a text where it lies; documents have one in each event.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    var bits: UInt64 = 0
    guard bytes.count == 8 else { return nil }
    for byte in bytes {
      guard let value = Identifier.value(of: byte) else { return nil }
      bits = bits << 5 | value
    }
    self.bits = bits
  }

  /// The 8 characters; they sort as the identifiers do.
  public var text: String { prefix(8) }

  /// The first so many of them.
  package func prefix(_ count: Int) -> String {
    String(unsafeUninitializedCapacity: count) { buffer in
      for index in 0..<count {
        buffer[index] = Identifier.character(of: bits >> UInt64(35 - 5 * index) & 31)
      }
      return count
    }
  }

  /// Orders by text.
  public static func < (left: Identifier, right: Identifier) -> Bool { left.bits < right.bits }

  /// Position in `0123456789abcdefghjkmnpqrstvwxyz`.
  private static func value(of byte: UInt8) -> UInt64? {
    let digit = UInt64(byte)
    return switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "h"): digit - 0x61 + 10
    case UInt8(ascii: "j"), UInt8(ascii: "k"): digit - 0x6A + 18
    case UInt8(ascii: "m"), UInt8(ascii: "n"): digit - 0x6D + 20
    case UInt8(ascii: "p")...UInt8(ascii: "t"): digit - 0x70 + 22
    case UInt8(ascii: "v")...UInt8(ascii: "z"): digit - 0x76 + 27
    default: nil
    }
  }

  private static func character(of value: UInt64) -> UInt8 {
    let digit = UInt8(value)
    return switch digit {
    case ..<10: digit + 0x30
    case ..<18: digit - 10 + 0x61
    case ..<20: digit - 18 + 0x6A
    case ..<22: digit - 20 + 0x6D
    case ..<27: digit - 22 + 0x70
    default: digit - 27 + 0x76
    }
  }
}
