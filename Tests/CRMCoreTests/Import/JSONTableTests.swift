import CRMModel
import XCTest

@testable import CRMCore

/// R113: JSON lines are a table.
final class JSONTableTests: XCTestCase {
  private func rows(_ text: String) throws -> [(line: Int, cells: [String])] {
    var reader = try TextDecoding.rows(Array(text.utf8)).reader
    var rows: [(Int, [String])] = []
    while let record = reader.next() { rows.append((record.line, record.cells)) }
    return rows
  }

  func testKeysAreColumns() throws {
    let rows = try rows(
      """
      {"name":"Кафе","company":{"id":"7k3m9qa2","name":"ООО \\"Кафе\\""},"tags":["a,b","c"]}

      {"name":"Бар\\nСевер","fields":{"seats":120,"vip":true},"skip":[{"a":1}],"none":null}
      """)
    XCTAssertEqual(
      rows.map(\.cells),
      [
        ["company", "companyId", "name", "tags", "fields.seats", "fields.vip"],
        ["ООО \"Кафе\"", "7k3m9qa2", "Кафе", "\"a,b\", c", "", ""],
        ["", "", "Бар\nСевер", "", "120", "true"],
      ])
    XCTAssertEqual(rows.map(\.line), [0, 1, 3], "the lines of the file, the heading being none")
  }

  func testBrokenLineIsNamed() {
    XCTAssertThrowsError(try rows("{\"a\":1}\n{\"a\":\n")) { error in
      XCTAssertEqual(error as? ImportError, .noObject(line: 2))
    }
  }

  /// R119: a million keys end in an error.
  func testTooManyKeysAreRefused() {
    let keys = (0...1_000).map { "\"k\($0)\":1" }.joined(separator: ",")
    XCTAssertThrowsError(try rows("{\(keys)}")) { error in
      guard case .header? = error as? ImportError else { return XCTFail("\(error)") }
    }
  }

  func testTextThatOnlyBeginsLikeAnObjectIsSeparatedValues() throws {
    XCTAssertEqual(try rows("{name},b\n1,2\n").map(\.cells), [["{name}", "b"], ["1", "2"]])
  }

  func testVerticalBarPartsCells() throws {
    XCTAssertEqual(
      try rows("a|b, c|d\n1|2|3\n").map(\.cells), [["a", "b, c", "d"], ["1", "2", "3"]])
  }
}
