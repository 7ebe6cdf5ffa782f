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

  /// Whether any sum will do.
  var isOpen: Bool { least == nil && most == nil }

  /// Whether a sum is within.
  ///
  /// A sum in another currency cannot be compared (R29) and is therefore out of bounds.
  func contain(_ sum: Money) -> Bool {
    least.map { sum.isLess(than: $0) == false } ?? true
      && most.map { $0.isLess(than: sum) == false } ?? true
  }

  /// What is wrong with a sum, in words; `nil` where it is within.
  public func violation(by sum: Money) -> Phrase? {
    guard !contain(sum) else { return nil }
    if let least, sum.isLess(than: least) != false {
      return Phrase(
        ru: "сумма \(sum.shown.ru) меньше наименьшей в этой воронке: \(least.shown.ru)",
        en: "\(sum.shown.en) is below the pipeline's least sum, \(least.shown.en)")
    }
    if let most, most.isLess(than: sum) != false {
      return Phrase(
        ru: "сумма \(sum.shown.ru) больше наибольшей в этой воронке: \(most.shown.ru)",
        en: "\(sum.shown.en) is above the pipeline's greatest sum, \(most.shown.en)")
    }
    return nil
  }
}
