import CRMModel

extension ByteView {
  /// A file as it was.
  func file(_ offset: Int) -> FileStamp {
    FileStamp(
      inode: integer(offset), modified: integer(offset + 8), changed: integer(offset + 16),
      size: integer(offset + 24))
  }

  /// A currency by the three letters of its code.
  func currency(_ offset: Int) -> Currency {
    // Nearly always; no text is made for it.
    if integer(offset, as: UInt16.self) == 0x5552, integer(offset + 2, as: UInt8.self) == 0x42 {
      return .rub
    }
    return Currency(code: string(offset, count: 3)) ?? .rub
  }

  /// A time; `nil` for one that is missing.
  func time(_ offset: Int) -> Instant? {
    let seconds = integer(offset, as: Int64.self)
    return seconds == Int64.min ? nil : Instant(secondsSinceEpoch: seconds)
  }
}
