import XCTest

@testable import CRMModel

final class HostileTextTests: XCTestCase {
  private let pieces = [
    "0", "1", "2", "9", "12", "2026", "-", "+", ".", ",", ":", " ", "T", "Z", "d", "w", "ч",
    "завтра",
    "пт", "доб", "#", "@", "ru", "руб", "₽", "RUB", "\u{0}", "\u{1b}", "\r\n", "\u{A0}", "\u{301}",
    "\u{202E}", "🍕", "٣", "９", "99999999999999999999", "(доплата)", "ё", "«", "\"", "é", "東",
  ]

  func testAnyTextIsAValueOrAnError() {
    let seed: UInt64 = 28
    var generator = SplitMix64(seed: seed)
    let zone = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...8, using: &generator))
        .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      let context = "'\(text)', seed \(seed)"
      if let day = try? Day(parsing: text) {
        XCTAssertEqual(try? Day(parsing: day.text), day, context)
      }
      if let instant = try? Instant(parsing: text) {
        XCTAssertEqual(try? Instant(parsing: instant.text), instant, context)
      }
      if let money = try? Money.parse(text, currency: .rub) {
        XCTAssertEqual(try? Money.parse(money.decimalText, currency: .rub), money, context)
      }
      if let phone = try? PhoneNumber(typed: text) {
        XCTAssertEqual(try? PhoneNumber(typed: phone.typed), phone, context)
        XCTAssertEqual(phone.e164, try? PhoneNumber(typed: phone.display).e164, context)
      }
      if let email = try? EmailAddress(parsing: text) {
        XCTAssertEqual(try? EmailAddress(parsing: email.text), email, context)
      }
      if let expression = try? TimeExpression(parsing: text) {
        for now in [Instant.first, .last] {
          let moment = try? expression.resolve(now: now, zone: zone, dayMeans: .end)
          XCTAssertTrue(moment.map { $0 >= .first && $0 <= .last } ?? true, context)
        }
      }
      let folded = Folding.foldForPhrases(text)
      XCTAssertEqual(Folding.foldForPhrases(folded), folded, context)
      XCTAssertLessThanOrEqual(
        Folding.foldWithoutSuffixes(text).count, Folding.fold(text).count, context)
      let shown = SafeText.visible(text)
      XCTAssertFalse(shown.unicodeScalars.contains(where: SafeText.isHidden), context)
    }
  }
}
