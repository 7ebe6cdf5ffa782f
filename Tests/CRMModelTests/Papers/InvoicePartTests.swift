import CRMTestSupport
import XCTest

@testable import CRMModel

/// R79: an invoice for a part of an order comes to that part, whatever the rates of its lines.
final class InvoicePartTests: XCTestCase {
  private func order(
    _ lines: [String], _ tax: PaperLine.Tax, schedule: [String]
  ) throws -> Paper {
    var order = Paper(id: Department.identifier(1))
    order.facts = [
      "type": .text("order"), "number": .text("ЗК-1"), "currency": .text("RUB"),
      "vat": .text(tax.rawValue), "date": .text("2026-11-20"), "lines": .texts(lines),
    ]
    let total = try XCTUnwrap(order.lines.sums(tax)?.total)
    order.facts["total"] = .text(order.amount(total).decimalText)
    order.facts["schedule"] = .texts(schedule)
    return order
  }

  private func amounts(_ order: Paper, part: Int) throws -> [String] {
    try order.lines(ofPart: part, called: "Часть").map { "\($0.rate.id) \($0.price)" }
  }

  func testEachRateOfTaxHasItsLine() throws {
    let lines = ["Печь; 1; 100; ; 22", "Книга; 1; 50; ; 10", "Чаша; 2; 25; ; 22"]
    let order = try order(lines, .included, schedule: ["50% 2026-11-20", "50% 2026-12-20"])
    XCTAssertEqual(try amounts(order, part: 1), ["22 7500", "10 2500"])
    XCTAssertEqual(try amounts(order, part: 2), ["22 7500", "10 2500"])
  }

  func testTheLastLineIsWhatTheOthersLeave() throws {
    let lines = ["А; 1; 1; ; 22", "Б; 1; 1; ; 10", "В; 1; 1; ; none"]
    let order = try order(lines, .onTop, schedule: ["1 2026-11-20", "2.32 2026-12-20"])
    XCTAssertEqual(try amounts(order, part: 1), ["22 37", "10 33", "none 30"])
    XCTAssertEqual(try amounts(order, part: 2), ["22 85", "10 77", "none 70"])
  }

  func testAPartThatThereIsNotIsRefused() throws {
    let planned = try order(["А; 1; 1; ; 22"], .included, schedule: ["100% 2026-11-20"])
    for (order, part) in [
      (planned, 0), (planned, 2), (try order(["А; 1; 1; ; 22"], .included, schedule: []), 1),
    ] {
      XCTAssertThrowsError(try order.lines(ofPart: part, called: "")) {
        XCTAssertEqual(($0 as? Refusal)?.rule, "R78")
      }
    }
  }
}
