import CRMModel

extension [UInt8] {
  /// Appends a text as a JSON string: in quotes, with escapes only where they are needed.
  mutating func appendJSONString(_ text: String) {
    var text = text
    append(UInt8(ascii: "\""))
    text.withUTF8 { appendEscaped($0) }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ input: UnsafeBufferPointer<UInt8>) {
    var runStart = 0
    var index = 0
    while index < input.count {
      let length = Self.escapedLength(in: input, at: index)
      if length > 0 {
        append(contentsOf: UnsafeBufferPointer(rebasing: input[runStart..<index]))
        appendEscape(of: UnsafeBufferPointer(rebasing: input[index..<index + length]))
        index += length
        runStart = index
      } else {
        index += 1
      }
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: input[runStart...]))
  }

  /// How many bytes at an index are a character that needs an escape; 0 for another one.
  ///
  /// Beyond ASCII only those have to be looked at that begin like a control character.
  @inline(__always)
  private static func escapedLength(in input: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch input[index] {
    case ..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: return 1
    case 0xC2, 0xD8: return isHidden(input, index..<index + 2) ? 2 : 0
    case 0xE2, 0xEF: return isHidden(input, index..<index + 3) ? 3 : 0
    default: return 0
    }
  }

  private static func isHidden(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    scalar(of: UnsafeBufferPointer(rebasing: input[range])).map(SafeText.isHidden) ?? false
  }

  /// The scalar of one, two or three bytes of valid UTF-8.
  private static func scalar(of bytes: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    let first = bytes.first.map(UInt32.init) ?? 0
    let lead =
      switch bytes.count {
      case 1: first
      case 2: first & 0x1F
      default: first & 0x0F
      }
    return Unicode.Scalar(bytes.dropFirst().reduce(lead) { $0 << 6 | UInt32($1 & 0x3F) })
  }

  private mutating func appendEscape(of character: UnsafeBufferPointer<UInt8>) {
    guard let scalar = Self.scalar(of: character) else { return }
    append(UInt8(ascii: "\\"))
    switch scalar {
    case "\"", "\\": append(contentsOf: character)
    case "\n": append(UInt8(ascii: "n"))
    case "\r": append(UInt8(ascii: "r"))
    case "\t": append(UInt8(ascii: "t"))
    case "\u{8}": append(UInt8(ascii: "b"))
    case "\u{C}": append(UInt8(ascii: "f"))
    default:
      let digits = String(scalar.value, radix: 16)
      append(contentsOf: ("u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
    }
  }
}
