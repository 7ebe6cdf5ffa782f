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
    XCTAssertFalse(SearchText("пушкинский").isIn("Пушкин"))
    XCTAssertFalse(SearchText("а").isIn(""))
    XCTAssertTrue(SearchText("D@Example").isIn(try EmailAddress(parsing: "d@example.com")))
  }
}
