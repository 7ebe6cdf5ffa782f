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

  mutating func append(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

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

  init(_ view: ByteView, at offset: Int = 0) {
    self.view = view
    self.offset = offset
  }

  /// Whether there is nothing left; ends every loop over a count that may be damaged.
  var isAtEnd: Bool { offset >= view.count }

  mutating func integer<Value: FixedWidthInteger>(_: Value.Type = Value.self) -> Value {
    defer { skip(MemoryLayout<Value>.size) }
    return view.integer(offset)
  }

  /// A count, never more than the bytes that are left, as each counted thing has one at least.
  mutating func count() -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while shift < 63 {
      let byte: UInt8 = integer()
      value |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return min(Int(clamping: value), max(view.count - offset, 0) + 1)
  }

  mutating func text() -> String {
    let count = count()
    defer { skip(count) }
    return view.string(offset, count: count)
  }

  mutating func skipText() { skip(count()) }

  mutating func optionalText() -> String? {
    let count = count()
    guard count > 0 else { return nil }
    defer { skip(count - 1) }
    return view.string(offset, count: count - 1)
  }

  mutating func skipOptionalText() { skip(max(count() - 1, 0)) }

  /// What has not been read.
  var rest: ByteView { view.part(from: offset, count: view.count) }

  mutating func skip(_ count: Int) { offset = min(offset + count, view.count) }
}
