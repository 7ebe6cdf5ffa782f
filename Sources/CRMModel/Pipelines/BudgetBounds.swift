/// What a sale may cost, inclusive (R8).
public struct BudgetBounds: Hashable, Sendable {
  /// The least sum.
  public let least: Money?
  /// The greatest sum.
  public let most: Money?

  /// Bounds; `nil` for none.
  public init(least: Money?, most: Money?) {
    self.least = least
    self.most = most
  }

  /// What is wrong with a sum, in words; `nil` where it is within.
  ///
  /// A sum in another currency cannot be compared (R29) and is therefore out of bounds.
  public func violation(by sum: Money) -> Phrase? {
    if let least, sum.isLess(than: least) != false {
      return Phrase(
        ru:
          "сумма \(sum.decimalText) меньше наименьшей: \(least.decimalText) \(least.currency.code)",
        en: "\(sum.decimalText) is below the least sum, \(least.decimalText) \(least.currency.code)"
      )
    }
    if let most, most.isLess(than: sum) != false {
      return Phrase(
        ru: "сумма \(sum.decimalText) больше наибольшей: \(most.decimalText) \(most.currency.code)",
        en:
          "\(sum.decimalText) is above the greatest sum, \(most.decimalText) \(most.currency.code)")
    }
    return nil
  }
}
