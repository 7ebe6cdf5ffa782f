import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// `crm audit --format html` and `--format markdown`.
final class AuditReportFormatTests: XCTestCase {
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    for name in ["<script>alert('x')</script>", "Бар | *Полночь* `x`", "A & 15\""] {
      let company = try world.make("company", "add", name)
      try world.make("deal", "add", company, "--pipeline", "ads", "--budget", "60000")
    }
    return world
  }

  func testOnlyTheAuditHasThem() throws {
    let world = try world()
    for form in ["html", "markdown"] {
      for words in [["deal", "list"], ["today"], ["batch"], ["pipeline", "show", "ads"]] {
        let run = world.run(words + ["--format", form, "--lang", "en"])
        let name = words.prefix { $0 != "ads" }.joined(separator: " ")
        XCTAssertEqual(run.status, 2, "\(words)")
        XCTAssertEqual(run.out, "")
        XCTAssertTrue(
          run.err.hasPrefix("crm: '\(name)' has no form '\(form)', which is one of reports"),
          run.err)
      }
      let run = world.run("audit", "--format", form, "--fields", "check")
      XCTAssertEqual(run.status, 2)
      XCTAssertEqual(run.out, "")
    }
  }

  func testStatusIsThatOfTheAudit() throws {
    let world = try world()
    for form in ["html", "markdown"] {
      XCTAssertEqual(world.run("audit", "--format", form).status, 1)
      XCTAssertEqual(world.run("audit", "--format", form, "--fail-on", "never").status, 0)
      XCTAssertEqual(world.run("audit", "--format", form, "--manager", "nobody").status, 0)
    }
  }

  func testSummaryLeavesTheFindingsOut() throws {
    let world = try world()
    for form in ["html", "markdown"] {
      let page = world.run("audit", "--format", form, "--summary").out
      XCTAssertFalse(page.contains("crm task set"), form)
      XCTAssertTrue(page.contains("ivanov"), form)
      XCTAssertTrue(page.contains("180\u{A0}000\u{A0}₽") || page.contains("180\u{A0}000 ₽"), form)
    }
  }

  func testNamesAreNoMarkup() throws {
    let world = try world()
    let page = world.run("audit", "--format", "html").out
    XCTAssertFalse(page.contains("<script"))
    XCTAssertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    XCTAssertTrue(page.contains("A &amp; 15&quot;"))
    let text = world.run("audit", "--format", "markdown").out
    XCTAssertTrue(text.contains("Бар \\| \\*Полночь\\* \\`x\\`"))
    XCTAssertTrue(text.contains("\\<script\\>"))
  }

  func testPageSaysItsLanguage() throws {
    let world = try world()
    for language in ["ru", "en"] {
      let page = world.run("audit", "--format", "html", "--lang", language).out
      XCTAssertTrue(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language)\">"))
    }
  }

  func testChartShowsTheKeptEvenings() throws {
    let world = try world()
    for day in 18...20 {
      world.environment["CRM_NOW"] = "2026-11-\(day)T19:00:00+03:00"
      XCTAssertEqual(world.run("audit", "--keep").status, 1)
    }
    let page = world.run("audit", "--format", "html").out
    XCTAssertTrue(page.contains("aria-label=\"18.11.2026: 0 % → 20.11.2026: 0 %."))
    XCTAssertTrue(page.contains("нет открытой задачи, с 18.11.2026"))
  }

  /// Counts of another's making are checked where they are read, so that no sum of them overflows.
  func testEveningWithImpossibleCountsIsLeftOut() throws {
    let world = try world()
    for day in 19...20 {
      world.environment["CRM_NOW"] = "2026-11-\(day)T19:00:00+03:00"
      XCTAssertEqual(world.run("audit", "--keep").status, 1)
    }
    let path = "data/audits/2026-11-19.json"
    let text = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
    for (key, count) in [
      ("open", "9223372036854775807"), ("open", "-1"), ("cleanOpen", "4"), ("deals", "9999999999"),
    ] {
      let bad = text.replacing(try Regex("\"\(key)\": \\d+"), with: "\"\(key)\": \(count)")
      XCTAssertNotEqual(bad, text)
      try world.write(bad, to: path)
      let run = world.run("audit", "--format", "html")
      XCTAssertEqual(run.status, 1)
      XCTAssertTrue(run.err.contains("audits/2026-11-19.json"), run.err)
      XCTAssertEqual(world.run("audit", "--history", "--json").json.array?.count, 1)
    }
  }
}
