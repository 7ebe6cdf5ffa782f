import CRMModel

/// The large part of the catalog: every record in order, written whole and never changed.
///
/// Layout: a header; for each kind the sorted ids and where their records lie; the indexes; the
/// stamps of the folders; the records. Everything is found by arithmetic, so opening costs nothing
/// and a lookup touches a few pages.
struct CatalogBase: Sendable {
  /// What the catalog was made from; any other value means that it is not to be trusted.
  struct Origin: Hashable, Sendable {
    /// The store's epoch, digested.
    let epoch: UInt64
    /// The pipelines and templates by which deals were judged.
    let configuration: UInt64
  }

  /// What can be looked up.
  enum Index: Int, CaseIterable {
    case companyName, contactName, dealName, contactCompany, dealCompany
  }

  static let magic: UInt64 = 0x3130_4741_5443_4D52
  static let headerSize = 8 * 32

  /// Places of the header's numbers, in words of eight bytes.
  enum Word {
    static let magic = 0
    static let checksum = 1
    static let size = 2
    static let sequence = 3
    static let epoch = 4
    static let configuration = 5
    static let bodyChecksum = 6
    static let stamps = 7
    static let stampCount = 8
    static let kinds = 9
    static let indexes = 18
  }

  private let view: ByteView
  private let base: Bytes

  /// - Returns: `nil` where the bytes are no such file, or one that is damaged or made from something else.
  init?(_ bytes: Bytes, origin: Origin) {
    view = ByteView(bytes)
    base = bytes
    guard view.count >= Self.headerSize, view.integer(0, as: UInt64.self) == Self.magic,
      view.integer(8 * Word.size, as: Int64.self) == view.count,
      view.part(from: 16, count: Self.headerSize - 16).checksum == view.integer(8),
      view.integer(8 * Word.epoch, as: UInt64.self) == origin.epoch,
      view.integer(8 * Word.configuration, as: UInt64.self) == origin.configuration
    else { return nil }
  }

  private func word(_ place: Int) -> Int { Int(clamping: view.integer(8 * place, as: Int64.self)) }

  /// The last operation whose documents are in it.
  var sequence: UInt64 { view.integer(8 * Word.sequence) }

  /// Names this base to its tail.
  var identity: UInt64 { view.integer(8) }

  var size: Int { view.count }

  // MARK: Records

  func count(_ kind: DocumentKind) -> Int { word(Word.kinds + 3 * Int(kind.number)) }

  private func identifiers(_ kind: DocumentKind) -> Int {
    word(Word.kinds + 3 * Int(kind.number) + 1)
  }
  private func places(_ kind: DocumentKind) -> Int { word(Word.kinds + 3 * Int(kind.number) + 2) }

  func id(_ kind: DocumentKind, at index: Int) -> UInt64 {
    view.integer(identifiers(kind) + 8 * index)
  }

  /// The index of the first id that is not below `id`: ids are random, so the first guess is near.
  func position(_ kind: DocumentKind, of id: UInt64) -> Int {
    let count = count(kind)
    let start = identifiers(kind)
    var low = 0
    var high = count
    let guess = Int((id >> 8) &* UInt64(count) >> 32)
    var reach = 8
    if guess < count {
      // Narrow the range around the guess before halving it.
      if view.integer(start + 8 * guess, as: UInt64.self) < id {
        low = guess + 1
        while low + reach < high, view.integer(start + 8 * (low + reach), as: UInt64.self) < id {
          low += reach
          reach *= 2
        }
        high = min(high, low + reach)
      } else {
        high = guess
        while high - reach > low, view.integer(start + 8 * (high - reach), as: UInt64.self) >= id {
          high -= reach
          reach *= 2
        }
        low = max(low, high - reach)
      }
    }
    while low < high {
      let middle = (low + high) / 2
      if view.integer(start + 8 * middle, as: UInt64.self) < id {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  func record(_ kind: DocumentKind, at index: Int) -> CatalogRecord {
    let offset = Int(clamping: view.integer(places(kind) + 8 * index, as: Int64.self))
    return CatalogFrame.record(kind, id: id(kind, at: index), view, at: offset)
  }

  /// The record of an id; `nil` where there is none.
  func find(_ kind: DocumentKind, _ id: UInt64) -> CatalogRecord? {
    let index = position(kind, of: id)
    guard index < count(kind), self.id(kind, at: index) == id else { return nil }
    return record(kind, at: index)
  }

  /// Whether every byte behind the header is as it was written.
  ///
  /// Cost: one pass over the file; for commands that read all of it anyway.
  var isWhole: Bool {
    view.part(from: Self.headerSize, count: view.count).checksum
      == view.integer(8 * Word.bodyChecksum)
  }

  // MARK: Lookup

  /// The ids that an index has for a key, in order.
  func matches(_ index: Index, _ key: UInt64) -> [UInt64] {
    let start = word(Word.indexes + 2 * index.rawValue)
    let count = word(Word.indexes + 2 * index.rawValue + 1)
    let stored = { (place: Int) -> UInt64 in view.integer(start + 16 * place) }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if stored(middle) < key { low = middle + 1 } else { high = middle }
    }
    var ids: [UInt64] = []
    while low < count, stored(low) == key {
      ids.append(view.integer(start + 16 * low + 8))
      low += 1
    }
    return ids
  }

  /// The folders as they were when their records were read.
  var stamps: [FolderKey: FolderStamp] {
    let start = word(Word.stamps)
    var stamps: [FolderKey: FolderStamp] = [:]
    let count = min(word(Word.stampCount), view.count / 24)
    stamps.reserveCapacity(count)
    for place in 0..<count {
      let offset = start + 24 * place
      stamps[FolderKey(number: UInt32(truncatingIfNeeded: view.integer(offset, as: UInt64.self)))] =
        FolderStamp(inode: view.integer(offset + 8), modified: view.integer(offset + 16))
    }
    return stamps
  }
}
