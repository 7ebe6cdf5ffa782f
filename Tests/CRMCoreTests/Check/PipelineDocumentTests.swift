import CRMModel
import Foundation
import XCTest

@testable import CRMCore

final class PipelineDocumentTests: XCTestCase {
  private static let ads = "pipelines/ads.json"

  /// Changes one document of the scenario `restaurant` and expects exactly one problem.
  private func assertOne(
    _ path: String, _ place: String, _ message: String, file: StaticString = #filePath,
    line: UInt = #line, _ change: (TestDirectory) throws -> Void
  ) throws {
    let directory = try TestDirectory()
    try change(directory)
    let problems = try directory.lint()
    XCTAssertEqual(problems.map(\.path), [path], "\(problems)", file: file, line: line)
    XCTAssertEqual(problems.map(\.problem.place), [place], "\(problems)", file: file, line: line)
    XCTAssertEqual(problems.map(\.problem.severity), [.error], file: file, line: line)
    let text = problems.first?.problem.message.en ?? ""
    XCTAssertTrue(text.contains(message), text, file: file, line: line)
  }

  func testUnknownNamesAreProblems() throws {
    for (old, new, message) in [
      ("\"next-task\"", "\"next-tusk\"", "'next-tusk' is unknown"),
      ("\"kind\": \"won\"", "\"kind\": \"one\"", "'one'"), ("\"phone\"", "\"fax\"", "'fax'"),
      ("\"meeting\"}", "\"gathering\"}", "templates/gathering.json"),
      ("\"RUB\"", "\"₽\"", "currency"),
      ("\"schema\": 1", "\"schema\": 3", "newer"), ("{", "", "line 2"),
      ("30", "\"many\"", "comment"),
    ] {
      try assertOne(Self.ads, "", message) { directory in
        let text = try directory.text(Self.ads)
        let range = try XCTUnwrap(text.range(of: old), old)
        try directory.write(text.replacingCharacters(in: range, with: new), to: Self.ads)
      }
    }
  }

  func testDamagedSettingsAndTemplatesAreSaidOnce() throws {
    for path in ["settings.json", "templates/meeting.json"] {
      try assertOne(path, "", "line 1") { try $0.write("x", to: path) }
    }
    try assertOne("settings.json", "", "missing") { try $0.remove("settings.json") }
  }

  /// R35, R43, R60: what people write by hand is held to what the commands ask for.
  func testWhatIsWrittenByHandIsHeldToTheRulesOfTheCommands() throws {
    func field(_ id: String, _ name: String, _ rest: String = "") -> String {
      #"{"id":"\#(id)","name":"\#(name)","on":"deal","type":"number"\#(rest)}"#
    }
    func fields(_ list: String...) -> String {
      #"{"schema":1,"fields":[\#(list.joined(separator: ","))]}"#
    }
    let check = #"{"id":"x","on":"deal","where":"budget > 1","say":"{name}","severity":"error"}"#
    for (path, text, place, message) in [
      ("fields.json", fields(field("area", "A"), field("area", "B")), "fields[1]", "taken"),
      ("fields.json", fields(field("area", "A"), field("b", "area")), "fields[1]", "taken"),
      ("fields.json", fields(field("Area", "A")), "fields[0]", "small Latin letters"),
      ("fields.json", fields(field("budget", "A")), "fields[0]", "taken"),
      (
        "fields.json", fields(field("a", "A", #","pipelines":["no"]"#)), "fields[0].pipelines",
        "no pipeline 'no'"
      ),
      (
        "fields.json", fields(#"{"id":"a","name":"A","on":"deal","type":"choice"}"#), "fields[0]",
        "--choice"
      ),
      (
        "fields.json", #"{"schema":1,"fields":[{"id":"a","name":"A","on":"deal","type":"num"}]}"#,
        "", "there are line"
      ),
      ("fields.json", "[]", "", "an object"),
      (
        "checks.json", #"{"schema":1,"checks":[\#(check),\#(check)]}"#, "checks[1].id",
        "another check"
      ),
      (
        "checks.json", #"{"schema":1,"checks":[\#(check.replacing("{name}", with: "{nmae}"))]}"#,
        "checks[0]", "no property '{nmae}'"
      ),
      (
        "checks.json",
        #"{"schema":1,"checks":[\#(check.replacing("\"error\"", with: "\"bad\""))]}"#, "",
        "there are error, warning"
      ),
      (
        "sources.json", #"{"schema":1,"sources":{"site":{"pipeline":"no"}}}"#,
        "sources.site.pipeline", "no pipeline 'no'"
      ),
      ("sources.json", #"{"schema":1,"sources":{"site":{"responsible":"x"}}}"#, "", "array"),
    ] { try assertOne(path, place, message) { try $0.write(text, to: path) } }
  }

  func testIDMustBeTheFileName() throws {
    try assertOne(Self.ads, "id", "file's name") {
      try $0.replace("\"id\": \"ads\"", by: "\"id\": \"adverts\"", in: Self.ads)
    }
    try assertOne("templates/meeting.json", "id", "file's name") {
      try $0.replace("\"id\": \"meeting\"", by: "\"id\": \"other\"", in: "templates/meeting.json")
    }
  }

  func testTwoPipelinesOfOneName() throws {
    for name in ["«реклама»", "ADS"] {
      try assertOne("pipelines/smm.json", "name", "already means pipeline 'ads'") {
        try $0.replace("\"SMM\"", by: "\"\(name)\"", in: "pipelines/smm.json")
      }
    }
  }

  func testNoPipelineAtAll() throws {
    try assertOne("pipelines", "", "no pipeline") { try $0.remove("pipelines") }
  }

  func testDealsAtAStageThatIsGoneAreCountedAndNamed() throws {
    let directory = try TestDirectory()
    let company = try directory.addCompany()
    let deals = try (0..<5).map { _ in try directory.addDeal(company) }.sorted { $0.id < $1.id }
    try directory.edit(deals[4]) { $0.deletedAt = TestDirectory.now }
    try directory.replace("\"id\": \"in-work\"", by: "\"id\": \"working\"", in: Self.ads)
    let problems = try directory.lint()
    XCTAssertEqual(problems.map(\.path), [Self.ads])
    XCTAssertEqual(
      problems.map(\.problem.message.en),
      [
        "there is no stage 'in-work', but 4 deals at it: "
          + deals.prefix(3).map(\.id.text).joined(separator: ", ") + "…"
      ])
  }

  func testDamagedDealsAreNotTheLintsMatter() throws {
    let directory = try TestDirectory()
    let deal = try directory.addDeal(try directory.addCompany())
    try directory.write("{", to: deal.path)
    XCTAssertEqual(try directory.lint(), [])
  }

  func testTaskActionsThatNobodyCanSet() throws {
    try assertOne("settings.json", "taskActions[1]", "empty") {
      try $0.replace("\"Связаться с клиентом\",", by: "\"Встреча\", \"«»\",", in: "settings.json")
      try $0.replace("    \"Встреча\",\n", by: "", in: "settings.json")
    }
  }
}
