/// What a closing stage may ask for and a deal does not say (R6, R9).
public struct ClosingGaps: OptionSet, Hashable, Sendable {
  /// The bits, as they are stored.
  public let rawValue: UInt8

  /// Gaps by their bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// What was sold.
  public static let package = ClosingGaps(rawValue: 1)
  /// Why it was lost.
  public static let lossReason = ClosingGaps(rawValue: 2)
  /// The full name of the person with whom they spoke.
  public static let spokenName = ClosingGaps(rawValue: 4)
  /// That person's position.
  public static let spokenPosition = ClosingGaps(rawValue: 8)
}

extension DealRecord {
  /// What a closed deal may be asked for and lacks.
  public var closingGaps: ClosingGaps {
    var gaps: ClosingGaps = []
    if package == nil { gaps.insert(.package) }
    if lostReason == nil { gaps.insert(.lossReason) }
    if !FullName.isFull(spokeWith?.name ?? "") { gaps.insert(.spokenName) }
    if !(spokeWith?.position).saysSomething { gaps.insert(.spokenPosition) }
    return gaps
  }
}
