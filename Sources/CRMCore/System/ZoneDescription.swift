import CRMModel

/// The offsets of one time zone as its file tells them.
///
/// Source: RFC 8536, the Time Zone Information Format. Of version 1 files the 32-bit part is all
/// there is; later versions repeat it with 64 bits and end with a rule for the time after the last
/// transition.
struct ZoneDescription: Sendable {
  /// The times from which another offset holds, ascending.
  private var transitions: [Int64] = []
  /// The offset from each transition on.
  private var offsets: [Int] = []
  /// The offset before the first transition.
  private var firstOffset = 0
  /// What holds from the last transition on.
  private var rule: ZoneRule?

  /// Reads a file, or gives nil where it is not one of this format.
  init?(_ bytes: [UInt8]) {
    guard let first = Header(bytes[...]) else { return nil }
    if first.version == 0 {
      guard read(bytes.dropFirst(Header.size), first, timeSize: 4) else { return nil }
      return
    }
    let rest = bytes.dropFirst(Header.size + first.dataSize(timeSize: 4))
    guard let second = Header(rest) else { return nil }
    let data = rest.dropFirst(Header.size)
    guard read(data, second, timeSize: 8) else { return nil }
    let footer = data.dropFirst(second.dataSize(timeSize: 8))
    let newline = UInt8(ascii: "\n")
    guard footer.count >= 2, footer.first == newline, footer.last == newline else { return nil }
    let text = footer.dropFirst().dropLast()
    if !text.isEmpty {
      guard let rule = ZoneRule(text) else { return nil }
      self.rule = rule
    }
  }

  /// The offset from UTC in seconds at a time in seconds since 1970.
  func offset(at time: Int64) -> Int {
    guard let last = transitions.last else { return rule?.offset(at: time) ?? firstOffset }
    if time >= last, let rule { return rule.offset(at: time) }
    let next = transitions.indices.partitionPoint { transitions[$0] <= time }
    return next == 0 ? firstOffset : offsets[next - 1]
  }

  private mutating func read(_ data: ArraySlice<UInt8>, _ header: Header, timeSize: Int) -> Bool {
    let needed = header.dataSize(timeSize: timeSize)
    guard data.count >= needed, header.typeCount > 0 else { return false }
    let data = Array(data.prefix(needed))
    let indexStart = header.timeCount * timeSize
    let typeStart = indexStart + header.timeCount
    var typeOffsets: [Int] = []
    for type in 0..<header.typeCount {
      let offset = Int(Self.number(data[(typeStart + type * 6)...].prefix(4)))
      // A day and a bit is more than any zone has; nothing can overflow then.
      guard abs(offset) < 100_000 else { return false }
      typeOffsets.append(offset)
    }
    firstOffset = typeOffsets[0]
    for index in 0..<header.timeCount {
      let time = Self.number(data[(index * timeSize)...].prefix(timeSize))
      let type = Int(data[indexStart + index])
      guard type < typeOffsets.count, transitions.last ?? .min <= time else { return false }
      transitions.append(time)
      offsets.append(typeOffsets[type])
    }
    return true
  }

  /// A signed number, the most significant byte first.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
    var value: Int64 = bytes.first.map { $0 >= 0x80 } == true ? -1 : 0
    for byte in bytes { value = value << 8 | Int64(byte) }
    return value
  }

  /// The counts at the beginning of each of the two parts.
  private struct Header {
    static let size = 44

    var version: UInt8
    var timeCount: Int
    var typeCount: Int
    private var otherSize: (timeSize: Int, others: Int)

    init?(_ bytes: ArraySlice<UInt8>) {
      let head = Array(bytes.prefix(Self.size))
      guard head.count == Self.size, head.starts(with: Array("TZif".utf8)) else { return nil }
      let counts = (0..<6).map { Int(number(head[(20 + $0 * 4)...].prefix(4))) }
      guard counts.allSatisfy({ (0...1_000_000).contains($0) }) else { return nil }
      version = head[4]
      timeCount = counts[3]
      typeCount = counts[4]
      // In their order: UT and standard indicators, leap seconds, and the abbreviations.
      otherSize = (counts[2], counts[0] + counts[1] + counts[5])
    }

    func dataSize(timeSize: Int) -> Int {
      timeCount * (timeSize + 1) + typeCount * 6 + otherSize.timeSize * (timeSize + 4)
        + otherSize.others
    }
  }
}
