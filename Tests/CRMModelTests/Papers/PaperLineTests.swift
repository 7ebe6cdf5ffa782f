import CRMTestSupport
import XCTest

@testable import CRMModel

/// R72: what lines come to, exactly.
final class PaperLineTests: XCTestCase {
  /// The history puts a comma between lines, which names may have too.
  func testLinesThatTheHistoryQuotesAreTold() throws {
    let texts = ["Стол, стул; 1,5 ч; 200; 10%; 22", "CAKE; 2 шт; 1500.5; ; 22; ; Торт"]
    let quoted = try XCTUnwrap([PaperLine](quoted: texts.joined(separator: ", "), in: .rub))
    XCTAssertEqual(quoted.map(\.name), ["Стол, стул", "Торт"])
    XCTAssertNil([PaperLine](quoted: "100% 2026-12-09", in: .rub))
  }

  private func line(
    _ quantity: Int64, _ price: Int64, discount: Int64 = 0, vat: String = "22"
  ) throws -> PaperLine {
    PaperLine(
      product: nil, name: "Монтаж", unit: nil, quantity: quantity, price: price,
      discount: discount, rate: try VATRate(parsing: vat))
  }

  func testTaxInPricesAndOnTop() throws {
    let two = try line(2_000, 12_000_000)
    let included = try XCTUnwrap(two.sums(.included))
    XCTAssertEqual(
      [included.amount, included.vat, included.total], [24_000_000, 4_327_869, 24_000_000])
    let onTop = try XCTUnwrap(two.sums(.onTop))
    XCTAssertEqual([onTop.amount, onTop.vat, onTop.total], [24_000_000, 5_280_000, 29_280_000])
    for rate in ["none", "0"] {
      XCTAssertEqual(try line(2_000, 100, vat: rate).sums(.onTop)?.vat, 0, rate)
    }
  }

  func testHalvesGoAwayFromZero() throws {
    XCTAssertEqual(try line(500, 1, vat: "0").sums(.included)?.amount, 1)
    XCTAssertEqual(try line(499, 1, vat: "0").sums(.included)?.amount, 0)
    XCTAssertEqual(try line(500, -1, vat: "0").sums(.included)?.amount, -1)
    XCTAssertEqual(
      try line(1_000, 10_000, discount: 3_335, vat: "0").sums(.included)?.amount, 6_665)
  }

  func testWhatDoesNotFitIsNoSum() throws {
    XCTAssertNil(try line(2_000, Int64.max).sums(.included))
    XCTAssertNil(try line(1_000, Int64.max).sums(.onTop))
    XCTAssertEqual(try line(1_000, Int64.max, vat: "0").sums(.included)?.total, Int64.max)
    let most = try line(1_000, Int64.max, vat: "0")
    XCTAssertNil([most, try line(1_000, 1)].sums(.included))
    XCTAssertEqual([most].sums(.included)?.total, Int64.max)
  }

  func testLinesAsTheyAreTyped() throws {
    let whole = try TypedLine(parsing: "Труба; 2,5 м; 120,50; 5%; 10")
    XCTAssertEqual(whole.item, "Труба")
    XCTAssertEqual(whole.quantity, 2_500)
    XCTAssertEqual(whole.unit, "м")
    XCTAssertEqual(whole.price, "120,50")
    XCTAssertEqual(whole.discount, 500)
    XCTAssertEqual(whole.rate?.id, "10")
    let short = try TypedLine(parsing: "KB-1; 1; ; 0.25%")
    XCTAssertNil(short.price)
    XCTAssertNil(short.rate)
    XCTAssertEqual(short.discount, 25)
    XCTAssertEqual(try TypedLine(parsing: "Болт;; М6;1").item, "Болт; М6")
    XCTAssertNil(try TypedLine(parsing: "KB-1;1;;5%").price)
  }

  func testWhatIsNoLine() {
    for text in [
      "", "Труба", "; 1", "Труба; 0", "Труба; -1", "Труба; 1,0005", "Труба; 1; 5; 101%",
      "Труба; 1; 5; -1%", "Труба; 1; 5; 0.001%", "Труба; 1; 5; 0; 18", "Труба; 1; 5; 0; 22; еще",
      "Труба; 1000000001",
    ] {
      XCTAssertThrowsError(try TypedLine(parsing: text), text)
    }
  }

  func testALineIsKeptAsItIsTyped() throws {
    for (product, name, unit, mark) in [
      ("KB;1", "Кофе; машина", "шт", "A"), (nil, "Монтаж; наладка", nil, "2"),
      (nil, "Монтаж", "ч", nil), ("KB-1", "Кофемашина", nil, nil),
    ] {
      let line = PaperLine(
        product: product, name: name, unit: unit, quantity: 1_250, price: 12_050, discount: 1_225,
        rate: try VATRate(parsing: "7"), mark: mark)
      XCTAssertEqual(try PaperLine(stored: line.text(in: .rub), currency: .rub), line)
    }
  }

  func testTheFormerRateIsForFormerPapers() throws {
    let last = try XCTUnwrap(Day(year: 2025, month: 12, day: 31))
    let first = try XCTUnwrap(last.adding(days: 1))
    XCTAssertEqual(VATRate.standard(on: last).id, "20")
    XCTAssertEqual(VATRate.standard(on: first).id, "22")
    XCTAssertNoThrow(try VATRate(parsing: "20").require(on: last))
    XCTAssertThrowsError(try VATRate(parsing: "20%").require(on: first)) {
      XCTAssertEqual(($0 as? Refusal)?.rule, "R72")
    }
    XCTAssertNoThrow(try VATRate(parsing: "10").require(on: first))
  }

  /// Against sums of strings of digits, which share nothing with the code under test.
  func testTenThousandLinesAgainstSchoolArithmetic() throws {
    var random = SplitMix64(seed: 72)
    for number in 0..<10_000 {
      let quantity = Int64.random(in: 1...9_999_999, using: &random)
      let price = Int64.random(in: 1...99_999_999, using: &random)
      let discount = Int64.random(in: 0...10_000, using: &random)
      let rate = try XCTUnwrap(VATRate.all.randomElement(using: &random))
      let line = try line(quantity, price, discount: discount, vat: rate.id)
      // All of these fit 63 bits where a thousandth part is taken first and its rest added later.
      let (high, low) = (quantity * price / 1_000, quantity * price % 1_000)
      let left = 10_000 - discount
      let (whole, rest) = (high * left / 10_000, high * left % 10_000)
      let amount = whole + ((rest * 1_000 + low * left) * 2 + 10_000_000) / 20_000_000
      XCTAssertEqual(line.sums(.included)?.amount, amount, "seed 72, line \(number)")
      let percent = Int64(rate.percent)
      let parts = 100 + percent
      XCTAssertEqual(
        line.sums(.included)?.vat, (amount * percent * 2 + parts) / (2 * parts), "line \(number)")
      let onTop = (amount * percent + 50) / 100
      XCTAssertEqual(line.sums(.onTop)?.total, amount + onTop, "line \(number)")
    }
  }
}
