import XCTest

@testable import CRMCore

final class TextDecodingTests: XCTestCase {
  private let text = "ID;Этап сделки\r\n1;«Ёж» — № 5 …"

  private func decoded(_ bytes: [UInt8]) throws -> String {
    String(decoding: try TextDecoding.utf8(bytes).bytes, as: UTF8.self)
  }

  private func utf16(_ text: String, lowFirst: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return lowFirst ? pair : pair.reversed()
    }
  }

  func testEveryEncodingOfTheSameTextGivesTheText() throws {
    let cases: [(name: String, bytes: [UInt8])] = [
      ("UTF-8", Array(text.utf8)),
      ("UTF-8", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
      ("UTF-16 LE", [0xFF, 0xFE] + utf16(text, lowFirst: true)),
      ("UTF-16 BE", [0xFE, 0xFF] + utf16(text, lowFirst: false)),
      ("UTF-16 LE", utf16(text, lowFirst: true)),
      ("UTF-16 BE", utf16(text, lowFirst: false)),
    ]
    for (name, bytes) in cases {
      XCTAssertEqual(try decoded(bytes), text)
      XCTAssertEqual(try TextDecoding.utf8(bytes).encoding.rawValue, name)
    }
  }

  func testAStrayZeroByteIsDroppedAndNoSignOfUTF16() throws {
    let rows = Array(repeating: "1;Первичный контакт;Кафе", count: 40).joined(separator: "\n")
    for place in [0, 1, 100, 101, 1_000] {
      var bytes = Array("ID;Этап;Компания\n\(rows)".utf8)
      bytes.insert(0, at: place)
      XCTAssertEqual(try TextDecoding.utf8(bytes).encoding, .utf8, "\(place)")
      XCTAssertEqual(try decoded(bytes), "ID;Этап;Компания\n\(rows)", "\(place)")
    }
    XCTAssertEqual(try decoded(Array("ID\u{0};Этап".utf8)), "ID;Этап")
    XCTAssertEqual(
      try TextDecoding.utf8(utf16("Первичный контакт;Кафе\n", lowFirst: true)).encoding,
      .utf16LittleEndian)
  }

  func testCP1251IsRecognizedByItsBytesNotBeingUTF8() throws {
    let bytes: [UInt8] =
      [0xDD, 0xF2, 0xE0, 0xEF, 0x20, 0xA8, 0xE6, 0x20, 0xAB, 0xEF, 0xFF, 0xBB, 0x20, 0x97, 0x20]
      + [0xB9, 0x20, 0x85, 0xB8, 0x80, 0xBF, 0xC0]
    XCTAssertEqual(try decoded(bytes), "Этап Ёж «пя» — № …ёЂїА")
    XCTAssertEqual(try TextDecoding.utf8(bytes).encoding, .cp1251)
  }

  /// R113: the code page is the one in which the columns have names that somebody calls them.
  func testTheCodePageIsToldByTheNamesOfColumns() throws {
    let cases: [(CodePage, TextDecoding.Encoding)] = [
      (.windows, .cp1251), (.koi8, .koi8), (.dos, .dos),
    ]
    for (page, encoding) in cases {
      let text = "\"Компания\";Телефон;Прочее\r\nКафе Ель;1;ё"
      XCTAssertEqual(try TextDecoding.utf8(page.bytes(of: text)).encoding, encoding)
      XCTAssertEqual(try decoded(page.bytes(of: text)), text)
      XCTAssertTrue(
        try decoded(page.bytes(of: "<table><tr><td>Компания</td></tr></table>")).contains(
          "Компания"))
    }
  }

  func testEveryByteOfACodePageStandsForOneCharacter() {
    let all = (0...255).map { UInt8($0) }
    for page in [CodePage.windows, .koi8, .dos] {
      XCTAssertEqual(String(decoding: page.utf8(all), as: UTF8.self).unicodeScalars.count, 256)
    }
  }

  func testWhatIsNoTextIsRefused() {
    let cases: [([UInt8], ImportError)] = [
      ([0x50, 0x4B, 0x03, 0x04, 0x14], .damaged),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], .workbook),
      ([0xEF, 0xBB, 0xBF, 0xFF], .notText),
      ([0xFF, 0xFE, 0x41], .notText),
      ([0xFF, 0xFE, 0x00, 0xD8], .notText),
    ]
    for (bytes, error) in cases {
      XCTAssertThrowsError(try TextDecoding.utf8(bytes)) {
        XCTAssertEqual($0 as? ImportError, error)
      }
    }
  }
}
