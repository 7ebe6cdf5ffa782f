/// The small part of the catalog: what has changed since the sorted files were written, appended entry by
/// entry.
///
/// It names them; that of others counts for nothing.
struct CatalogTail {
  private let view: ByteView
  /// What it says of itself; `nil` where it is none.
  let head: Head?
  /// The operation it ends with; `nil` where it says nothing.
  let sequence: UInt64?
  /// Where the next entry belongs, a torn end lying behind it; 0 where a tail has to be begun.
  let end: Int

  /// The first bytes: a magic number, and what the tail is of.
  struct Head: Equatable {
    /// The layers' identity.
    let identity: UInt64
    /// Their files as they were when every byte of them was known to be right; none where there is none.
    let base: FileStamp
    let middle: FileStamp

    private static let magic: UInt64 = 0x3530_4C49_4154_4D52

    var bytes: [UInt8] {
      var writer = ByteWriter()
      writer.append(Self.magic)
      writer.append(identity)
      writer.append(base)
      writer.append(middle)
      return writer.bytes
    }
  }

  static let headSize = 80

  /// Reads a tail; of bytes that are none of these layers nothing counts.
  init(_ bytes: Bytes?, of layers: CatalogLayers) {
    view = ByteView(bytes ?? Bytes(copying: []))
    let found = Head(view)
    head = found?.identity == layers.identity ? found : nil
    var (offset, end) = (Self.headSize, Self.headSize)
    var sequence: UInt64?
    while head != nil, let entry = CatalogFrame.Entry(view, at: offset), entry.isSound(in: view) {
      offset = entry.end
      if let number = entry.commit(in: view) { (sequence, end) = (number, offset) }
    }
    (self.end, self.sequence) = (head == nil ? 0 : end, sequence)
  }

  /// Does something with each entry of whole operations but the commits, made when it is its turn: those of
  /// an import would fill the memory.
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

extension CatalogTail.Head {
  /// Reads it; `nil` where the bytes are none.
  init?(_ view: ByteView) {
    guard view.count >= CatalogTail.headSize, view.integer(0, as: UInt64.self) == Self.magic else {
      return nil
    }
    self.init(identity: view.integer(8), base: view.file(16), middle: view.file(48))
  }
}
