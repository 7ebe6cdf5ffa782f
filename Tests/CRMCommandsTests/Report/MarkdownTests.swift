import XCTest

@testable import CRMCommands

/// Text in Markdown stays text.
final class MarkdownTests: XCTestCase {
  func testTextIsNoMarkup() {
    for (text, expected) in [
      ("*Бар* _24_", "\\*Бар\\* \\_24\\_"), ("a|b", "a\\|b"),
      ("[x](http://y)", "\\[x\\](http://y)"),
      ("<b>&lt;", "\\<b\\>\\&lt;"), ("`rm`", "\\`rm\\`"), ("a\\b", "a\\\\b"),
      ("две\nстроки", "две строки"),
      ("~~нет~~", "\\~\\~нет\\~\\~"),
    ] {
      XCTAssertEqual(Markdown.text(text), expected)
    }
  }

  func testCodeKeepsItsBackticks() {
    for (text, expected) in [
      ("crm audit", "`crm audit`"), ("a ` b", "`` a ` b ``"), ("``", "``` `` ```"),
      ("*|<", "`*|<`"),
    ] {
      XCTAssertEqual(Markdown.code(text), expected)
    }
  }
}
