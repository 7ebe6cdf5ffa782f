import CommandLineKit
import XCTest

final class HelpTests: XCTestCase {
  func testUsageNamesWhatMustBeGiven() throws {
    let table: [([String], String)] = [
      (["letter", "sort"], "usage: post letter sort LETTER (--keep | --bin) [options]"),
      (["letter", "list"], "usage: post letter list [options]"),
      (["count"], "usage: post count FILE [MARK] [WORD...] [options]"),
    ]
    for (path, usage) in table {
      let page = try Sample.program.find(path).text(.en, width: 80)
      XCTAssertEqual(page.split(separator: "\n").first.map(String.init), usage)
    }
  }

  func testNoLineIsWiderThanAskedForAndWidthHasAFloor() throws {
    for command in Sample.program.description.root.flattened {
      let page = try Sample.program.find(command.path)
      for language in Language.allCases {
        for width in 40...120 {
          let lines = page.text(language, width: width).split(separator: "\n")
          for line in lines where !line.hasPrefix("  post ") {
            XCTAssertLessThanOrEqual(line.count, width, String(line))
          }
        }
        let narrowest = page.text(language, width: 40)
        for width in [Int.min, -1, 0, 39] {
          XCTAssertEqual(page.text(language, width: width), narrowest)
        }
        XCTAssertFalse(page.text(language, width: .max).isEmpty)
      }
    }
  }

  func testHiddenCommandIsNotListedButHasAPage() throws {
    XCTAssertFalse(try Sample.program.find([]).text(.en, width: 80).contains("secret"))
    XCTAssertTrue(try Sample.program.find(["secret"]).text(.en, width: 80).contains("Secret"))
  }

  func testFindSaysWhatIsUnknown() {
    let table: [([String], String, [String])] = [
      (["lettr"], "unknown command 'lettr'", ["post help letter", "post help"]),
      (
        ["letter", "snd"], "unknown command 'snd' of 'post letter'",
        ["post help letter send", "post help letter"]
      ),
      (
        ["count", "x"], "unexpected argument 'x' for 'post count'; words with blanks are quoted",
        ["post help count"]
      ),
    ]
    for (path, message, hints) in table {
      XCTAssertThrowsError(try Sample.program.find(path)) { error in
        XCTAssertEqual((error as? UsageError)?.message(.en), message)
        XCTAssertEqual((error as? UsageError)?.hints(), hints)
      }
    }
  }
}
