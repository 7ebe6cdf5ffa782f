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

  /// The entry at an offset and the offset behind it; `nil` at a torn end or anything unknown.
  ///
  /// One that is known to be sound is not looked at again.
  static func read(
    _ view: ByteView, at offset: Int, isSound: Bool = false
  ) -> (frame: CatalogFrame, end: Int)? {
    guard offset >= 0, offset + headSize <= view.count else { return nil }
    let count = Int(view.integer(offset, as: UInt32.self))
    let tag = view.integer(offset + 12, as: UInt8.self)
    let body = view.part(from: offset + headSize, count: count)
    guard body.count == count,
      isSound || body.checksum ^ UInt64(tag) == view.integer(offset + 4, as: UInt64.self),
      let frame = frame(tag, body)
    else { return nil }
    return (frame, offset + headSize + count)
  }

  private static func frame(_ tag: UInt8, _ body: ByteView) -> CatalogFrame? {
    let kind = Kind(number: Int(tag & 15))
    let id: UInt64 = body.integer(0)
    switch (tag & 0xF0, kind) {
    case (Tag.record, let kind?):
      return .record(
        CatalogRecord(kind: kind, id: id, joined: body.part(from: 8, count: body.count)))
    case (Tag.removed, let kind?): return .removed(kind, id: id)
    case (Tag.folder, _):
      guard let key = FolderKey(slot: Int(clamping: id)) else { return nil }
      return .folder(key, from: stamp(body, at: 8), to: stamp(body, at: 32))
    case (Tag.commit, _): return .commit(sequence: id)
    default: return nil
    }
  }

  private static func stamp(_ body: ByteView, at offset: Int) -> FolderStamp {
    FolderStamp(
      inode: body.integer(offset), modified: body.integer(offset + 8),
      changed: body.integer(offset + 16))
  }
}
