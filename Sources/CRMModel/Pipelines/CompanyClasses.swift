/// Where the classes of companies end, in whole per cent (R95).
public struct CompanyClasses: Hashable, Sendable {
  /// The share of revenue up to which a company is A, and B; the others are C.
  public var shares: [Int]
  /// The variation of monthly revenue up to which a company is X, and Y; the others are Z.
  public var variations: [Int]

  /// The usual ones.
  public static let standard = CompanyClasses(shares: [80, 95], variations: [10, 25])

  /// Classes that end there.
  public init(shares: [Int], variations: [Int]) {
    self.shares = shares
    self.variations = variations
  }

  /// Two bounds as documents have them.
  public static func text(_ bounds: [Int]) -> String {
    bounds.map { String($0) }.joined(separator: " ")
  }

  /// Two bounds, the smaller one in front.
  ///
  /// - Throws: ``ValueError`` for anything else.
  public static func bounds(_ text: String) throws(ValueError) -> [Int] {
    let bounds = text.split(separator: " ").compactMap { Int($0) }
    guard bounds.count == 2, bounds[0] > 0, bounds[0] < bounds[1], bounds[1] <= 1_000 else {
      throw ValueError(
        text, ru: "нужны две границы в процентах по возрастанию: 80 95",
        en: "two bounds in per cent are needed, the smaller one in front: 80 95")
    }
    return bounds
  }
}
