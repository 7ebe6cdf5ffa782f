/// Builds records: numbers little endian, texts with their length in front.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A text of the hot part: at most 65,535 bytes, which no id or login comes near.
  mutating func appendShort(_ text: String) {
    let utf8 = text.utf8.prefix(Int(UInt16.max))
    append(UInt16(utf8.count))
    bytes.append(contentsOf: utf8)
  }

  mutating func append(_ text: String?) {
    guard let text else { return append(UInt32.max) }
    append(UInt32(clamping: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  /// Puts a number into a place that was left for it.
  mutating func set<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
    withUnsafeBytes(of: value.littleEndian) { raw in
      for (index, byte) in raw.enumerated() { bytes[offset + index] = byte }
    }
  }
}

/// Reads a view from front to back.
struct ByteCursor {
  private let view: ByteView
  private(set) var offset: Int

  init(_ view: ByteView, at offset: Int) {
    self.view = view
    self.offset = offset
  }

  mutating func integer<Value: FixedWidthInteger>(_: Value.Type = Value.self) -> Value {
    defer { offset += MemoryLayout<Value>.size }
    return view.integer(offset)
  }

  mutating func short() -> String {
    let count = Int(integer(UInt16.self))
    defer { offset += count }
    return view.string(offset, count: count)
  }

  mutating func skipShort() { offset += 2 + Int(view.integer(offset, as: UInt16.self)) }

  mutating func skip(_ count: Int) { offset += count }

  mutating func skipText() {
    let count = integer(UInt32.self)
    if count != UInt32.max { skip(Int(count)) }
  }

  mutating func text() -> String? {
    let count = integer(UInt32.self)
    guard count != UInt32.max else { return nil }
    defer { offset += Int(count) }
    return view.string(offset, count: Int(count))
  }
}
