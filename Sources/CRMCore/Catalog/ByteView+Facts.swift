import CRMModel

extension ByteView {
  /// A file as it was.
  func file(_ offset: Int) -> FileStamp {
    FileStamp(
      inode: integer(offset), modified: integer(offset + 8), changed: integer(offset + 16),
      size: integer(offset + 24))
  }

  /// A time; `nil` for one that is missing.
  func time(_ offset: Int) -> Instant? {
    let seconds = integer(offset, as: Int64.self)
    return seconds == Int64.min ? nil : Instant(secondsSinceEpoch: seconds)
  }
}
