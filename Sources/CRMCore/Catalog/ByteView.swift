/// A part of some bytes; reading beyond its end gives zeros, so that no damaged catalog can make the
/// program read what is not its own.
struct ByteView: Sendable {
  private let owner: Bytes
  private let start: Int
  let count: Int

  init(_ owner: Bytes) {
    self.owner = owner
    start = 0
    count = owner.buffer.count
  }

  private init(_ owner: Bytes, _ start: Int, _ count: Int) {
    self.owner = owner
    self.start = start
    self.count = count
  }

  /// A part, cut at the end.
  func part(from offset: Int, count wanted: Int) -> ByteView {
    let offset = min(max(offset, 0), count)
    return ByteView(owner, start + offset, min(max(wanted, 0), count - offset))
  }

  /// Other bytes of the same owner, so far from the start of these.
  func beyond(_ distance: Int64, count wanted: Int) -> ByteView {
    let (offset, overflow) = start.addingReportingOverflow(Int(distance))
    let all = ByteView(owner)
    return all.part(from: overflow ? all.count : offset, count: wanted)
  }

  func integer<Value: FixedWidthInteger>(_ offset: Int, as _: Value.Type = Value.self) -> Value {
    guard offset >= 0, offset <= count - MemoryLayout<Value>.size else { return 0 }
    return Value(
      littleEndian: owner.buffer.loadUnaligned(fromByteOffset: start + offset, as: Value.self))
  }

  func string(_ offset: Int, count wanted: Int) -> String {
    let part = part(from: offset, count: wanted)
    return String(decoding: part.bytes, as: UTF8.self)
  }

  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: owner.buffer[start..<start + count])
  }

  /// Lets go of the memory from an offset on.
  func forget(from offset: Int) { owner.forget(from: start + offset) }

  /// Where it begins among its owner's bytes.
  var position: Int { start }

  /// A checksum of the bytes.
  var checksum: UInt64 { Digest.of(bytes) }

  /// A checksum of a part that lies within.
  func checksum(of part: Range<Int>) -> UInt64 {
    Digest.of(UnsafeRawBufferPointer(rebasing: bytes[part]))
  }
}
