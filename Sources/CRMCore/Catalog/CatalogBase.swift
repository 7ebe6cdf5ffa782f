import CRMModel

/// The large part of the catalog: every record in order, written whole and never changed.
///
/// What has changed since it was written is kept in the same form, once there is enough of it: in the middle,
/// where a record's cold part stands right behind its hot one, and a removed document is a record of nothing.
///
/// Layout: a header; for each kind the sorted ids and the places of their hot parts; the hot parts; the
/// indexes; what is found of papers; the stamps of the folders; the cold parts. Everything is found by
/// arithmetic, so opening costs nothing, a lookup touches a few pages, and an audit only what it reads,
/// which lies together.
/// The cold parts stand in the order of an audit's findings, so that putting these into words reads
/// them from front to back.
struct CatalogBase: Sendable {
  /// What the catalog was made from; any other value means that it is not to be trusted.
  struct Origin: Hashable, Sendable {
    /// The store's epoch, digested.
    let epoch: UInt64
    /// The pipelines and templates by which deals were judged, and the fields of cards.
    let configuration: UInt64
  }

  /// What can be looked up: the documents of a kind, by a key.
  struct Index {
    let kind: Kind
    let key: Key

    enum Key: Int, CaseIterable {
      /// Of the folded name.
      case name
      /// The company that they belong to.
      case company
      /// Those by which a new client is known to be here already.
      case match
    }

    init(_ kind: Kind, _ key: Key) {
      self.kind = kind
      self.key = key
    }

    static var all: [Index] {
      Key.allCases.flatMap { key in Kind.documents.map { Index($0, key) } }
    }

    /// Its place among all.
    var number: Int { key.rawValue * Kind.documents.count + kind.number }
  }

