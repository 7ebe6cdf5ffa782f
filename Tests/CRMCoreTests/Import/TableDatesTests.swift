import XCTest

@testable import CRMCore

/// R113: dates as other programs and countries write them.
final class TableDatesTests: XCTestCase {
  private func column(_ cells: [String], called head: String = "when") -> [String] {
    let text = "\(head)\n" + cells.map { "\"\($0)\"\n" }.joined()
    guard let table = try? ImportTable(bytes: Array(text.utf8)) else { return [] }
    return table.rows.map { $0.cells[0] }
  }

  /// One cell tells the order for its column, wherever it stands.
  func testAColumnSaysWhichComesFirst() {
    XCTAssertEqual(
      column(["01/02/2026", "12/31/2025", "1/5/2026 9:05", "not closed"]),
      ["2026-01-02", "2025-12-31", "2026-01-05 9:05", "not closed"])
    XCTAssertEqual(
      column(["01/02/2026", "31/12/2025", "05-01-2026"]),
      ["2026-02-01", "2025-12-31", "2026-01-05"])
    XCTAssertEqual(
      column(["1/2/26", "13/2/26"]), ["1/2/26", "13/2/26"], "no date has one such digit")
    XCTAssertEqual(column(["1/02/26", "13/02/26"]), ["2026-02-01", "2026-02-13"])
  }

  /// What no cell tells, and what cells say differently, stays as it is and is rejected by its readers.
  func testAnOrderThatIsNotKnownIsNotGuessed() {
    for cells in [["01/02/2026", "03/04/2026"], ["01/02/2026", "31/12/2025", "12/31/2025"]] {
      XCTAssertEqual(column(cells), cells)
    }
  }

  /// R113: where no cell of a column tells the order, the user does, else the other columns, else a head that
  /// is not in English.
  func testWhoTellsTheOrderWhereTheColumnDoesNot() throws {
    func rows(_ text: String, _ order: DateOrder? = nil) throws -> ([[String]], unclear: [String]) {
      let table = try ImportTable(bytes: Array(text.utf8), dates: order)
      return (table.rows.map(\.cells), table.unclearDates)
    }
    let silent = "Created,Closed\n01/02/2026,03/04/2026\n"
    XCTAssertEqual(try rows(silent).0, [["01/02/2026", "03/04/2026"]])
    XCTAssertEqual(try rows(silent).unclear, ["Created", "Closed"])
    XCTAssertEqual(try rows(silent, .mdy).0, [["2026-01-02", "2026-03-04"]])
    XCTAssertEqual(try rows(silent, .dmy).0, [["2026-02-01", "2026-04-03"]])
    XCTAssertEqual(try rows(silent, .dmy).unclear, [])
    let other = "Created,Closed\n01/02/2026,03/14/2026\n"
    XCTAssertEqual(try rows(other).0, [["2026-01-02", "2026-03-14"]])
    XCTAssertEqual(
      try rows(other, .dmy).0, [["2026-02-01", "2026-03-14"]], "the cell that tells it stays")
    let spanish = "Fecha de creación,Cerrado el\n01/02/2026,03/04/2026\n"
    XCTAssertEqual(try rows(spanish).0, [["2026-02-01", "2026-04-03"]])
    let contrary = "Создана\n31/12/2025\n12/31/2025\n01/02/2026\n"
    XCTAssertEqual(try rows(contrary).unclear, ["Создана"])
    XCTAssertEqual(
      try rows(contrary, .mdy).0.map { $0[0] }, ["31/12/2025", "2025-12-31", "2026-01-02"])
    XCTAssertEqual(try rows("Code\n45/67/2024\n").unclear, [], "no day in either order")
  }

  func testOtherFormsAndTwelveHours() {
    for (cell, plain) in [
      ("5.1.2026", "2026-01-05"), ("05.01.26", "2026-01-05"), ("05.01.99", "1999-01-05"),
      ("2026/01/05", "2026-01-05"), ("2026-1-5", "2026-01-05"),
      ("5.1.2026 9:05", "2026-01-05 9:05"),
      ("12/31/2025, 11:59:07 PM", "2025-12-31 23:59:07"),
      ("12/31/2025 12:05 am", "2025-12-31 0:05"),
      ("12/31/2025 12:05\u{202F}PM", "2025-12-31 12:05"),
      ("01-Nov-2026", "2026-11-01"), ("Nov 1, 2026", "2026-11-01"), ("5 May 26", "2026-05-05"),
      ("05-Jan-99", "1999-01-05"),
      ("November 15, 2026 3:05 PM", "2026-11-15 15:05"),
      ("2026-11-01 10:00:00 +0300", "2026-11-01 10:00:00+03:00"),
      ("01.11.2026 10:00 UTC", "2026-11-01 10:00Z"),
    ] {
      XCTAssertEqual(column([cell]), [plain])
    }
  }

  /// What a spreadsheet shows of a date that lost its form; elsewhere it is a number like any other.
  func testACountedDayIsADayWhereTheHeadSaysSo() {
    let cells = ["46031", "46031.75", "46031,5", "770701", "12345", "5"]
    XCTAssertEqual(
      column(cells, called: "Дата создания"),
      ["2026-01-09", "2026-01-09 18:00:00", "2026-01-09 12:00:00", "770701", "12345", "5"])
    XCTAssertEqual(column(cells), cells)
  }

  /// Rows that add up others, and the heads on the next page, are no things of their own.
  func testTotalsAndRepeatedHeadsArePassedOver() {
    XCTAssertEqual(
      column(["Альфа", "Итого: 4", "when", "ВСЕГО", "Всего 15 записей", "Итого Плюс"]),
      ["Альфа", "Итого Плюс"])
  }

  /// Versions, telephones, days that there are not, and what says more than a date.
  func testWhatIsNoDateStays() {
    let cells = [
      "1.2.3", "10.0.1.26", "8-916-123", "31.02.2026", "12/31/2025 13:00 PM", "12/31/2025 (от)",
      "Nov 31, 2026", "Marble 5, 2026", "May 2026", "5 May", "May 5, 2026 (call)",
      "2026-01-05T10:00:00Z", "2026-01-05 10:00:00+03:00", "46022", "1/2",
    ]
    XCTAssertEqual(column(cells), cells)
  }
}
