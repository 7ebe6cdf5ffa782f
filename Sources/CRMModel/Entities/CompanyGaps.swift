/// What the card of a company lacks of what a pipeline can ask for (`companyFields`).
public struct CompanyGaps: OptionSet, Hashable, Sendable {
  /// One bit a field of ``Company/details``, by its place there; stored in the catalog.
  public let rawValue: UInt32

  /// Gaps from their bits.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Some fields as gaps.
  init(of fields: [Field<Company>]) {
    let places = fields.compactMap { Company.details.firstIndex(of: $0) }
    rawValue = places.reduce(0) { $0 | 1 << UInt32($1) }
  }
}
