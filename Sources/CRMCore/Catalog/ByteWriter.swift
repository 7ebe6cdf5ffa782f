/// Builds records: numbers little endian, texts with their length in front.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A count in as few bytes as it needs, seven bits in each (LEB128).
  mutating func append(count: Int) {
    var rest = UInt(bitPattern: count)
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F | 0x80))
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func append(_ text: String) {
    append(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// A text that may be missing: then its length is 0, else one more than it is.
  mutating func append(optional text: String?) {
    guard let text else { return append(count: 0) }
    append(count: text.utf8.count + 1)
    bytes.append(contentsOf: text.utf8)
  }

  /// Many numbers, or what is made of numbers without a gap, as they lie in memory.
  mutating func append<Value: BitwiseCopyable>(values: [Value]) {
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  mutating func append(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Puts a number into a place that was left for it.
  mutating func set<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
    withUnsafeBytes(of: value.littleEndian) { raw in
      for (index, byte) in raw.enumerated() { bytes[offset + index] = byte }
    }
  }
}
