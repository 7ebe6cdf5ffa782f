import CommandLineKit
import XCTest

/// Pages of the manual are those of the declarations, in the form that groff and mandoc ask for.
final class ManPageTests: XCTestCase {
  private let release = ManPage.Release(name: "post 1.2", day: "2026-11-21")

  private func page(_ name: String) throws -> ManPage {
    try XCTUnwrap(Sample.program.manPages(release).first { $0.name == name })
  }

  func testEveryVisibleCommandAndTopicHasAPage() {
    let pages = Sample.program.manPages(release)
    let commands = Sample.program.description.root.flattened.filter {
      !$0.traits.contains(.hidden)
    }
    XCTAssertEqual(
      pages.filter { $0.section == 1 }.map(\.name),
      commands.map { (["post"] + $0.path).joined(separator: "-") })
    XCTAssertEqual(
      pages.filter { $0.section == 7 }.map(\.file),
      Sample.program.description.topics.map { "post-\($0.name).7" })
  }

  func testTheHeadNamesPageDayAndRelease() throws {
    let lines = try page("post-letter-send").text(.en).split(separator: "\n")
    XCTAssertEqual(
      lines.first, #".TH "POST\-LETTER\-SEND" "1" "2026-11-21" "post 1.2" "post""#)
    XCTAssertTrue(lines.contains(#".SH "SYNOPSIS""#))
    XCTAssertTrue(lines.contains(#".B "post letter send""#))
  }

  func testBothLanguagesHaveTheSameOptions() throws {
    let page = try page("post-letter-list")
    let labels = Language.allCases.map { language in
      page.text(language).split(separator: "\n").filter { $0.hasPrefix("\\fB") }
    }
    XCTAssertEqual(labels[0], labels[1])
    XCTAssertTrue(labels[0].contains { $0.contains(#"\-\-limit"#) }, "\(labels[0])")
    XCTAssertTrue(page.text(.ru).contains(#".SH "ПАРАМЕТРЫ""#))
  }

  func testLinesAreWhatCheckersAskFor() {
    let requests: Set = [
      ".TH", ".SH", ".TP", ".PP", ".B", ".RS", ".RE", ".nf", ".fi", ".nh", ".ad",
    ]
    for page in Sample.program.manPages(release) {
      for language in Language.allCases {
        let lines = page.text(language).split(separator: "\n", omittingEmptySubsequences: false)
        XCTAssertEqual(lines.last, "", "it ends with a newline")
        for (line, next) in zip(lines.dropLast(), lines.dropFirst()) {
          let place = "\(page.file): \(line)"
          XCTAssertFalse(line.isEmpty || line.last == " " || line.first == "'", place)
          if line.first == "." {
            XCTAssertTrue(requests.contains(String(line.prefix { $0 != " " })), place)
          }
          XCTAssertFalse(line.hasPrefix(".SH") && next == ".PP", place)
        }
      }
    }
  }

  func testWhatMeansSomethingToRoffIsEscaped() {
    let program = Program(
      "x", summary: Text(ru: "а", en: "a"), globals: 0, rows: [],
      topics: [
        HelpTopic(
          "signs", Text(ru: "знаки", en: "signs"),
          [.text(Text(ru: "а", en: ".dot 'quoted' \\back -n ~ ^ ` \"x\""))])
      ], commands: [Command<Int>]())
    let text = program.manPages(release).last?.text(.en) ?? ""
    XCTAssertTrue(
      text.contains(#"\&.dot \(aqquoted\(aq \eback \-n \(ti \(ha \(ga \(dqx\(dq"#), text)
  }
}
