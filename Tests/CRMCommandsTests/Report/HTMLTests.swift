import XCTest

@testable import CRMCommands
@testable import CRMCore

/// The writer of pages: whatever is text stays text.
final class HTMLTests: XCTestCase {
  func testTextIsNoMarkup() throws {
    let texts = [
      ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("a & b &amp;", "a &amp; b &amp;amp;"), ("\"'", "&quot;&#39;"), ("]]>", "]]&gt;"),
      ("Ёлки 🍕", "Ёлки 🍕"), ("\u{202E}abc\u{200F}", "\\u{202e}abc\\u{200f}"), ("\u{0}", "\\u{0}"),
    ]
    for (text, expected) in texts {
      XCTAssertEqual(try written(.text(text)), expected)
      XCTAssertEqual(try written("\(text)"), expected)
      XCTAssertEqual(
        try written(HTML.tag(.a).attribute("href", text)), "<a href=\"\(expected)\"></a>")
    }
  }

  func testElementsCloseThemselves() throws {
    XCTAssertEqual(
      try written(.tag(.p, .tag(.strong, "x").styled("y"), .tag(.meta))),
      "<p><strong class=\"y\">x</strong><meta>\n</p>\n")
  }

  func testSeriesIsMadeWhileItIsWritten() throws {
    let output = Output { (_) throws(SystemError) in
      throw SystemError(.write, "standard output", code: SystemError.brokenPipe)
    }
    var made = 0
    let endless = HTML.each(sequence(first: 0) { $0 + 1 }) { number in
      made = number
      return .tag(.li, "\(number)")
    }
    XCTAssertThrowsError(try output.append(endless))
    XCTAssertGreaterThan(made, 100)
    XCTAssertLessThan(made, 100_000)
  }

  private func written(_ html: HTML) throws -> String {
    let captured = CapturedOutput()
    let output = captured.output
    try output.append(html)
    try output.flush()
    return String(decoding: captured.taken(), as: UTF8.self)
  }
}
