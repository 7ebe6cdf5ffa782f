import XCTest

@testable import CRMCore

/// R80: what of a purpose may be an invoice's number.
final class PaymentPurposeTests: XCTestCase {
  func testNumbersAreFoundByWhatStandsAroundThem() {
    for (purpose, number) in [
      ("Оплата по счету № С-0012/2026 от 01.10.26", "с-0012/2026"),
      ("сч.№СЧ-2026-2,СЧ-2026-13.", "сч-2026-13"), ("Счет 000123", "000123"),
      ("(№ 12 А)", "12 а"), ("по счету УТ-17; НДС нет", "ут-17"),
    ] {
      XCTAssertTrue(PaymentPurpose(purpose).numbers.contains(number), purpose)
      XCTAssertTrue(PaymentPurpose(purpose).names(number), purpose)
    }
    XCTAssertFalse(PaymentPurpose("счета №12,13").numbers.contains("13"), "it may be a fraction")
    XCTAssertEqual(PaymentPurpose("Оплата за монтаж").numbers, [])
  }

  /// R119: no file makes anybody wait for what no bank takes.
  func testOnlyTheBeginningOfAHostilePurposeCounts() {
    let purpose = PaymentPurpose(String(repeating: "1 ", count: 100_000))
    XCTAssertLessThan(purpose.numbers.count, 100)
    XCTAssertTrue(purpose.names("1"))
  }
}
