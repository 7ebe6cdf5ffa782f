import CRMModel
import XCTest

/// R67: what is written is normalized.
final class SpellingTests: XCTestCase {
  func testNamesOfCompanies() {
    let names = [
      ("  Кафе   Ёлки ", "Кафе Ёлки"), ("Ооо \"Ромашка\"", "ООО «Ромашка»"),
      ("О.О.О. Ромашка", "ООО Ромашка"), ("Ромашка, ооо", "Ромашка, ООО"),
      ("ип Орлов", "ИП Орлов"), ("ООО «Кафе \"Ромашка\"»", "ООО «Кафе «Ромашка»»"),
      ("Кафе \"У \"Ромашки\"\"", "Кафе «У «Ромашки»»"), ("„Берлин“", "«Берлин»"),
      ("\"Один\" и \"два\"", "«Один» и «два»"),
    ]
    for (typed, written) in names {
      XCTAssertEqual(Spelling.company(typed), written)
      XCTAssertEqual(Spelling.company(written), written, "written so already")
    }
  }

  /// The quick way over bytes and the one over characters are one rule.
  func testBlanksOfEveryKindPartWords() {
    let names = [
      ("Кафе № 5", "Кафе № 5"), ("Кафе №  5", "Кафе № 5"), ("Ёлка\u{A0}и сын", "Ёлка и сын"),
      ("Ёлка\u{2009}— сын ", "Ёлка — сын"), ("\u{3000}Ёлка", "Ёлка"), ("«Ёлка» ", "«Ёлка»"),
      ("Ёлка\r\nи сын", "Ёлка и сын"), ("Ёлка\u{85}и сын", "Ёлка и сын"),
      ("Café Noël", "Café Noël"),
      ("О.О.О.О. Ромашка", "О.О.О.О. Ромашка"), ("", ""), (" ", ""),
    ]
    for (typed, written) in names {
      XCTAssertEqual(Spelling.person(typed), written)
      XCTAssertEqual(Spelling.company(typed), written)
    }
  }

  func testWhatIsNoQuotationAndNoFormStays() {
    let names = [
      "Экран 15\"", "5\" и 7\"", "Кафе \"Ромашка", "Д'Артаньян", "O’Hara", "Ооо",
      "Кафе ооо и друзья",
      "Ооочень вкусно", "",
    ]
    for name in names { XCTAssertEqual(Spelling.company(name), name) }
  }

  func testNamesOfPeopleKeepTheirMarks() {
    XCTAssertEqual(Spelling.person(" Орлов\tИван  \"Ваня\" "), "Орлов Иван \"Ваня\"")
    XCTAssertEqual(Spelling.person("Ип Ман"), "Ип Ман", "no form of a company")
  }
}
