/// A deal's place in a payment chain (R19 to R22).
public struct ChainLink: Hashable, Sendable {
  /// The chain's id: that of its first deal.
  public let id: DealID
  /// Counts from 1.
  public let part: Int
  /// The full sum of the sale, the same on every part.
  public var total: Money
  /// The part before.
  public let previous: DealID?
  /// The part after.
  public var next: DealID?

  /// A place in a chain.
  public init(id: DealID, part: Int, total: Money, previous: DealID?, next: DealID? = nil) {
    self.id = id
    self.part = part
    self.total = total
    self.previous = previous
    self.next = next
  }

  /// Whether it is a later part of a sale and none of its own (R23).
  var isLaterPart: Bool { part > 1 }

  /// What stands behind the company's name in the name of this part (R20, R21).
  func nameSuffix(isWon: Bool) -> String {
    guard isLaterPart else { return "" }
    return isWon && next == nil ? " (последняя доплата)" : " (доплата)"
  }
}
