import CRMModel

/// One entry of the tail: a length, a checksum, a type and a body.
enum CatalogFrame: Sendable {
  case record(CatalogRecord)
  case removed(Kind, id: UInt64)
  /// A folder that went from one stamp to another by what the entries before say.
  case folder(FolderKey, from: FolderStamp, to: FolderStamp)
  /// Everything before belongs to operations up to this one.
  case commit(sequence: UInt64)

  /// Bytes before a body: length (4), checksum (8), type (1).
  static let headSize = 13

  private enum Tag {
    static let record: UInt8 = 0
    static let removed: UInt8 = 16
    static let folder: UInt8 = 32
    static let commit: UInt8 = 48
  }

  /// The bytes of the entry.
  var encoded: [UInt8] {
    var body = ByteWriter()
    let tag: UInt8
    switch self {
    case .record(let record):
      tag = Tag.record + UInt8(record.kind.number)
      body.append(record.id)
      body.append(raw: record.joined)
    case .removed(let kind, let id):
      tag = Tag.removed + UInt8(kind.number)
      body.append(id)
    case .folder(let key, let from, let to):
      tag = Tag.folder
      body.append(UInt64(key.slot))
      for stamp in [from, to] {
        body.append(stamp.inode)
        body.append(stamp.modified)
        body.append(stamp.changed)
      }
    case .commit(let sequence):
      tag = Tag.commit
      body.append(sequence)
    }
    var writer = ByteWriter()
    writer.append(UInt32(clamping: body.bytes.count))
    writer.append(body.bytes.withUnsafeBytes { Digest.of($0) } ^ UInt64(tag))
    writer.append(tag)
    writer.append(raw: body.bytes)
    return writer.bytes
  }

  /// What an entry says; `nil` for anything unknown.
  init?(_ entry: Entry, of view: ByteView) {
    let start = entry.body.lowerBound
    let kind = Kind(number: Int(entry.tag & 15))
    let id: UInt64 = view.integer(start)
    switch (entry.tag & 0xF0, kind) {
    case (Tag.record, let kind?):
      let record = view.part(from: start + 8, count: entry.body.count - 8)
      self = .record(CatalogRecord(kind: kind, id: id, joined: record))
    case (Tag.removed, let kind?): self = .removed(kind, id: id)
    case (Tag.folder, _):
      guard let key = FolderKey(slot: Int(clamping: id)) else { return nil }
      self = .folder(
        key, from: Self.stamp(view, at: start + 8), to: Self.stamp(view, at: start + 32))
    case (Tag.commit, _): self = .commit(sequence: id)
    default: return nil
    }
  }

  /// Where an entry stands among others; of most of them a walk wants to know little more.
  struct Entry {
    fileprivate let tag: UInt8
    fileprivate let body: Range<Int>

    /// The entry at an offset; `nil` where the bytes end before it does.
    init?(_ view: ByteView, at offset: Int) {
      let start = offset + headSize
      guard offset >= 0, start <= view.count else { return nil }
      let count = Int(view.integer(offset, as: UInt32.self))
      guard count <= view.count - start else { return nil }
      tag = view.integer(offset + 12)
      body = start..<start + count
    }

    /// The offset behind it.
    var end: Int { body.upperBound }

    /// Whether it is as it was written.
    func isSound(in view: ByteView) -> Bool {
      view.checksum(of: body) ^ UInt64(tag)
        == view.integer(body.lowerBound - headSize + 4, as: UInt64.self)
    }

    /// The operation that everything before belongs to; `nil` for an entry that says something else.
    func commit(in view: ByteView) -> UInt64? {
      tag == Tag.commit ? view.integer(body.lowerBound) : nil
    }
  }

  private static func stamp(_ view: ByteView, at offset: Int) -> FolderStamp {
    FolderStamp(
      inode: view.integer(offset), modified: view.integer(offset + 8),
      changed: view.integer(offset + 16))
  }
}
