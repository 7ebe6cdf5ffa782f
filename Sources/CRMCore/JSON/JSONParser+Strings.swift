extension JSONParser {
  /// Steps over the string whose opening quotation mark stands here, and notes it.
  mutating func string() throws(JSONError) {
    let start = index + 1
    var end = start
    while true {
      end = plainEnd(from: end)
      guard end < input.count else { throw failure(.unexpectedEnd, at: input.count) }
      switch input[end] {
      case UInt8(ascii: "\""):
        index = end + 1
        return note(.text, from: start, to: end)
      case UInt8(ascii: "\\"):
        return try escapedString(from: start, to: end)
      case ..<0x20: throw failure(.controlCharacter, at: end)
      default: end += 1
      }
    }
  }

  /// The first byte that may need a look: eight are passed at a time, as nearly all of a document is
  /// text.
  ///
  /// Each test leaves the high bit of the bytes that it is about, as in "Bit Twiddling Hacks" by Sean
  /// Eron Anderson; a borrow may add bytes behind the first of them only.
  private func plainEnd(from start: Int) -> Int {
    guard let raw = UnsafeRawPointer(input.baseAddress) else { return start }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highBits = ones &* 0x80
    var end = start
    while end + 8 <= input.count {
      let bytes = raw.loadUnaligned(fromByteOffset: end, as: UInt64.self)
      let quotes = bytes ^ ones &* 0x22
      let slashes = bytes ^ ones &* 0x5C
      let special =
        (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
        | (bytes &- ones &* 0x20) & ~bytes
      let found = (special & highBits).littleEndian
      if found != 0 { return end + found.trailingZeroBitCount / 8 }
      end += 8
    }
    return end
  }

  /// Steps over the string that begins with the bytes up to `end`, where its first escape stands.
  private mutating func escapedString(from start: Int, to end: Int) throws(JSONError) {
    var bytes = Array(input[start..<end])
    index = end
    while index < input.count {
      let byte = input[index]
      switch byte {
      case UInt8(ascii: "\""):
        escaped[UInt32(start)] = try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
          try text(of: buffer, at: start)
        }
        note(.escapedText, from: start)
        index += 1
        return
      case UInt8(ascii: "\\"): try appendEscape(to: &bytes)
      case ..<0x20: throw failure(.controlCharacter)
      default:
        bytes.append(byte)
        index += 1
      }
    }
    throw failure(.unexpectedEnd)
  }

  func text(
    of bytes: UnsafeBufferPointer<UInt8>, at offset: Int
  ) throws(JSONError) -> String {
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span))
    } catch {
      throw failure(.invalidUTF8, at: offset + error.byteOffsets.lowerBound)
    }
  }

  /// Reads the escape that stands here.
  private mutating func appendEscape(to bytes: inout [UInt8]) throws(JSONError) {
    let start = index
    guard index + 1 < input.count else { throw failure(.unexpectedEnd, at: input.count) }
    let mark = input[index + 1]
    index += 2
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(mark)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"):
      bytes.append(contentsOf: String(Character(try scalar(from: start))).utf8)
    default: throw failure(.invalidEscape, at: start)
    }
  }

  /// The scalar of `\uXXXX`, or of two such that are a surrogate pair; the digits stand here.
  private mutating func scalar(from start: Int) throws(JSONError) -> Unicode.Scalar {
    var value = try hexadecimal(from: start)
    if value & 0xFC00 == 0xD800, index + 1 < input.count, input[index] == UInt8(ascii: "\\"),
      input[index + 1] == UInt8(ascii: "u")
    {
      index += 2
      let low = try hexadecimal(from: start)
      guard low & 0xFC00 == 0xDC00 else { throw failure(.loneSurrogate, at: start) }
      value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
    }
    guard let scalar = Unicode.Scalar(value) else { throw failure(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func hexadecimal(from start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < input.count else { throw failure(.unexpectedEnd) }
      let byte = input[index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 0x30
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 0x61 + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 0x41 + 10
      default: throw failure(.invalidEscape, at: start)
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
