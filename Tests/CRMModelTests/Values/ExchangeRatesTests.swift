import CRMModel
import XCTest

/// R46: dated rates, exactly.
final class ExchangeRatesTests: XCTestCase {
  private let usd = Currency(code: "USD") ?? .rub
  private let yen = Currency(code: "JPY") ?? .rub
  private let dinar = Currency(code: "KWD") ?? .rub

  private func day(_ text: String) throws -> Day { try Day(parsing: text) }

  private func rate(
    _ text: String, on day: String = "2026-11-20", of currency: Currency? = nil
  ) throws -> ExchangeRate {
    try ExchangeRate(currency ?? usd, on: self.day(day), parsing: text)
  }

  private func total(
    _ sums: [Money], _ rates: [ExchangeRate], on day: String, closedAt: [Int: String] = [:]
  ) throws -> ConvertedTotal? {
    let zone = TimeZoneRules(identifier: "Europe/Moscow") { _ in 3 * 3600 }
    let clock = AuditClock(now: try Instant(parsing: "\(day)T20:00:00Z"), zone: zone)
    let dated = try sums.enumerated().map { place, money in
      (money, try closedAt[place].map { try Instant(parsing: $0) })
    }
    return CurrencyConversion(ExchangeRates(rates), to: .rub, clock).total(of: dated)
  }

  func testAClosedDealKeepsTheRateOfTheDayOfItsClosing() throws {
    let sums = [100, 200, 300].map { Money(minorUnits: $0, currency: usd) }
    let rates = [
      try rate("90", on: "2026-11-01"), try rate("80", on: "2026-11-10"), try rate("70"),
    ]
    // The second of them was closed on the tenth in Moscow.
    let closedAt = [0: "2026-11-09T20:59:59Z", 1: "2026-11-09T21:00:00Z"]
    let total = try total(sums, rates, on: "2026-11-20", closedAt: closedAt)
    XCTAssertEqual(total?.sum, Money(minorUnits: 100 * 90 + 200 * 80 + 300 * 70, currency: .rub))
    XCTAssertEqual(total?.rates.map(\.text), ["90", "80", "70"])
    let twice = try self.total(sums + sums, rates, on: "2026-11-20")
    XCTAssertEqual(twice?.rates.map(\.text), ["70"], "each rate is said once")
  }

  func testWhatIsOfOneCurrencyOrHasNoRatesIsNotConverted() throws {
    let roubles = [Money(minorUnits: 1, currency: .rub)]
    XCTAssertNil(try total(roubles, [rate("90")], on: "2026-11-20"))
    let dollars = [Money(minorUnits: 1, currency: usd)]
    XCTAssertNil(try total(dollars, [], on: "2026-11-20"))
  }

  func testRatesAreExactNumbers() throws {
    for (typed, kept) in [
      ("92.50", "92.5"), ("92,5", "92.5"), ("1", "1"), ("0.000001", "0.000001"), ("007", "7"),
      ("999999999.999999", "999999999.999999"), ("10.010", "10.01"),
    ] {
      XCTAssertEqual(try rate(typed).text, kept)
    }
    for typed in [
      "", "0", "0.000000", "-1", "+1", "1.0000001", "1000000000", "1.2.3", "1.", ".5", "1,2.3",
      "1e3", "много", "٣", "1 000",
    ] {
      XCTAssertThrowsError(try rate(typed), typed)
    }
  }

  func testRateOfADayIsTheLatestOnOrBeforeIt() throws {
    var rates = ExchangeRates([
      try rate("90", on: "2026-11-20"), try rate("95", on: "2026-11-25"),
      try rate("0.6", on: "2026-11-22", of: yen),
    ])
    func text(_ currency: Currency, _ day: String) throws -> String? {
      rates.rate(of: currency, on: try self.day(day))?.text
    }
    XCTAssertNil(try text(usd, "2026-11-19"))
    XCTAssertEqual(try text(usd, "2026-11-20"), "90")
    XCTAssertEqual(try text(usd, "2026-11-24"), "90")
    XCTAssertEqual(try text(usd, "2026-11-25"), "95")
    XCTAssertEqual(try text(usd, "2027-11-25"), "95")
    XCTAssertEqual(try text(yen, "2026-11-25"), "0.6")
    XCTAssertNil(try text(dinar, "2026-11-25"))
    rates.set(try rate("91", on: "2026-11-20"))
    XCTAssertEqual(try text(usd, "2026-11-24"), "91")
    XCTAssertEqual(rates.rates.map(\.text), ["0.6", "95", "91"])
    XCTAssertEqual(ExchangeRates(rates.rates.reversed()), rates)
  }

  func testSumsAreConvertedToTheSmallestUnit() throws {
    for (rate, minor, currency, expected) in [
      ("92.5", Int64(100_00), usd, Int64(9_250_00)), ("0.333333", 1_00, usd, 33),
      ("0.005", 1_00, usd, 1), ("0.004999", 1_00, usd, 0), ("0.005", -1_00, usd, -1),
      ("0.6", 1_000, yen, 600_00), ("300", 1_500, dinar, 450_00),
    ] {
      let sums = [Money(minorUnits: minor, currency: currency)]
      let total = try total(sums, [self.rate(rate, of: currency)], on: "2026-11-20")
      XCTAssertEqual(total?.sum, Money(minorUnits: expected, currency: .rub), rate)
      XCTAssertEqual(total?.rates.map(\.currency), [currency])
    }
  }

  func testMissingRateIsSaidAndNeverTakenAsOne() throws {
    let sums = [
      Money(minorUnits: 5_00, currency: .rub), Money(minorUnits: 1_00, currency: usd),
      Money(minorUnits: 7, currency: yen),
    ]
    let rates = [try rate("90", on: "2026-11-21"), try rate("0.5", of: yen)]
    let total = try total(sums, rates, on: "2026-11-20")
    XCTAssertEqual(total?.sum, Money(minorUnits: 8_50, currency: .rub))
    XCTAssertEqual(total?.unknown, [usd])
    XCTAssertEqual(total?.rates.map(\.currency), [yen])
  }

  func testSumThatDoesNotFitIsSaid() throws {
    let sums = [Money(minorUnits: .max, currency: usd)]
    XCTAssertEqual(try total(sums, [rate("2")], on: "2026-11-20")?.unknown, [usd])
    XCTAssertEqual(
      try total(sums, [rate("1")], on: "2026-11-20")?.sum,
      Money(minorUnits: .max, currency: .rub))
  }
}
