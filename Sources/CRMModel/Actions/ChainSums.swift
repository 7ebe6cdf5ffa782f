/// What a payment chain came to: parts paid + part expected = full sum, always (R22).
public struct ChainSums: Hashable, Sendable {
  /// The full sum of the sale.
  public let total: Money
  /// The sum of the won parts.
  public let paid: Money
  /// The budget of the awaited part; zero once nothing is expected.
  public let expected: Money
  /// Whether no part is awaited any more.
  public let isClosed: Bool

  /// Adds up the parts; parts in another currency and overflowing sums are left out, which breaks
  /// the invariant and so is found by the audit.
  public init(parts: [Deal], total: Money, pipeline: Pipeline) {
    self.init(
      parts: parts.map { (pipeline.kind(of: $0.stage), $0.budget) }, total: total)
  }

  /// Adds up the parts by their kind and budget.
  public init(parts: [(kind: Stage.Kind, budget: Money?)], total: Money) {
    let zero = Money(minorUnits: 0, currency: total.currency)
    func sum(_ kind: Stage.Kind) -> Money {
      parts.filter { $0.kind == kind }.compactMap(\.budget).reduce(zero) { $0.adding($1) ?? $0 }
    }
    self.total = total
    paid = sum(.won)
    expected = sum(.open)
    isClosed = !parts.contains { $0.kind == .open }
  }
}
