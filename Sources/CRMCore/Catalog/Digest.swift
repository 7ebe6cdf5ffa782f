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
