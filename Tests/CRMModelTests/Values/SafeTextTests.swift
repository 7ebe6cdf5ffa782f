import CRMModel
import XCTest

final class SafeTextTests: XCTestCase {
  func testControlCharactersAreShown() {
    let table = [
      ("Кафе «Пушкин» 東京 🍕", "Кафе «Пушкин» 東京 🍕"), ("\u{1b}[2J", "\\u{1b}[2J"),
      ("\u{0}\u{7F}\u{9B}", "\\u{0}\\u{7f}\\u{9b}"), ("a\u{202E}b", "a\\u{202e}b"),
      ("\u{200E}\u{200F}\u{2066}\u{2069}\u{FEFF}", "\\u{200e}\\u{200f}\\u{2066}\\u{2069}\\u{feff}"),
      ("a\u{AD}b\u{200B}c\u{200C}\u{2060}", "a\\u{ad}b\\u{200b}c\\u{200c}\\u{2060}"),
      ("\u{115F}\u{3164}\u{FFA0}\u{2800}", "\\u{115f}\\u{3164}\\u{ffa0}\\u{2800}"),
      ("\u{E0041}\u{FE00}\u{180E}\u{34F}", "\\u{e0041}\\u{fe00}\\u{180e}\\u{34f}"),
      ("\u{FFF9}\u{FFFB}\u{FFFC}", "\\u{fff9}\\u{fffb}\u{FFFC}"),
      // What joins emoji, or makes a picture of a sign, can be seen.
      ("👨\u{200D}👩\u{200D}👧 ❤\u{FE0F}\u{200D}🔥", "👨\u{200D}👩\u{200D}👧 ❤\u{FE0F}\u{200D}🔥"),
      ("🍕\u{200D}", "🍕\\u{200d}"), ("a\u{200D}🍕", "a\\u{200d}🍕"),
      ("🍕\u{FE0F}", "🍕\\u{fe0f}"), ("1\u{FE0F}", "1\\u{fe0f}"), ("\u{FE0F}", "\\u{fe0f}"),
      ("ас\u{301} ё ї", "ас\u{301} ё ї"),
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
    XCTAssertEqual(
      SafeText.visible("a\nb\tc\r\nd\re\u{1B}", breaks: .exact), "a\nb\tc\r\nd\re\\u{1b}")
  }

  func testErrorsQuoteTextSafelyAndShortened() {
    let error = ValueError("\u{1b}" + String(repeating: "ы", count: 100), ru: "нет", en: "no")
    XCTAssertEqual(error.text, "\\u{1b}" + String(repeating: "ы", count: 59) + "…")
    XCTAssertEqual(error.problem.ru, "'\(error.text)': нет")
    XCTAssertEqual(error.problem.en, "'\(error.text)': no")
    XCTAssertEqual(ValueError("", ru: "нет", en: "no").problem.en, "'': no")
  }
}
