import CRMModel

extension ByteView {
  /// A time; `nil` for one that is missing.
  func time(_ offset: Int) -> Instant? {
    let seconds = integer(offset, as: Int64.self)
    return seconds == Int64.min ? nil : Instant(secondsSinceEpoch: seconds)
  }
}

extension Document {
  /// A card as it lies behind its name in the catalog; `nil` for bytes that are none.
  init?(json cold: ByteCursor) {
    var cursor = cold
    cursor.skipText()
    let value = cursor.rest.bytes.withMemoryRebound(to: UInt8.self) { try? JSONReader.parse($0) }
    guard let value, let fields = try? DocumentFields(value), let card = try? Self(fields) else {
      return nil
    }
    self = card
  }
}
