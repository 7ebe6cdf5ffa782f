import CRMModel
import XCTest

final class SearchTextTests: XCTestCase {
  func testPhonesAreFoundHoweverTyped() throws {
    let phone = try PhoneNumber(typed: "8 (921) 555-44-33")
    for text in [
      "8 (921) 555-44-33", "+7 921 555 44 33", "79215554433", "9215554433", "921 555", "555-44-33",
      "8921555", "4433",
    ] {
      XCTAssertTrue(SearchText(text).isIn(phone), text)
    }
    for text in ["8 (921) 555-44-34", "443", "433", "Кафе 4433", "+", ""] {
      XCTAssertFalse(SearchText(text).isIn(phone), text)
    }
  }

  func testTextsAreFoundAsNamesAreCompared() throws {
    for (text, whole) in [
      ("ПУШК", "Кафе «Пушкин»"), ("кафе пушкин", "Кафе «Пушкин»"), ("елк", "Ёлки"),
      ("бюджет на год", "Сказал, что  бюджет\nна год уже распределен"), ("茶", "茶館"),
    ] {
      XCTAssertTrue(SearchText(text).isIn(whole), text)
    }
    for text in ["茶ПУШК", "Кафе «Пушкин»🍕"] {
      XCTAssertTrue(SearchText("пушк").isIn(text), text)
    }
    XCTAssertFalse(SearchText("пушкинский").isIn("Пушкин"))
    XCTAssertFalse(SearchText("а").isIn(""))
    XCTAssertTrue(SearchText("D@Example").isIn(try EmailAddress(parsing: "d@example.com")))
  }

  func testADocumentIsReadWhereItMayHoldTheText() {
    let table: [(document: String, mayBe: Bool)] = [
      (#"{"text": "Бюджет на\n«ГОД» распределен"}"#, true), (#"{"text": "бюджет"}"#, false),
      // Such letters are not looked at, nor scripts that take the long way.
      (#"{"text": "\u0431юджет"}"#, true), (#"{"text": "茶"}"#, true), ("", false),
      // No document, but no reason to fall over it.
      ("{\"text\": \"расп", false),
    ]
    let text = SearchText("Распределён на ГОД")
    for (document, mayBe) in table {
      XCTAssertEqual(text.mayBeIn(document: Array(document.utf8)), mayBe, document)
    }
    for bytes in [[0xD0], [0xE2, 0x80], [0xE2], [0xC2], [0xFF, 0x41], [0xD0, 0x41, 0xE2]]
      as [[UInt8]]
    {
      _ = text.mayBeIn(document: bytes)
    }
  }
}
