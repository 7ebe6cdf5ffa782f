/// The small part of the catalog: what has changed since the base was written, appended entry by
/// entry. It names its base; another base's tail counts for nothing.
enum CatalogTail {
  /// The magic number and the base's identity.
  static let headSize = 16
  private static let magic: UInt64 = 0x3130_4C49_4154_4D52

  /// The first bytes of a tail.
  static func head(of base: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(magic)
    writer.append(base)
    return writer.bytes
  }

  /// The entries of whole operations; a torn end is left out.
  ///
  /// - Returns: `nil` where the bytes are no tail of this base.
  static func frames(
    _ bytes: [UInt8], of base: UInt64
  ) -> (frames: [CatalogFrame], sequence: UInt64?)? {
    let view = ByteView(Bytes(copying: bytes))
    guard view.count >= headSize, view.integer(0, as: UInt64.self) == magic,
      view.integer(8, as: UInt64.self) == base
    else { return nil }
    var offset = headSize
    var frames: [CatalogFrame] = []
    var whole = 0
    var sequence: UInt64?
    while let (frame, end) = CatalogFrame.read(view, at: offset) {
      frames.append(frame)
      if case .commit(let number) = frame {
        whole = frames.count
        sequence = number
      }
      offset = end
    }
    return (Array(frames.prefix(whole)), sequence)
  }

  /// The bytes of a commit entry, which stand at the very end of a whole tail.
  static let commitSize = CatalogFrame.headSize + 8

  /// The operation that a tail ends with; `nil` where it ends within an entry.
  static func lastSequence(_ end: [UInt8]) -> UInt64? {
    guard let (frame, _) = CatalogFrame.read(ByteView(Bytes(copying: end)), at: 0),
      case .commit(let sequence) = frame
    else { return nil }
    return sequence
  }
}
