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

  /// As many numbers, or what is made of numbers without a gap, as there are bytes for.
  mutating func values<Value: BitwiseCopyable>(
    _ count: Int, of _: Value.Type = Value.self
  ) -> [Value] {
    let size = MemoryLayout<Value>.stride
    let bytes = view.part(from: offset, count: min(count, view.count / size) * size).bytes
    skip(bytes.count)
    return Array(unsafeUninitializedCapacity: bytes.count / size) { values, filled in
      filled = bytes.count / size
      UnsafeMutableRawBufferPointer(values).copyBytes(from: bytes.prefix(filled * size))
    }
  }

  mutating func skip(_ count: Int) { offset = min(offset + count, view.count) }
}

extension ByteCursor {
  /// As many things as a count in front of them says, and as there are bytes for.
  mutating func list<Element>(_ read: (inout ByteCursor) -> Element) -> [Element] {
    list(count: count(), read)
  }

  mutating func list<Element>(
    count: Int, _ read: (inout ByteCursor) -> Element
  ) -> [Element] {
    var list: [Element] = []
    // Never more than there are bytes for, whatever a damaged catalog says.
    list.reserveCapacity(max(min(count, view.count - offset), 0))
    while list.count < count, !isAtEnd { list.append(read(&self)) }
    return list
  }
}
