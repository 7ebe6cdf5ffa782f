import CRMModel

extension ByteView {
  /// A time; `nil` for one that is missing.
  func time(_ offset: Int) -> Instant? {
    let seconds = integer(offset, as: Int64.self)
    return seconds == Int64.min ? nil : Instant(secondsSinceEpoch: seconds)
  }
}
