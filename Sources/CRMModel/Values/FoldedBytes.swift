/// The quick way of ``Folding/fold(_:)`` over the bytes of Russian and English text.
struct FoldedBytes {
  /// As long as the input, which is never longer after folding.
  private let output: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  private var owesBlank = false

  /// The folded text; `nil` where it has a character that this way does not know.
  static func fold(_ text: String) -> String? {
    let result = text.utf8.withContiguousStorageIfAvailable { input -> String? in
      var isKnown = true
      let folded = String(unsafeUninitializedCapacity: input.count) { output in
        fold(input, into: output, &isKnown)
      }
      return isKnown ? folded : nil
    }
    return result ?? nil
  }

  /// Whether a text has some bytes in it once it is folded; `nil` where it has a character that this
  /// way does not know.
  ///
  /// Nothing is kept of the folded text: whole departments are searched.
  static func isFound(_ wanted: [UInt8], in input: UnsafeBufferPointer<UInt8>) -> Bool? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: input.count) { output in
      var bytes = FoldedBytes(output: output)
      guard bytes.append(input) else { return nil }
      return Folding.isFound(wanted, in: UnsafeBufferPointer(rebasing: output[..<bytes.count]))
    }
  }

  /// The folded text's bytes; `nil` as for ``fold(_:)``.
  static func bytes(_ text: String) -> [UInt8]? {
    let result = text.utf8.withContiguousStorageIfAvailable { input -> [UInt8]? in
      var isKnown = true
      let folded = [UInt8](unsafeUninitializedCapacity: input.count) { output, count in
        count = fold(input, into: output, &isKnown)
      }
      return isKnown ? folded : nil
    }
    return result ?? nil
  }

  /// - Returns: How many bytes were written.
  private static func fold(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    _ isKnown: inout Bool
  ) -> Int {
    var bytes = FoldedBytes(output: output)
    isKnown = bytes.append(input)
    return isKnown ? bytes.count : 0
  }

  private init(output: UnsafeMutableBufferPointer<UInt8>) {
    self.output = output
  }

  /// Folds the input; `false` at the first character that is not known, or that is cut off at the end.
  private mutating func append(_ input: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < input.count {
      let byte = input[index]
      if byte < 0x80 {
        appendASCII(byte)
        index += 1
      } else if index + 2 >= input.count, index + 1 >= input.count || byte == 0xE2 {
        return false
      } else if byte == 0xD0 || byte == 0xD1 {
        guard appendCyrillic(byte, input[index + 1]) else { return false }
        index += 2
      } else if byte == 0xC2 {
        guard appendLatin(input[index + 1]) else { return false }
        index += 2
      } else if byte == 0xE2 && input[index + 1] == 0x80 {
        guard appendPunctuation(input[index + 2]) else { return false }
        index += 3
      } else if byte == 0xE2 && input[index + 1] == 0x84 && input[index + 2] == 0x96 {
        put(0xE2, 0x84, 0x96)  // №
        index += 3
      } else {
        return false
      }
    }
    return true
  }

  private mutating func appendASCII(_ byte: UInt8) {
    switch byte {
    case 0x09...0x0D, 0x20: owesBlank = count > 0
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): break
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): put(byte + 0x20)
    default: put(byte)
    }
  }

  /// U+0400…U+045F in the two bytes that stand for them.
  private mutating func appendCyrillic(_ first: UInt8, _ second: UInt8) -> Bool {
    switch (first, second) {
    case (0xD0, 0x81), (0xD1, 0x91): put(0xD0, 0xB5)  // Ё, ё
    case (0xD0, 0x80...0x8F): put(0xD1, second + 0x10)  // Ѐ…Џ
    case (0xD0, 0x90...0x9F): put(0xD0, second + 0x20)  // А…П
    case (0xD0, 0xA0...0xAF): put(0xD1, second - 0x20)  // Р…Я
    case (0xD0, _), (0xD1, 0x80...0x9F): put(first, second)
    default: return false
    }
    return true
  }

  /// The no-break space and «»: of U+0080…U+00BF only what names have.
  private mutating func appendLatin(_ second: UInt8) -> Bool {
    switch second {
    case 0xA0: owesBlank = count > 0
    case 0xAB, 0xBB: break
    default: return false
    }
    return true
  }

  /// U+2000…U+203F: thin blanks, dashes, quotation marks, the ellipsis.
  private mutating func appendPunctuation(_ third: UInt8) -> Bool {
    switch third {
    case 0x80...0x8A, 0xAF: owesBlank = count > 0
    case 0x98...0x9F, 0xB9, 0xBA: break
    case 0x90...0x97, 0xA6: put(0xE2, 0x80, third)
    default: return false
    }
    return true
  }

  private mutating func put(_ first: UInt8, _ second: UInt8? = nil, _ third: UInt8? = nil) {
    if owesBlank { write(0x20) }
    owesBlank = false
    write(first)
    if let second { write(second) }
    if let third { write(third) }
  }

  private mutating func write(_ byte: UInt8) {
    output[count] = byte
    count += 1
  }
}