  /// Raised whenever the layout changes: a catalog of another one would be read as what it is not.
  static let magic: UInt64 = 0x3336_4741_5443_4D52
  static let headerSize = 8 * 128

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
    static let kinds = 8
    static var indexes: Int { kinds + 3 * Kind.documents.count }
    static let findings = indexes + 2 * Index.all.count
    static let foundation = findings + 2
  }

  private let view: ByteView
  /// The base of a middle; 0 for a base.
  let foundation: UInt64

  /// - Returns: `nil` where the bytes are no such file, or one that is damaged or made from something else.
  init?(_ bytes: Bytes, origin: Origin) {
    view = ByteView(bytes)
    foundation = view.integer(8 * Word.foundation)
    guard view.count >= Self.headerSize, view.integer(0, as: UInt64.self) == Self.magic,
      view.integer(8 * Word.size, as: Int64.self) == view.count,
      view.part(from: 16, count: Self.headerSize - 16).checksum == view.integer(8),
      view.integer(8 * Word.epoch, as: UInt64.self) == origin.epoch,
      view.integer(8 * Word.configuration, as: UInt64.self) == origin.configuration,
      hasTables
    else { return nil }
  }

  /// Whether every table lies within the file, so that arithmetic with its places cannot overflow.
  private var hasTables: Bool {
    func lies(_ start: Int, _ count: Int, _ width: Int) -> Bool {
      start >= 0 && count >= 0 && count <= view.count / width
        && start <= view.count - count * width
    }
    return lies(word(Word.stamps), FolderKey.count, FolderStamps.size)
      && Kind.documents.allSatisfy {
        lies(identifiers($0), count($0), 8) && lies(places($0), count($0) + 1, 8)
      }
      && (Index.all.map { Word.indexes + 2 * $0.number } + [Word.findings]).allSatisfy {
        lies(word($0), word($0 + 1), 16)
      }
  }

  private func word(_ place: Int) -> Int { Int(view.integer(8 * place, as: Int64.self)) }

  /// The last operation whose documents are in it.
  var sequence: UInt64 { view.integer(8 * Word.sequence) }

  /// Names it to what is written on top of it.
  var identity: UInt64 { view.integer(8) }

  var size: Int { view.count }

  /// Whether every byte behind the header is as it was written.
  ///
  /// Cost: one pass over the file.
  var isWhole: Bool {
    view.part(from: Self.headerSize, count: view.count).checksum
      == view.integer(8 * Word.bodyChecksum)
  }

  /// The folders as they were when their records were read.
  var stamps: FolderStamps {
    FolderStamps(
      view.part(from: word(Word.stamps), count: FolderKey.count * FolderStamps.size))
  }

  /// Gives back the memory of all parts; what is looked at again is read again.
  func forgetParts() { view.forget(from: 0) }

  // MARK: Records

  func count(_ kind: Kind) -> Int { word(Word.kinds + 3 * kind.number) }

  private func identifiers(_ kind: Kind) -> Int { word(Word.kinds + 3 * kind.number + 1) }
  private func places(_ kind: Kind) -> Int { word(Word.kinds + 3 * kind.number + 2) }

  func id(_ kind: Kind, at index: Int) -> UInt64 {
    view.integer(identifiers(kind) + 8 * index)
  }

  /// The index of the first id that is not below `id`.
  ///
  /// Ids are random, so their places are nearly even: a guess that is put right twice by what stands
  /// there is a few places off, in a table of any size, and the place is near it at any rate.
  func position(_ kind: Kind, of id: UInt64) -> Int {
    let start = identifiers(kind)
    let count = count(kind)
    let stored = { (place: Int) -> UInt64 in view.integer(start + 8 * place) }
    guard count > 16 else { return (0..<count).partitionPoint { stored($0) < id } }
    var guess = Int(truncatingIfNeeded: (id >> 8 &* UInt64(count)) >> 32)
    for _ in 0..<2 {
      guess = min(max(guess, 0), count - 1)
      let distance = Int(truncatingIfNeeded: id &- stored(guess))
      guess &+= distance &* count >> 40
    }
    guess = min(max(guess, 0), count)
    var (low, high, step) = (guess, guess, 8)
    while low > 0, stored(low - 1) >= id {
      (low, high, step) = (max(low - step, 0), low, 2 * step)
    }
    while high < count, stored(high) < id {
      (low, high, step) = (high, min(high + step, count), 2 * step)
    }
    return (low..<high).partitionPoint { stored($0) < id }
  }

  func record(_ kind: Kind, at index: Int) -> CatalogRecord {
    let place = places(kind) + 8 * index
    let start: Int = view.integer(place)
    let end: Int = view.integer(place + 8)
    let (id, part) = (id(kind, at: index), view.part(from: start, count: end &- start))
    // What nobody looks at need not be there: the hot part of a base is the whole of it.
    return foundation == 0
      ? CatalogRecord(kind: kind, id: id, hot: part)
      : CatalogRecord(kind: kind, id: id, joined: part)
  }

  /// The record of an id; `nil` where there is none.
  func find(_ kind: Kind, _ id: UInt64) -> CatalogRecord? {
    place(kind, of: id).map { record(kind, at: $0) }
  }

  /// Whether there is a record of an id.
  func has(_ kind: Kind, _ id: UInt64) -> Bool { place(kind, of: id) != nil }

  private func place(_ kind: Kind, of id: UInt64) -> Int? {
    let index = position(kind, of: id)
    return index < count(kind) && self.id(kind, at: index) == id ? index : nil
  }

  /// The ids in a range, in order.
  func identifiers(_ kind: Kind, in range: Range<UInt64>) -> [UInt64] {
    (position(kind, of: range.lowerBound)..<count(kind)).lazy.map { id(kind, at: $0) }
      .prefix { $0 < range.upperBound }
  }

  /// The ids that an index has for a key, in order.
  func matches(_ index: Index, _ key: UInt64) -> [UInt64] {
    numbers(Word.indexes + 2 * index.number, key)
  }

  /// What is found of somebody's papers, as it is kept; of whom a middle has nothing at all, the base has to
  /// be asked.
  func findings(of owner: UInt64) -> [UInt64] { numbers(Word.findings, owner) }

  /// What a table has for a key.
  private func numbers(_ table: Int, _ key: UInt64) -> [UInt64] {
    let (start, count) = (word(table), word(table + 1))
    let stored = { (place: Int) -> UInt64 in view.integer(start + 16 * place) }
    var place = (0..<count).partitionPoint { stored($0) < key }
    var numbers: [UInt64] = []
    while place < count, stored(place) == key {
      numbers.append(view.integer(start + 16 * place + 8))
      place += 1
    }
    return numbers
  }
}
