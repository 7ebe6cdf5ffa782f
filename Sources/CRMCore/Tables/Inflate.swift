/// Reads what deflate packed (RFC 1951), up to a limit of bytes, so that a small file cannot become a
/// large one in memory.
struct Inflate {
  private let source: ArraySlice<UInt8>
  private let limit: Int
  private var position: Int
  private var bits: UInt64 = 0
  private var count = 0
  private var output: [UInt8] = []

  private init(_ source: ArraySlice<UInt8>, limit: Int) {
    self.source = source
    self.limit = limit
    position = source.startIndex
  }

  /// The bytes that were packed.
  ///
  /// - Throws: `ImportError.damaged`, `.tooLarge`.
  static func bytes(_ source: ArraySlice<UInt8>, limit: Int) throws(ImportError) -> [UInt8] {
    var inflate = Inflate(source, limit: limit)
    var isLast = false
    while !isLast {
      isLast = try inflate.take(1) == 1
      switch try inflate.take(2) {
      case 0: try inflate.copyStored()
      case 1: try inflate.decode(HuffmanCode.fixedLengths, HuffmanCode.fixedDistances)
      case 2: try inflate.decodeDynamic()
      default: throw .damaged
      }
    }
    return inflate.output
  }

  private mutating func fill() {
    while count <= 48, position < source.endIndex {
      bits |= UInt64(source[position]) << UInt64(count)
      position += 1
      count += 8
    }
  }

  private mutating func take(_ wanted: Int) throws(ImportError) -> Int {
    if count < wanted { fill() }
    guard count >= wanted else { throw .damaged }
    let value = Int(bits & (1 << UInt64(wanted) - 1))
    bits >>= UInt64(wanted)
    count -= wanted
    return value
  }

  private mutating func symbol(_ code: HuffmanCode) throws(ImportError) -> Int {
    if count < HuffmanCode.longest { fill() }
    let entry = code.entries[Int(bits & UInt64(code.entries.count - 1))]
    let length = Int(entry & 15)
    guard length > 0, length <= count else { throw .damaged }
    bits >>= UInt64(length)
    count -= length
    return Int(entry >> 4)
  }

  private mutating func copyStored() throws(ImportError) {
    _ = try take(count % 8)
    let (length, check) = (try take(16), try take(16))
    guard length == ~check & 0xFFFF else { throw .damaged }
    for _ in 0..<length { try put(UInt8(take(8))) }
  }

  private mutating func put(_ byte: UInt8) throws(ImportError) {
    guard output.count < limit else { throw .tooLarge(limit: limit) }
    output.append(byte)
  }

  private mutating func decodeDynamic() throws(ImportError) {
    let (lengths, distances) = (try take(5) + 257, try take(5) + 1)
    var order = [Int](repeating: 0, count: 19)
    for place in Self.orderOfLengths.prefix(try take(4) + 4) { order[place] = try take(3) }
    let code = try HuffmanCode(order[...])
    var all: [Int] = []
    while all.count < lengths + distances {
      switch try symbol(code) {
      case 16:
        guard let last = all.last else { throw .damaged }
        all += Array(repeating: last, count: try take(2) + 3)
      case 17: all += Array(repeating: 0, count: try take(3) + 3)
      case 18: all += Array(repeating: 0, count: try take(7) + 11)
      case let length: all.append(length)
      }
    }
    guard all.count == lengths + distances else { throw .damaged }
    try decode(HuffmanCode(all[..<lengths]), HuffmanCode(all[lengths...]))
  }

  private mutating func decode(
    _ lengths: HuffmanCode, _ distances: HuffmanCode
  ) throws(ImportError) {
    while true {
      let symbol = try symbol(lengths)
      if symbol < 256 {
        try put(UInt8(symbol))
        continue
      }
      guard symbol > 256 else { return }
      guard symbol - 257 < Self.lengths.count else { throw .damaged }
      let (base, extra) = Self.lengths[symbol - 257]
      let length = base + (try take(extra))
      let place = try self.symbol(distances)
      guard place < Self.distances.count else { throw .damaged }
      let (far, more) = Self.distances[place]
      let distance = far + (try take(more))
      guard distance <= output.count else { throw .damaged }
      for _ in 0..<length { try put(output[output.count - distance]) }
    }
  }

  private static let orderOfLengths = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  /// The shortest length of each symbol, and how many bits are added to it.
  private static let lengths = steps(28, from: 3) { max(0, $0 / 4 - 1) } + [(258, 0)]
  private static let distances = steps(30, from: 1) { max(0, $0 / 2 - 1) }

  private static func steps(
    _ count: Int, from first: Int, _ bits: (Int) -> Int
  ) -> [(base: Int, extra: Int)] {
    var next = first
    return (0..<count).map { place in
      defer { next += 1 << bits(place) }
      return (next, bits(place))
    }
  }
}

/// A table that tells a symbol and its length by the bits that come next.
private struct HuffmanCode {
  static let longest = 15
  /// The symbol and, in the low four bits, how many bits stand for it; 0 where none does.
  let entries: [UInt16]

  static let fixedLengths = HuffmanCode(
    fixed: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  static let fixedDistances = HuffmanCode(fixed: Array(repeating: 5, count: 30))

  private init(fixed lengths: [Int]) {
    entries = Self.entries(lengths[...], Self.longest)
  }

  /// - Throws: `ImportError.damaged` for lengths that are more than a code has room for.
  init(_ lengths: ArraySlice<Int>) throws(ImportError) {
    var room = 1
    for length in 1...Self.longest {
      room = room * 2 - lengths.count { $0 == length }
      guard room >= 0 else { throw .damaged }
    }
    entries = Self.entries(lengths, max(lengths.max() ?? 0, 1))
  }

  private static func entries(_ lengths: ArraySlice<Int>, _ bits: Int) -> [UInt16] {
    var entries = [UInt16](repeating: 0, count: 1 << bits)
    var code = 0
    for length in 1...bits {
      for (symbol, own) in lengths.enumerated() where own == length {
        // The first bit of a code comes first.
        var reversed = 0
        for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
        for place in stride(from: reversed, to: entries.count, by: 1 << length) {
          entries[place] = UInt16(symbol) << 4 | UInt16(length)
        }
        code += 1
      }
      code <<= 1
    }
    return entries
  }
}
