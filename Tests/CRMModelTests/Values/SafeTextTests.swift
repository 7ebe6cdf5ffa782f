import CRMModel
import XCTest

final class SafeTextTests: XCTestCase {
  func testControlCharactersAreShown() {
    let table = [
      ("Кафе «Пушкин» 東京 🍕", "Кафе «Пушкин» 東京 🍕"), ("\u{1b}[2J", "\\u{1b}[2J"),
      ("\u{0}\u{7F}\u{9B}", "\\u{0}\\u{7f}\\u{9b}"), ("a\u{202E}b", "a\\u{202e}b"),
      ("\u{200E}\u{200F}\u{2066}\u{2069}\u{FEFF}", "\\u{200e}\\u{200f}\\u{2066}\\u{2069}\\u{feff}"),
      ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("", ""), ("a\u{A0}b", "a\u{A0}b"),
    ]
    for (text, shown) in table {
      XCTAssertEqual(SafeText.visible(text), shown)
      XCTAssertEqual(SafeText.visible(text, breaks: .keep), shown)
    }
  }

  func testBreaksAreKeptOrBecomeBlanks() {
    XCTAssertEqual(SafeText.visible("a\nb\tc\r\nd\re"), "a b c d e")
    XCTAssertEqual(SafeText.visible("a\nb\tc\r\nd\re", breaks: .keep), "a\nb\tc\nd\ne")
  }

  func testErrorsQuoteTextSafelyAndShortened() {
    let error = ValueError("\u{1b}" + String(repeating: "ы", count: 100), ru: "нет", en: "no")
    XCTAssertEqual(error.text, "\\u{1b}" + String(repeating: "ы", count: 59) + "…")
    XCTAssertEqual(error.problem.ru, "'\(error.text)': нет")
    XCTAssertEqual(error.problem.en, "'\(error.text)': no")
    XCTAssertEqual(ValueError("", ru: "нет", en: "no").problem.en, "'': no")
  }
}
