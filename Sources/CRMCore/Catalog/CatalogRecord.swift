import CRMModel

/// One record of the catalog: the facts of a document, and the file they were read from.
struct CatalogRecord: Sendable {
  let kind: DocumentKind
  let id: UInt64
  /// The file as it was when the facts were read.
  let file: FileStamp
  /// The encoded facts.
  let body: ByteView

  init(kind: DocumentKind, id: UInt64, file: FileStamp, body: ByteView) {
    self.kind = kind
    self.id = id
    self.file = file
    self.body = body
  }
}

/// By which a changed file is known without being read.
struct FileStamp: Hashable, Sendable {
  let inode: UInt64
  /// Nanoseconds since 1970.
  let modified: Int64
  let size: Int64

  init(_ status: FileStatus) {
    inode = status.inode
    modified = status.modifiedSeconds &* 1_000_000_000 &+ status.modifiedNanoseconds
    size = Int64(status.size)
  }

  init(inode: UInt64, modified: Int64, size: Int64) {
    self.inode = inode
    self.modified = modified
    self.size = size
  }
}

/// By which a folder whose entries changed is known without being listed.
struct FolderStamp: Hashable, Sendable {
  let inode: UInt64
  /// Nanoseconds since 1970, of the last change of an entry.
  let modified: Int64

  /// Differs from every folder.
  static let unknown = FolderStamp(inode: 0, modified: 0)

  init(inode: UInt64, modified: Int64) {
    self.inode = inode
    self.modified = modified
  }

  init(_ status: FileStatus) {
    inode = status.inode
    modified = status.modifiedSeconds &* 1_000_000_000 &+ status.modifiedNanoseconds
  }
}

/// The place of a folder in the table of stamps: the kind, and the shard or the kind's own folder.
struct FolderKey: Hashable, Sendable, Comparable {
  let number: UInt32

  /// The folder of a kind itself.
  init(_ kind: DocumentKind) { number = kind.number << 16 | 0xFFFF }

  /// A two-character folder within it; `nil` for a name that no id begins with.
  init?(_ kind: DocumentKind, shard: String) {
    guard let first = Identifier<Deal>(shard + "000000") else { return nil }
    number = kind.number << 16 | UInt32(first.bits >> 30)
  }

  init(_ kind: DocumentKind, id: UInt64) { number = kind.number << 16 | UInt32(id >> 30) }

  init(number: UInt32) { self.number = number }

  var isOfKind: Bool { number & 0xFFFF == 0xFFFF }

  /// The ids that lie in the folder.
  var identifiers: Range<UInt64> {
    let start = UInt64(number & 0xFFFF) << 30
    return start..<start + 1 << 30
  }

  /// The folder's name within the kind's.
  var shard: String {
    String((Identifier<Deal>(bits: identifiers.lowerBound) ?? .zero).text.prefix(2))
  }

  static func < (left: FolderKey, right: FolderKey) -> Bool { left.number < right.number }
}

extension DocumentKind {
  /// The kind in the catalog's keys.
  var number: UInt32 {
    switch self {
    case .company: 0
    case .contact: 1
    case .deal: 2
    }
  }
}
