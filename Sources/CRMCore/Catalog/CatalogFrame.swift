import CRMModel

/// One entry of the base's record area and of the tail: a length, a checksum, a type and a body.
enum CatalogFrame: Sendable {
  case record(CatalogRecord)
  case removed(DocumentKind, id: UInt64)
  /// A folder that went from one stamp to another by what the entries before say.
  case folder(FolderKey, from: FolderStamp, to: FolderStamp)
  /// Everything before belongs to operations up to this one.
  case commit(sequence: UInt64)

  /// Bytes before a body: length (4), checksum (8), type (1).
  static let headSize = 13
  /// Bytes of a record before its facts: id (8), inode (8), time (8), size (8).
  static let recordHeadSize = 32

  private enum Tag {
    static let removed: UInt8 = 16
    static let folder: UInt8 = 32
    static let commit: UInt8 = 48
  }

  /// The bytes of a record.
  static func encoded(
    _ kind: DocumentKind, id: UInt64, file: FileStamp, facts: some Collection<UInt8>
  ) -> [UInt8] {
    var body = ByteWriter()
    body.append(id)
    body.append(file.inode)
    body.append(file.modified)
    body.append(file.size)
    body.append(raw: facts)
    return framed(UInt8(kind.number), body.bytes)
  }

  /// The bytes of any entry.
  var encoded: [UInt8] {
    var body = ByteWriter()
    switch self {
    case .record(let record):
      return Self.encoded(record.kind, id: record.id, file: record.file, facts: record.body.bytes)
    case .removed(let kind, let id):
      body.append(id)
      return Self.framed(Tag.removed + UInt8(kind.number), body.bytes)
    case .folder(let key, let from, let to):
      body.append(key.number)
      for stamp in [from, to] {
        body.append(stamp.inode)
        body.append(stamp.modified)
      }
      return Self.framed(Tag.folder, body.bytes)
    case .commit(let sequence):
      body.append(sequence)
      return Self.framed(Tag.commit, body.bytes)
    }
  }

  private static func framed(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(UInt32(clamping: body.count))
    writer.append(body.withUnsafeBytes { Digest.of($0) } ^ UInt64(tag))
    writer.append(tag)
    writer.append(raw: body)
    return writer.bytes
  }

  /// A record of the base, whose checksum is that of the whole file.
  static func record(
    _ kind: DocumentKind, id: UInt64, _ view: ByteView, at offset: Int
  ) -> CatalogRecord {
    let count = Int(view.integer(offset, as: UInt32.self))
    return record(kind, view.part(from: offset + headSize, count: count), id: id)
  }

  private static func record(_ kind: DocumentKind, _ body: ByteView, id: UInt64) -> CatalogRecord {
    CatalogRecord(
      kind: kind, id: id,
      file: FileStamp(
        inode: body.integer(8), modified: body.integer(16), size: body.integer(24)),
      body: body.part(from: recordHeadSize, count: body.count))
  }

  /// The entry at an offset and the offset behind it; `nil` at a torn end or anything unknown.
  static func read(_ view: ByteView, at offset: Int) -> (frame: CatalogFrame, end: Int)? {
    guard offset + headSize <= view.count else { return nil }
    let count = Int(view.integer(offset, as: UInt32.self))
    let tag = view.integer(offset + 12, as: UInt8.self)
    let body = view.part(from: offset + headSize, count: count)
    guard body.count == count,
      body.checksum ^ UInt64(tag) == view.integer(offset + 4, as: UInt64.self),
      let frame = frame(tag, body)
    else { return nil }
    return (frame, offset + headSize + count)
  }

  private static func frame(_ tag: UInt8, _ body: ByteView) -> CatalogFrame? {
    let kind = DocumentKind.allCases.first { $0.number == UInt32(tag & 15) }
    switch (tag & 0xF0, kind) {
    case (0, let kind?): return .record(record(kind, body, id: body.integer(0)))
    case (Tag.removed, let kind?): return .removed(kind, id: body.integer(0))
    case (Tag.folder, _):
      return .folder(
        FolderKey(number: body.integer(0)),
        from: FolderStamp(inode: body.integer(4), modified: body.integer(12)),
        to: FolderStamp(inode: body.integer(20), modified: body.integer(28)))
    case (Tag.commit, _): return .commit(sequence: body.integer(0))
    default: return nil
    }
  }
}
