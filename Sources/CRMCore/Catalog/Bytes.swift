/// Bytes that stay where they are for as long as anybody looks at them: a mapped file, or a copy.
package final class Bytes: @unchecked Sendable {
  // Never written after `init`, so looking at it from several threads at once is safe.
  let buffer: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  /// Takes over memory that `release` gives back.
  package init(
    _ buffer: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    self.buffer = buffer
    self.release = release
  }

  /// A copy of bytes.
  package convenience init(copying bytes: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    copy.copyBytes(from: bytes)
    self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
  }

  deinit { release(buffer) }
}

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

  /// A checksum of the bytes.
  var checksum: UInt64 { Digest.of(bytes) }
}

/// A quick digest against accidents, not against people (the mixing of «wyhash», Wang Yi 2019,
/// reduced to what damage detection needs).
enum Digest {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var offset = 0
    // Four sums at once keep the multiplier busy: a whole catalog is checked now and then.
    var (first, second, third) = (hash, ~hash, hash &* 3)
    while offset + 32 <= bytes.count {
      first = mixed(first, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      second = mixed(second, bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
      third = mixed(third, bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self))
      hash = mixed(hash, bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self))
      offset += 32
    }
    for sum in [first, second, third] { hash = mixed(hash, sum) }
    while offset + 8 <= bytes.count {
      hash = mixed(hash, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    return mixed(hash, rest)
  }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let (high, low) = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return high ^ low &+ 0x9E37_79B9_7F4A_7C15
  }
}
