/// When an order is to be paid, part by part (R78).
///
/// Parts are kept as they were said, `50% 2026-11-28` or `1000 2026-12-12`, and come to the order's total
/// whatever that is: the last part is what the others leave.
public struct PaymentSchedule: Hashable, Sendable {
  /// One part.
  public struct Part: Hashable, Sendable {
    /// When it is due.
    public var due: Day
    /// How much, in minor units.
    public let sum: Int64
    /// The share or the sum, as it was said.
    fileprivate let said: String

    fileprivate var isShare: Bool { said.hasSuffix("%") }
  }

  /// By the order of payment.
  public internal(set) var parts: [Part]

  /// A schedule of a total, from parts as they are typed: a share or a sum, then when, seen from a day.
  ///
  /// - Throws: ``ValueError`` for a part that is none (``check(_:total:from:in:)``), a day out of order, and
  ///   where they come to another sum than the total, which it names.
  public init(
    _ texts: [String], total: Money, from day: Day, in zone: TimeZoneRules
  ) throws(ValueError) {
    var rest = total.minorUnits
    var shares: Int64 = 0
    parts = []
    for (place, text) in texts.enumerated() {
      let typed = try Typed(text)
      let due = try typed.due(from: day, in: zone)
      if let last = parts.last, due < last.due {
        throw ValueError(
          text, ru: "части графика идут по порядку дней", en: "parts stand in the order of days")
      }
      let share = try Self.share(typed.said)
      shares += share ?? 0
      let isLast = place == texts.count - 1
      // Each is rounded by itself, so the last of them is what the others leave.
      let isRest = isLast && shares == Self.whole && parts.allSatisfy(\.isShare)
      let own = try Self.sum(typed.said, of: total)
      let sum = share != nil && isRest ? rest : own
      guard sum > 0, isLast ? sum == rest : sum < rest else {
        let left = Money(minorUnits: rest, currency: total.currency).shown
        throw ValueError(
          text, ru: "график должен сойтись с итогом: остается \(left.ru)",
          en: "the parts come to the total: \(left.en) is left")
      }
      parts.append(Part(due: due, sum: sum, said: typed.said))
      rest -= sum
    }
  }

  /// A part as it is typed: a share or a sum, then when.
  private struct Typed {
    let said: String
    let when: TimeExpression

    init(_ text: String) throws(ValueError) {
      let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
      guard words.count == 2 else {
        throw ValueError(
          text, ru: "часть графика: доля или сумма и срок: 50% today",
          en: "a part is a share or a sum, and when: 50% today")
      }
      (said, when) = (words[0], try TimeExpression(parsing: words[1]))
    }

    func due(from day: Day, in zone: TimeZoneRules) throws(ValueError) -> Day {
      zone.day(of: try when.resolve(now: zone.startOfDay(day), zone: zone, dayMeans: .start))
    }
  }

  /// Refuses what is no part of any schedule, whatever the parts come to together: a sum of no currency, a
  /// time that there is not.
  ///
  /// - Throws: ``ValueError`` for the first such part.
  package static func check(
    _ texts: [String], total: Money, from day: Day, in zone: TimeZoneRules
  ) throws(ValueError) {
    for text in texts {
      let typed = try Typed(text)
      _ = (try typed.due(from: day, in: zone), try sum(typed.said, of: total))
    }
  }

  /// 100 % in millionths of a percent.
  private static let whole: Int64 = 100_000_000

  /// What a part says that it is of a total, in minor units.
  private static func sum(_ word: String, of total: Money) throws(ValueError) -> Int64 {
    guard let share = try share(word) else {
      return try Money.parse(word, currency: total.currency).minorUnits
    }
    return Int64((Int128(total.minorUnits) * Int128(share)).rounded(by: Int128(whole)))
  }

  /// Parts that come to the total, where those that were typed do not: the last one that there is room
  /// for is what the others leave; `nil` where something else is wrong with them.
  public static func completed(
    _ texts: [String], total: Money, from day: Day, in zone: TimeZoneRules
  ) -> [String]? {
    for count in texts.indices.reversed() {
      let kept = texts[..<count].map { String($0.prefix { !$0.isWhitespace }) }
      let words = texts[count].split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
      guard words.count == 2, (try? sum(words[0], of: total)) != nil else { return nil }
      let shares = (kept + [words[0]]).compactMap { (try? Self.share($0)) ?? nil }
      let sums = kept.compactMap { try? sum($0, of: total) }
      let left = Money(minorUnits: total.minorUnits &- sums.reduce(0, &+), currency: total.currency)
      let share = ExactNumber(millionths: whole &- shares.dropLast().reduce(0, &+))
      let isShare = shares.count == count + 1
      guard left.isPositive, !isShare || share.millionths > 0 else { continue }
      let last = isShare ? "\(share.text)%" : left.decimalText
      let parts = texts[..<count] + ["\(last) \(words[1])"]
      let isSound = (try? PaymentSchedule(Array(parts), total: total, from: day, in: zone)) != nil
      return isSound ? Array(parts) : nil
    }
    return nil
  }

  /// A share in millionths of a percent; `nil` for a sum.
  private static func share(_ word: String) throws(ValueError) -> Int64? {
    guard word.hasSuffix("%") else { return nil }
    let share = try ExactNumber(parsing: String(word.dropLast())).millionths
    guard (0...whole).contains(share) else {
      throw ValueError(word, ru: "доля — от 0 до 100 %", en: "a share is up to 100 percent")
    }
    return share
  }

  /// The parts of a schedule as it is typed in one text, which `;` separates.
  ///
  /// - Throws: ``ValueError`` for a part that is none; of a sum only its currency can tell.
  public static func parts(parsing text: String) throws(ValueError) -> [String] {
    let parts = parts(of: text)
    do throws(ValueError) {
      for part in parts.isEmpty ? [text] : parts { _ = try share(Typed(part).said) }
    } catch {
      guard error.text != text else { throw error }
      throw ValueError(text, ru: error.problem.ru, en: error.problem.en)
    }
    return parts
  }

  /// The parts of a schedule in one text, which `;` separates.
  public static func parts(of text: String) -> [String] {
    text.split(separator: ";").map { String($0).trimmingBlanks() }
  }

  /// Refuses what is no schedule of any total: shares of all of it.
  static func requireTerms(_ text: String) throws(ValueError) {
    let (parts, total) = (parts(of: text), Money(minorUnits: whole, currency: .rub))
    guard parts.allSatisfy({ $0.prefix { !$0.isWhitespace }.hasSuffix("%") }) else {
      throw ValueError(
        text, ru: "условия — доли любого итога: 50% today; 50% +14d",
        en: "terms are shares of any total: 50% today; 50% +14d")
    }
    do throws(ValueError) {
      _ = try PaymentSchedule(parts, total: total, from: .first, in: .utc)
    } catch {
      guard let meant = completed(parts, total: total, from: .first, in: .utc) else { throw error }
      let list = meant.joined(separator: "; ")
      throw ValueError(
        text, ru: "доли вместе — 100 %: \(list)", en: "shares come to 100 percent: \(list)")
    }
  }

  /// As documents keep it.
  public var texts: [String] { parts.map { "\($0.said) \($0.due.text)" } }

  /// What is paid of each part, in their order, where so much is paid of all.
  public func paid(_ sum: Int64) -> [Int64] { Self.paid(sum, of: parts.map(\.sum)) }

  /// The same of parts of which only the sums are known.
  static func paid(_ sum: Int64, of parts: [Int64]) -> [Int64] {
    var rest = max(sum, 0)
    return parts.map { part in
      let own = min(rest, part)
      rest -= own
      return own
    }
  }
}
