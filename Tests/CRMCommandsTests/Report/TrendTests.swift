import CRMModel
import CommandLineKit
import XCTest

@testable import CRMCommands
@testable import CRMCore

/// The quality over the kept evenings.
final class TrendTests: XCTestCase {
  private let ivanov = Login(stored: "ivanov")
  private let petrov = Login(stored: "petrov")

  private func evening(_ day: Int, _ shares: [Login: (clean: Int, open: Int)]) throws
    -> QualityTrend.Evening
  {
    QualityTrend.Evening(
      day: try XCTUnwrap(Day(year: 2026, month: 11, day: day)),
      byManager: shares.mapValues { QualityTrend.Share(clean: $0.clean, open: $0.open) })
  }

  private func page(_ evenings: [QualityTrend.Evening]) throws -> String? {
    let presentation = Presentation(
      language: .ru, clock: nil, zone: nil, hasColor: false, width: nil)
    let section = TrendSection(
      trend: QualityTrend(evenings: evenings), people: People(), presentation: presentation)
    guard let html = section.html else { return nil }
    let captured = CapturedOutput()
    let output = captured.output
    try output.append(html)
    try output.flush()
    return String(decoding: captured.taken(), as: UTF8.self)
  }

  func testOneEveningIsNoTrend() throws {
    XCTAssertNil(try page([]))
    XCTAssertNil(try page([evening(18, [ivanov: (1, 2)])]))
  }

  func testHundredMeansAll() {
    XCTAssertEqual(QualityTrend.Share(clean: 199, open: 200).percent, 99)
    XCTAssertEqual(QualityTrend.Share(clean: 200, open: 200).percent, 100)
    XCTAssertNil(QualityTrend.Share(clean: 0, open: 0).percent)
  }

  func testChartSaysItsValuesInWords() throws {
    let page = try XCTUnwrap(
      page([
        evening(18, [ivanov: (1, 4), petrov: (1, 1)]), evening(19, [ivanov: (0, 0)]),
        evening(20, [ivanov: (3, 4), petrov: (1, 1)]),
      ]))
    // 2 of 5, nothing open, 4 of 5.
    XCTAssertTrue(
      page.contains(
        "aria-label=\"18.11.2026: 40 % → 20.11.2026: 80 %. 18.11.2026 40 %, 20.11.2026 80 %\""))
    XCTAssertTrue(page.contains("<small>18.11.2026: 25 % → 20.11.2026: 75 %</small>"))
    XCTAssertEqual(page.components(separatedBy: "<tr>").count, 1 + 1 + 3, "a head and three days")
    XCTAssertTrue(page.contains("<td>–</td>"))
  }
}
