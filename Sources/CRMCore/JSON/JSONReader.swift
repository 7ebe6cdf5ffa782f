/// Reads JSON strictly as RFC 8259 has it.
///
/// Beyond the grammar it refuses a byte order mark, duplicate keys, lone surrogates, bytes that are
/// not UTF-8, and more bytes or more depth than the limits.
package enum JSONReader {
  /// How much is read before giving up, so that a hostile file ends in an error.
  package struct Limits: Sendable {
    /// The most bytes of the text.
    package let bytes: Int
    /// The most arrays and objects inside each other.
    package let depth: Int

    /// Limits; a document needs neither more than 16 MiB nor more than 64 levels.
    ///
    /// A depth beyond 512 is taken as 512, because each level takes room on the stack.
    package init(bytes: Int = 16 << 20, depth: Int = 64) {
      self.bytes = bytes
      self.depth = min(depth, 512)
    }
  }

  /// The value that the bytes are.
  ///
  /// - Throws: ``JSONError`` where they are no value that we take.
  package static func parse(
    _ bytes: [UInt8], limits: Limits = Limits()
  ) throws(JSONError) -> JSONValue {
    try bytes.withUnsafeBufferPointer { (input) throws(JSONError) in
      try parse(input, limits: limits)
    }
  }

  /// The value that the bytes are, without copying them first.
  ///
  /// - Throws: ``JSONError`` where they are no value that we take.
  package static func parse(
    _ input: UnsafeBufferPointer<UInt8>, limits: Limits = Limits()
  ) throws(JSONError) -> JSONValue {
    guard input.count <= limits.bytes else {
      throw JSONError(.tooLarge(limit: limits.bytes), in: input, at: 0)
    }
    if input.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONError(.byteOrderMark, in: input, at: 0) }
    var parser = JSONParser(input: input, depthLimit: limits.depth)
    return try parser.document()
  }
}
