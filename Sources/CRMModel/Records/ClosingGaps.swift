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
  /// The sum; never stored, because records have the sum itself.
  static let budget = ClosingGaps(rawValue: 16)
  /// The day the package ends; never stored either.
  static let endDate = ClosingGaps(rawValue: 32)
  /// A later end: the package may be over before the day of the closing.
  ///
  /// Stored for every deal on which it is so in any zone, because the zone is no part of a record.
  static let laterEnd = ClosingGaps(rawValue: 64)

  /// What each requirement asks for that can be a gap.
  private static let byRequirement: [Requirement.ID: ClosingGaps] = [
    .budget: .budget, .endDate: [.endDate, .laterEnd], .package: .package,
    .lossReason: .lossReason, .spokeWith: [.spokenName, .spokenPosition],
  ]

  /// What some requirements ask for.
  init(askedBy requirements: [Requirement.ID]) {
    self = requirements.reduce(into: []) { $0.formUnion(Self.byRequirement[$1] ?? []) }
  }

  /// The requirement that asks for a gap.
  static func requirement(of gap: ClosingGaps) -> Requirement.ID? {
    byRequirement.first { $0.value.contains(gap) }?.key
  }

  /// The gaps one by one, each with its wording and the option of `deal edit` that fills it.
  var list: [(gap: ClosingGaps, name: Phrase, option: String)] {
    [
      (.budget, Phrase(ru: "бюджет", en: "budget"), "--budget"),
      (.endDate, Phrase(ru: "дата окончания", en: "end date"), "--end-date"),
      (
        .laterEnd,
        Phrase(ru: "дата окончания не раньше закрытия", en: "an end date not before the closing"),
        "--end-date"
      ),
      (.package, Phrase(ru: "тип пакета", en: "package"), "--package"),
      (.lossReason, Phrase(ru: "причина", en: "reason"), "--reason"),
      (.spokenName, Phrase(ru: "с кем общались", en: "with whom they spoke"), "--spoke-with"),
      (
        .spokenPosition, Phrase(ru: "должность собеседника", en: "that person's position"),
        "--position"
      ),
    ].filter { contains($0.0) }
  }
}

extension DealFacts {
  /// All that a stage may ask for and the deal lacks, what is never stored or depends on the zone
  /// included.
  func gaps(in zone: TimeZoneRules) -> ClosingGaps {
    var gaps = closingGaps
    if budget?.isPositive != true { gaps.insert(.budget) }
    if endDate == nil { gaps.insert(.endDate) }
    if gaps.contains(.laterEnd), !endsTooEarly(in: zone) { gaps.remove(.laterEnd) }
    return gaps
  }
}

extension DealRecord {
  /// What a closed deal may be asked for and lacks.
  public var closingGaps: ClosingGaps {
    var gaps: ClosingGaps = []
    if package == nil { gaps.insert(.package) }
    if lostReason == nil { gaps.insert(.lossReason) }
    if !FullName.isFull(spokeWith?.name ?? "") { gaps.insert(.spokenName) }
    if !(spokeWith?.position).saysSomething { gaps.insert(.spokenPosition) }
    if endsTooEarly(in: .earliest) { gaps.insert(.laterEnd) }
    return gaps
  }
}

extension TimeZoneRules {
  /// Where a day begins before it does anywhere else.
  fileprivate static let earliest = TimeZoneRules.fixed(seconds: 86_399, identifier: "")
}
