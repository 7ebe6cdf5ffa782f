/// What one unit of a currency cost in the settings' currency from a day on (R46).
public struct ExchangeRate: Hashable, Sendable {
  /// The currency that is rated.
  public let currency: Currency
  /// The first day of the rate.
  public let day: Day
  /// Exactly, in millionths of the settings' currency.
  private let millionths: Int64

  /// A rate that somebody typed: `92.50`, `92,5`.
  ///
  /// - Throws: `ValueError` for what is no number, nothing or less, has more than 6 digits behind the
  ///   point or more than 9 in front of it.
  public init(_ currency: Currency, on day: Day, parsing text: String) throws(ValueError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .flatMap { $0.split(separator: ".", omittingEmptySubsequences: false) }
    let fraction = parts.count > 1 ? parts[1] : ""
    let digits =
      (parts.first ?? "") + fraction + String(repeating: "0", count: max(0, 6 - fraction.count))
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }), fraction.utf8.count <= 6,
      digits.utf8.count <= 15, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let millionths = Int64(digits), millionths > 0
    else {
      throw ValueError(
        text, ru: "курс — число больше нуля, до 6 знаков после запятой: 92,50",
        en: "a rate is a number above nothing with up to 6 digits behind the point: 92.50")
    }
    self.currency = currency
    self.day = day
    self.millionths = millionths
  }

  /// The number without zeros at the end: `92.5`.
  public var text: String {
    let whole = millionths / 1_000_000
    var fraction = String(millionths % 1_000_000 + 1_000_000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }

  /// A sum of the rated currency in another one, rounded to its smallest unit, halves away from
  /// nothing; `nil` where it does not fit.
  func converted(_ money: Money, to base: Currency) -> Money? {
    func unit(_ currency: Currency) -> Int128 {
      (0..<currency.minorDigits).reduce(1) { unit, _ in unit * 10 }
    }
    let product = Int128(money.minorUnits) * Int128(millionths) * unit(base)
    let divisor = unit(money.currency) * 1_000_000
    let half = product < 0 ? -divisor / 2 : divisor / 2
    return Int64(exactly: (product + half) / divisor)
      .map { Money(minorUnits: $0, currency: base) }
  }
}

/// The dated rates of a department (R46).
public struct ExchangeRates: Hashable, Sendable {
  /// By currency, the latest in front.
  public private(set) var rates: [ExchangeRate]

  /// Rates in any order.
  public init(_ rates: [ExchangeRate]) {
    self.rates = []
    for rate in rates { set(rate) }
  }

  /// Puts a rate in place of that of the same day.
  public mutating func set(_ rate: ExchangeRate) {
    rates.removeAll { $0.currency == rate.currency && $0.day == rate.day }
    let index = rates.firstIndex {
      ($0.currency.code, rate.day) > (rate.currency.code, $0.day)
    }
    rates.insert(rate, at: index ?? rates.count)
  }

  /// The rate of a day: the latest on or before it; `nil` where none is known.
  public func rate(of currency: Currency, on day: Day) -> ExchangeRate? {
    rates.first { $0.currency == currency && $0.day <= day }
  }
}

/// How sums of several currencies become one: each by the rate of the day on which its deal was closed,
/// or of today (R46).
public struct CurrencyConversion: Sendable {
  private let rates: ExchangeRates
  private let base: Currency
  private let clock: AuditClock

  /// The conversion to the settings' currency.
  public init(_ rates: ExchangeRates, to base: Currency, _ clock: AuditClock) {
    (self.rates, self.base, self.clock) = (rates, base, clock)
  }

  /// What sums come to; `nil` where all are of that currency, or a department has no rates.
  public func total(
    of sums: some Sequence<(money: Money, closedAt: Instant?)>
  ) -> ConvertedTotal? {
    guard !rates.rates.isEmpty, sums.contains(where: { $0.money.currency != base }) else {
      return nil
    }
    let today = clock.zone.day(of: clock.now)
    var total = ConvertedTotal(sum: Money(minorUnits: 0, currency: base))
    for (money, closedAt) in sums {
      guard money.currency != base else {
        total.add(money, by: nil)
        continue
      }
      let rate = rates.rate(of: money.currency, on: closedAt.map(clock.zone.day) ?? today)
      total.add(rate?.converted(money, to: base), by: rate, of: money.currency)
    }
    return total
  }
}

/// What sums of several currencies come to in one of them, with the rates that say so (R46).
public struct ConvertedTotal: Hashable, Sendable {
  /// What is known, in the settings' currency.
  public private(set) var sum: Money
  /// The rates that were used.
  public private(set) var rates: [ExchangeRate] = []
  /// The currencies without a rate, which are not in the sum: never taken as one to one.
  public private(set) var unknown: [Currency] = []

  init(sum: Money) { self.sum = sum }

  fileprivate mutating func add(
    _ money: Money?, by rate: ExchangeRate?, of currency: Currency? = nil
  ) {
    guard let money, let added = sum.adding(money) else {
      if let currency, !unknown.contains(currency) { unknown.append(currency) }
      return
    }
    sum = added
    if let rate, !rates.contains(rate) { rates.append(rate) }
  }
}
