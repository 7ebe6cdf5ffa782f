import CRMModel

/// By which a changed file is known without being read.
struct FileStamp: Hashable, Sendable {
  let inode: UInt64
  /// Nanoseconds since 1970, of the last change of the content.
  let modified: Int64
  /// Nanoseconds since 1970, of the last change of anything; nobody can set it back.
  let changed: Int64
  let size: Int64

  /// Differs from every file.
  static let none = FileStamp(inode: 0, modified: 0, changed: 0, size: -1)

  init(_ status: FileStatus) {
    inode = status.inode
    modified = status.modifiedSeconds &* 1_000_000_000 &+ status.modifiedNanoseconds
    changed = status.changedSeconds &* 1_000_000_000 &+ status.changedNanoseconds
    size = Int64(status.size)
  }

  init(inode: UInt64, modified: Int64, changed: Int64, size: Int64) {
    self.inode = inode
    self.modified = modified
    self.changed = changed
    self.size = size
  }
}

/// By which a folder whose entries changed is known without being listed.
struct FolderStamp: Hashable, Sendable {
  let inode: UInt64
  /// Nanoseconds since 1970, of the last change of an entry.
  let modified: Int64
  /// Nanoseconds since 1970, of the last change of anything: `rsync -t` sets the other time back, but
  /// nobody can set this one.
  let changed: Int64

  /// Nothing is known of the folder: it must be listed.
  static let unknown = FolderStamp(inode: 0, modified: 0, changed: 0)
  /// There is no such folder.
  static let absent = FolderStamp(inode: 0, modified: 0, changed: -1)

  init(inode: UInt64, modified: Int64, changed: Int64) {
    self.inode = inode
    self.modified = modified
    self.changed = changed
  }

  init(_ status: FileStatus) {
    inode = status.inode
    modified = status.modifiedSeconds &* 1_000_000_000 &+ status.modifiedNanoseconds
    changed = status.changedSeconds &* 1_000_000_000 &+ status.changedNanoseconds
  }

  /// The stamp, or `unknown` while an entry could still change within the same tick of the clock.
  func settled(at now: Instant) -> FolderStamp {
    changed < (now.secondsSinceEpoch - 1) &* 1_000_000_000 ? self : .unknown
  }
}

/// A folder of documents: that of a kind, or one of the two-character folders within it.
struct FolderKey: Hashable, Sendable {
  /// Its place in the table of stamps.
  let slot: Int

  /// Folders of a kind: one for each two characters, and the kind's own behind them.
  private static let perKind = 1_025
  /// How many there can be.
  static var count: Int { perKind * DocumentKind.allCases.count }

  /// The folder of a kind itself.
  init(_ kind: DocumentKind) { slot = kind.number * Self.perKind + Self.perKind - 1 }

  /// The folder of a document.
  init(_ kind: DocumentKind, id: UInt64) {
    slot = kind.number * Self.perKind + Int(id >> 30 & 1_023)
  }

  /// A two-character folder within it; `nil` for a name that no id begins with.
  init?(_ kind: DocumentKind, shard: String) {
    guard let first = Identifier<Deal>(shard + "000000") else { return nil }
    self.init(kind, id: first.bits)
  }

  /// The folder of a stored place; `nil` for one that is none.
  init?(slot: Int) {
    guard (0..<Self.count).contains(slot) else { return nil }
    self.slot = slot
  }

  /// The two-character folders of a kind, in order.
  static func shards(of kind: DocumentKind) -> [FolderKey] {
    (0..<UInt64(1_024)).map { FolderKey(kind, id: $0 << 30) }
  }

  /// Whether it is the folder of a kind itself.
  var isOfKind: Bool { slot % Self.perKind == Self.perKind - 1 }

  /// The ids that lie in the folder.
  var identifiers: Range<UInt64> {
    let start = UInt64(slot % Self.perKind) << 30
    return start..<start + 1 << 30
  }

  /// Its path in the data directory.
  var path: String {
    let folder = DocumentKind.allCases[slot / Self.perKind].folder
    guard !isOfKind, let first = Identifier<Deal>(bits: identifiers.lowerBound) else {
      return folder
    }
    return "\(folder)/\(first.text.prefix(2))"
  }

  /// The two characters.
  var shard: String { String(path.suffix(2)) }
}

/// The stamps of all folders, as the catalog knows them.
struct FolderStamps: Sendable {
  private(set) var all: [FolderStamp]

  /// Of folders that do not exist.
  init() { all = Array(repeating: .absent, count: FolderKey.count) }

  /// Stamps that were stored.
  init(_ view: ByteView) {
    all = (0..<FolderKey.count).map { slot in
      FolderStamp(
        inode: view.integer(Self.size * slot), modified: view.integer(Self.size * slot + 8),
        changed: view.integer(Self.size * slot + 16))
    }
  }

  /// Bytes of one stored stamp.
  static let size = 24

  subscript(key: FolderKey) -> FolderStamp {
    get { all[key.slot] }
    set { all[key.slot] = newValue }
  }
}

extension DocumentKind {
  /// The kind in the catalog's keys.
  var number: Int {
    switch self {
    case .company: 0
    case .contact: 1
    case .deal: 2
    }
  }

  /// The kind of a number.
  init?(number: Int) {
    guard Self.allCases.indices.contains(number) else { return nil }
    self = Self.allCases[number]
  }
}
