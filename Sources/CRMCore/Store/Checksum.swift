/// A 64-bit checksum (FNV-1a) that notices torn, flipped and zeroed bytes.
///
/// A single changed byte always changes the sum, because every step is a bijection; any other
/// accident goes unnoticed once in 2^64. It keeps nobody from forging a journal.
/// Source: Fowler, Noll, Vo, draft-eastlake-fnv.
struct Checksum: Equatable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  init(_ bytes: some Sequence<UInt8> = []) {
    add(bytes)
  }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
    // A text's bytes one by one cost several times as much.
    if bytes.withContiguousStorageIfAvailable({ add($0) }) == nil { add(bytes) }
  }

  /// Sixteen hexadecimal digits.
  var text: String { Self.text(value) }

  static func text(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
