/// The files of a ZIP archive (PKWARE APPNOTE), found by its directory at the end.
struct ZipArchive {
  private struct Entry {
    let method: Int
    let isEncrypted: Bool
    let packed: Int
    let start: Int
  }

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]

  /// The most bytes that one file may have: more than any table that is taken in, and for a small archive
  /// no more than honest files shrink by.
  private static func limit(of packed: Int) -> Int { min(256 << 20, max(16 << 20, packed * 200)) }
  /// The most files.
  private static let mostEntries = 10_000

  /// - Throws: `ImportError.damaged` where there is no directory, or too much in it.
  init(_ bytes: [UInt8]) throws(ImportError) {
    self.bytes = bytes
    // Only a comment may stand behind it.
    let last = bytes.count - 22
    guard last >= 0,
      let end = (max(0, last - 0xFFFF)...last).reversed().first(where: {
        bytes[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06])
      })
    else { throw .damaged }
    let count = try number(end + 10, 2)
    var place = try number(end + 16, 4)
    guard count <= Self.mostEntries else { throw .damaged }
    for _ in 0..<count {
      guard try number(place, 4) == 0x0201_4B50 else { throw .damaged }
      let name = try number(place + 28, 2)
      guard place + 46 + name <= bytes.count else { throw .damaged }
      let path = String(decoding: bytes[(place + 46)..<(place + 46 + name)], as: UTF8.self)
      entries[path] = Entry(
        method: try number(place + 10, 2), isEncrypted: try number(place + 8, 2) & 1 == 1,
        packed: try number(place + 20, 4), start: try number(place + 42, 4))
      place += 46 + name + (try number(place + 30, 2)) + (try number(place + 32, 2))
    }
  }

  /// The bytes of a file; `nil` where there is none of that name.
  ///
  /// - Throws: `ImportError.workbook` for one with a password, `.damaged`, `.tooLarge`.
  func file(_ path: String) throws(ImportError) -> [UInt8]? {
    guard let entry = entries[path] else { return nil }
    guard !entry.isEncrypted else { throw .workbook }
    guard try number(entry.start, 4) == 0x0403_4B50 else { throw .damaged }
    let start =
      entry.start + 30 + (try number(entry.start + 26, 2)) + (try number(entry.start + 28, 2))
    guard start + entry.packed <= bytes.count else { throw .damaged }
    let packed = bytes[start..<(start + entry.packed)]
    switch entry.method {
    case 0: return Array(packed)
    case 8: return try Inflate.bytes(packed, limit: Self.limit(of: entry.packed))
    default: throw .damaged
    }
  }

  /// A number of some bytes, the low one first.
  private func number(_ place: Int, _ count: Int) throws(ImportError) -> Int {
    guard place >= 0, place + count <= bytes.count else { throw .damaged }
    return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
