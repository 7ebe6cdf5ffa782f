import CRMModel

extension ByteView {
  /// A time; `nil` for one that is missing.
  func time(_ offset: Int) -> Instant? {
    let seconds = integer(offset, as: Int64.self)
    return seconds == Int64.min ? nil : Instant(secondsSinceEpoch: seconds)
  }
}

extension Document {
  /// A card as it lies in the catalog; `nil` for bytes that are none.
  init?(json card: ByteView) {
    guard let fields = try? DocumentVersion.fields(Array(card.bytes)),
      let card = try? Self(fields)
    else { return nil }
    self = card
  }
}
