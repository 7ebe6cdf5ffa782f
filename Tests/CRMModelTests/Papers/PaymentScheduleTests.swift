import CRMTestSupport
import XCTest

@testable import CRMModel

/// R78: a schedule comes to the total, whatever is rounded.
final class PaymentScheduleTests: XCTestCase {
  private let day = Day(year: 2026, month: 11, day: 28) ?? .first

  private func schedule(_ texts: String..., of total: Int64) throws -> PaymentSchedule {
    try PaymentSchedule(
      texts, total: Money(minorUnits: total, currency: .rub), from: day, in: .utc)
  }

  func testDaysCountFromTheOrders() throws {
    let parts = try schedule("50% today", "50% +14d", of: 24_000_000).parts
    XCTAssertEqual(parts.map(\.sum), [12_000_000, 12_000_000])
    XCTAssertEqual(parts.map(\.due.text), ["2026-11-28", "2026-12-12"])
  }

  func testTheLastShareIsWhatTheOthersLeave() throws {
    XCTAssertEqual(
      try schedule("33.33% today", "33.33% +1d", "33.34% +2d", of: 100).parts.map(\.sum),
      [33, 33, 34])
    XCTAssertEqual(try schedule("50% today", "50% +1d", of: 101).parts.map(\.sum), [51, 50])
  }

  func testWhatDoesNotComeToTheTotalIsNamed() {
    for texts in [
      ["50% today", "49.99% +1d"], ["60% today", "60% +1d"], ["1 today", "2 +1d"], ["100 today"],
      ["0% today", "100% +1d"], ["50% +1d", "50% today"], ["50%"], ["половина today"],
      ["50% today", "50 +1d"], ["101% today"],
    ] {
      XCTAssertThrowsError(
        try PaymentSchedule(
          texts, total: Money(minorUnits: 10_100, currency: .rub), from: day, in: .utc),
        "\(texts)")
    }
    XCTAssertEqual(try schedule("1 today", "100 +1d", of: 10_100).parts.map(\.sum), [100, 10_000])
    XCTAssertEqual(
      try schedule("50% today", "50,50 +1d", of: 10_100).parts.map(\.sum), [5_050, 5_050])
  }

  /// What is no part at all is a malformed value; what parts come to, and their order, is the rule's.
  func testWhatIsNoPartIsToldFromWhatDoesNotFit() throws {
    let total = Money(minorUnits: 10_100, currency: .rub)
    for text in ["50%", "половина", "101% today", "-1% today", "50% завтро", ";", "50% today; 50%"]
    {
      XCTAssertThrowsError(try PaymentSchedule.parts(parsing: text), text)
    }
    for text in ["половина today", "1.005 today", "50% +999999999w"] {
      let parts = try PaymentSchedule.parts(parsing: text)
      XCTAssertThrowsError(
        try PaymentSchedule.check(parts, total: total, from: day, in: .utc), text)
    }
    for text in ["50% +1d; 50% today", "60% today;60% +1d ;", "0% today; 500 +1d"] {
      let parts = try PaymentSchedule.parts(parsing: text)
      XCTAssertNoThrow(try PaymentSchedule.check(parts, total: total, from: day, in: .utc), text)
    }
  }

  /// The parts that a refusal offers are those that were meant.
  func testWhatDoesNotComeToTheTotalIsCompleted() {
    for (texts, completed) in [
      (
        ["33.33% today", "33.33% +1d", "33.33% +2d"], ["33.33% today", "33.33% +1d", "33.34% +2d"]
      ),
      (["60% today", "60% +1d"], ["60% today", "40% +1d"]),
      (["50% today", "50% +1d", "20% +2d"], ["50% today", "50% +1d"]),
      (["1 today", "2 +1d"], ["1 today", "100 +1d"]), (["500 today"], ["101 today"]),
      (["50% today", "50 +1d"], ["50% today", "50.5 +1d"]),
      (["50% +1d", "50% today"], nil), (["50%"], nil), (["половина today"], nil),
    ] {
      XCTAssertEqual(
        PaymentSchedule.completed(
          texts, total: Money(minorUnits: 10_100, currency: .rub), from: day, in: .utc),
        completed, "\(texts)")
    }
  }

  func testItIsKeptAsItWasSaid() throws {
    let said = try schedule("30% today", "70% +14d", of: 999)
    let total = Money(minorUnits: 999, currency: .rub)
    XCTAssertEqual(try PaymentSchedule(said.texts, total: total, from: .first, in: .utc), said)
  }

  func testPaymentsFillThePartsInTheirOrder() throws {
    let parts = try schedule("50% today", "50% +14d", of: 200)
    XCTAssertEqual(parts.paid(-1), [0, 0])
    XCTAssertEqual(parts.paid(0), [0, 0])
    XCTAssertEqual(parts.paid(99), [99, 0])
    XCTAssertEqual(parts.paid(101), [100, 1])
    XCTAssertEqual(parts.paid(300), [100, 100])
  }

  func testRandomSharesComeToTheTotal() throws {
    var random = SplitMix64(seed: 78)
    for number in 0..<2_000 {
      let total = Int64.random(in: 10_000...999_999_999, using: &random)
      let first = Int.random(in: 1...4_000, using: &random)
      let second = Int.random(in: 1...4_000, using: &random)
      let texts = [first, second, 10_000 - first - second].map { share in
        "\(share / 100).\(String(share % 100 + 100).dropFirst())% 2026-12-01"
      }
      let parts = try PaymentSchedule(
        texts, total: Money(minorUnits: total, currency: .rub), from: day, in: .utc
      ).parts
      XCTAssertEqual(parts.map(\.sum).reduce(0, +), total, "seed 78, schedule \(number)")
    }
  }
}
