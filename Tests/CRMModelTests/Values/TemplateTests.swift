import XCTest

@testable import CRMModel

final class TemplateTests: XCTestCase {
  func testNamesInBracesAreFilledInAndOthersStay() {
    let values = ["n": "7", "year": "2026", "": "nothing"]
    for (template, filled) in [
      ("СЧ-{year}-{n}", "СЧ-2026-7"), ("{n}", "7"), ("{n}{n}", "77"), ("", ""), ("n", "n"),
      ("{user}-{n}", "{user}-7"), ("{n", "{n"), ("n}", "n}"), ("}{n}{", "}7{"), ("{}", "nothing"),
      // What stands on a brace belongs to the text around it, and not to the brace.
      ("{n}\u{301}é{n}", "7\u{301}é7"), ("🙂{n}🙂", "🙂7🙂"),
    ] {
      XCTAssertEqual(template.filling { values[$0] }, filled, template)
    }
  }

  func testNamesOfATemplateLeaveJSONOut() {
    XCTAssertEqual("{a} {\"b\": 1} {c}".namesInBraces, ["a", "c"])
  }
}
