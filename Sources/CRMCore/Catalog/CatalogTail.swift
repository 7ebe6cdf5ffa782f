/// The small part of the catalog: what has changed since the base was written, appended entry by
/// entry.
///
/// It names its base; another base's tail counts for nothing.
struct CatalogTail {
  private let view: ByteView
  /// The operation it ends with; `nil` where it says nothing.
  let sequence: UInt64?
  /// The base's file as it was when every byte of it was known to be right.
  let base: FileStamp
  /// Where the next entry belongs; a torn end lies behind it.
  let end: Int

  /// The magic number, the base's identity and its file's stamp.
  static let headSize = 48
  private static let magic: UInt64 = 0x3430_4C49_4154_4D52

  /// The first bytes of a tail.
  static func head(of identity: UInt64, _ file: FileStamp) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(magic)
    writer.append(identity)
    writer.append(file)
    return writer.bytes
  }

  /// The base's file that a tail's first bytes name; `nil` where they are no tail of this base.
  static func base(_ head: ByteView, of identity: UInt64) -> FileStamp? {
    guard head.count >= headSize, head.integer(0, as: UInt64.self) == magic,
      head.integer(8, as: UInt64.self) == identity
    else { return nil }
    return head.file(16)
  }

  /// Reads a tail; `nil` where the bytes are none of this base.
  init?(_ bytes: Bytes, of identity: UInt64) {
    view = ByteView(bytes)
    guard let base = Self.base(view, of: identity) else { return nil }
    var (offset, end) = (Self.headSize, Self.headSize)
    var sequence: UInt64?
    while let entry = CatalogFrame.Entry(view, at: offset), entry.isSound(in: view) {
      offset = entry.end
      if let number = entry.commit(in: view) { (sequence, end) = (number, offset) }
    }
    (self.base, self.end, self.sequence) = (base, end, sequence)
  }

  /// Does something with each entry of whole operations but that they are whole, made when it is its turn:
  /// those of an import would fill the memory.
  func forEach(_ body: (CatalogFrame) -> Void) {
    var offset = Self.headSize
    while offset < end, let entry = CatalogFrame.Entry(view, at: offset) {
      offset = entry.end
      if entry.commit(in: view) == nil, let frame = CatalogFrame(entry, of: view) { body(frame) }
    }
  }

  /// The bytes of a commit entry, which stand at the very end of a whole tail.
  static let commitSize = CatalogFrame.headSize + 8

  /// The operation that a tail ends with; `nil` where it ends within an entry.
  static func lastSequence(_ end: [UInt8]) -> UInt64? {
    let view = ByteView(Bytes(copying: end))
    guard let entry = CatalogFrame.Entry(view, at: 0), entry.isSound(in: view) else { return nil }
    return entry.commit(in: view)
  }
}
