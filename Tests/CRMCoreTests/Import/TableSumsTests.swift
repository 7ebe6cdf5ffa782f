import XCTest

@testable import CRMCore

/// R113: sums whose signs a column tells, and heads of several rows.
final class TableSumsTests: XCTestCase {
  private func column(_ cells: [String]) throws -> [String] {
    let text = "sum\tother\n" + cells.map { "\($0)\t1,000\n" }.joined()
    let table = try ImportTable(bytes: Array(text.utf8)).counting([0])
    XCTAssertTrue(table.rows.allSatisfy { $0.cells[1] == "1,000" })
    return table.rows.map { $0.cells[0] }
  }

  func testOtherCellsTellWhatASignMeans() throws {
    XCTAssertEqual(try column(["$1,000", "12,500.00"]), ["$1000", "12,500.00"])
    XCTAssertEqual(try column(["1,000 USD", "1,250,000"]), ["1000 USD", "1,250,000"])
    XCTAssertEqual(try column(["1.000", "12,5"]), ["1000", "12,5"])
    XCTAssertEqual(
      try column(["1,000", "12,500", "950", "7,250"]), ["1000", "12500", "950", "7250"])
  }

  func testWhatNothingTellsStays() throws {
    for cells in [
      ["1,000", "950"], ["1,000", "99,5"], ["1,000", "1.000", "2,000", "3,000"],
      ["1,000", "99,5", "99.5"], ["1,500 тыс", "12.5", "0,125"],
    ] {
      XCTAssertEqual(try column(cells), cells)
    }
  }

  /// Heads of several columns above those of each, as people merge cells.
  func testHeadsOfTwoRowsAreOne() throws {
    let text = """
      Клиент;;Сделка;;Менеджер
      Название;Телефон;Название сделки;Сумма;
      Кафе Ель;89160001122;Меню;100;orlova
      """
    let table = try ImportTable(bytes: Array(text.utf8))
    XCTAssertEqual(
      table.header.cells, ["Клиент", "Телефон", "Название сделки", "Сумма", "Менеджер"])
    XCTAssertEqual(table.rows.map(\.line), [3])
    let plain = try ImportTable(bytes: Array("Клиент;;Сделка\nЕль;Сумма;Меню\nЮг;1;2".utf8))
    XCTAssertEqual(plain.rows.map(\.line), [2, 3], "a row of its own")
  }

  /// What people write below a table is no row of it; a name alone is one.
  func testNotesBelowAreNoRows() throws {
    let text = """
      Клиент;Телефон;Сумма
      Кафе Ель;;100
      Примечание: суммы с НДС на 20.11;;
      * по данным склада;;
      Notes;;
      *Звезда;;
      Бар Юг;;
      Примечание;89160001122;
      """
    let table = try ImportTable(bytes: Array(text.utf8))
    XCTAssertEqual(table.rows.map { $0.cells[0] }, ["Кафе Ель", "*Звезда", "Бар Юг", "Примечание"])
  }

  /// Odoo writes a row above each group.
  func testRowsAboveGroupsArePassedOver() throws {
    let text = "id,name,sum\nNew (2),,1200.5\n1,Desk (2),100\nOther (x),,\n"
    let table = try ImportTable(bytes: Array(text.utf8))
    let joined = table.joining([.known(.id), .known(.name), .known(.budget)])
    XCTAssertEqual(joined.rows.map { $0.cells[0] }, ["1", "Other (x)"])
    XCTAssertEqual(Array(table.rows).count, 3, "of no program")
  }
}
