import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// R113: what two writers of `.xlsx` write is read as a table; R119: what is none, or is too much, ends in an
/// error.
final class WorkbookTests: XCTestCase {
  private func bytes(_ name: String) throws -> [UInt8] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/workbooks/\(name).xlsx")
    return Array(try Data(contentsOf: file))
  }

  private func rows(_ bytes: [UInt8], _ sheet: String? = nil) throws -> [[String]] {
    var reader = CSVReader(try Workbook(bytes).table(sheet))
    var rows: [[String]] = []
    while let record = reader.next() {
      XCTAssertNil(record.problem)
      rows.append(record.cells)
    }
    return rows
  }

  func testWritersOfWorkbooksAreRead() throws {
    for name in ["openpyxl", "xlsxwriter"] {
      let rows = try rows(bytes(name))
      XCTAssertEqual(rows.map(\.count), [12, 12, 12], "empty rows and titles are none: \(name)")
      XCTAssertEqual(rows[0][2], "Бюджет ", name)
      XCTAssertEqual(
        rows[1],
        [
          "101", "Кафе «Ёлка»", "60000.5", "Иванов", "2026-03-02 14:30:05", "не закрыта",
          "Первичный контакт", "Продажи", "Делос Андрей", "79161234567", "Кафе «Ёлка»",
          "строка\nдве; \"три\"",
        ], name)
      XCTAssertEqual(
        rows[2],
        [
          "102", "Бар & Гриль", "0", "Петров", "2026-03-03", "2026-04-01 09:05:00",
          "Успешно реализовано", "Продажи", "Мамонова Анна", "+7 916 000-00-02", "Бар & Гриль", "",
        ], name)
    }
  }

  func testSheetIsFoundByItsName() throws {
    XCTAssertEqual(
      try rows(bytes("openpyxl"), "прочее"),
      [
        ["A", "B", "C", "D"], ["true", "false", "", "0.3"],
        ["2026-05-09", "15:00:00", "0", "12345678901"],
      ])
    XCTAssertThrowsError(try rows(bytes("openpyxl"), "Нет")) { error in
      XCTAssertEqual(error as? ImportError, .noSheet("Нет", known: ["Сделки", "Прочее"]))
    }
    XCTAssertThrowsError(try rows(bytes("xlsxwriter"), "Черновик"), "a hidden one is none")
  }

  /// R113: hundredths are what a person sees, unless the sign is quoted.
  func testHundredthsAreWhatIsShown() throws {
    XCTAssertEqual(
      try rows(bytes("percent")),
      [["Скидка", "Доля", "Знак"], ["35%", "7.25%", "0.5"], ["100%", "29%", "0.35"]])
  }

  /// R119: wherever the file ends or one byte is another, reading ends too.
  func testDamagedWorkbookEndsInAnError() throws {
    let whole = try bytes("openpyxl")
    for end in stride(from: 0, to: whole.count, by: 37) {
      XCTAssertThrowsError(try Workbook(Array(whole[..<end])).table(), "\(end)") { error in
        XCTAssertEqual(error as? ImportError, .damaged, "\(end)")
      }
    }
    var random = SystemRandomNumberGenerator()
    for place in stride(from: 0, to: whole.count, by: 11) {
      var other = whole
      other[place] = UInt8.random(in: 0...255, using: &random)
      _ = try? Workbook(other).table()
    }
  }

  func testPasswordIsSaid() throws {
    XCTAssertThrowsError(try TextDecoding.utf8([0xD0, 0xCF, 0x11, 0xE0, 0xA1])) { error in
      XCTAssertEqual(error as? ImportError, .workbook)
    }
    var locked = try bytes("openpyxl")
    for place in locked.indices.dropLast(10)
    where locked[place...].starts(with: [0x50, 0x4B, 0x01, 0x02]) { locked[place + 8] |= 1 }
    XCTAssertThrowsError(try Workbook(locked)) { error in
      XCTAssertEqual(error as? ImportError, .workbook)
    }
  }

  /// R119: 200 MB of one byte, packed into 200 KB, are not unpacked.
  func testZipBombIsNotUnpacked() throws {
    // One block of the fixed code: a zero byte, then 258 bytes more from a distance of one, again and again.
    var bits: [UInt8] = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<100_000 { bits += [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0] }
    bits += [0, 0, 0, 0, 0, 0, 0]
    var packed = [UInt8](repeating: 0, count: bits.count / 8 + 1)
    for (place, bit) in bits.enumerated() where bit == 1 { packed[place / 8] |= 1 << (place % 8) }
    XCTAssertEqual(try Inflate.bytes(packed[...], limit: 30_000_000).count, 25_800_001)
    XCTAssertThrowsError(try Inflate.bytes(packed[...], limit: 1 << 20)) { error in
      XCTAssertEqual(error as? ImportError, .tooLarge(limit: 1 << 20))
    }
  }

  /// R119: an entity that stands for many of another one is refused before it grows.
  func testEntitiesDoNotGrow() throws {
    var scanner = XMLScanner(Array("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;&b;</a>".utf8))
    XCTAssertThrowsError(try scanner.next()) { error in
      XCTAssertEqual(error as? ImportError, .damaged)
    }
  }

  func testXMLIsReadAsItIsMeant() throws {
    let text =
      "<?xml version=\"1.0\"?><x:a k='1 &gt; 0' q:r = \"&#1071;&#x42;\"><!-- <b> --><b/>&amp;&no;<![CDATA[<&]]></x:a>"
    var scanner = XMLScanner(Array(text.utf8))
    var seen: [String] = []
    while let token = try scanner.next() {
      switch token {
      case .start(let name, let isEmpty):
        seen.append(
          "\(name) \(isEmpty) \(scanner.attribute("k") ?? "-") \(scanner.attribute("r") ?? "-")")
      case .end(let name): seen.append("/\(name)")
      case .text(let text): seen.append(text)
      }
    }
    XCTAssertEqual(seen, ["a false 1 > 0 ЯB", "b true - -", "&&no;", "<&", "/a"])
  }
}
