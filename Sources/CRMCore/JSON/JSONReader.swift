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
    /// A depth beyond 512 is taken as 512, because each level takes room on the stack; more bytes
    /// than have a place of 32 bits are never taken.
    package init(bytes: Int = 16 << 20, depth: Int = 64) {
      self.bytes = min(bytes, Int(UInt32.max))
      self.depth = min(depth, 512)
    }
  }

  /// The value that the bytes are.
  ///
  /// - Throws: ``JSONError`` where they are no value that we take.
  package static func parse(
    _ bytes: [UInt8], limits: Limits = Limits()
  ) throws(JSONError) -> JSONValue {
    try JSONText(bytes, limits: limits).root.value
  }
}
