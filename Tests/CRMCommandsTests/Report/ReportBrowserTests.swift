import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// The page in a real browser, opened from disk.
final class ReportBrowserTests: XCTestCase {
  /// What the page shows; see `look.py`.
  private struct Sight: Decodable {
    struct Facts: Decodable {
      struct Finding: Decodable {
        let severity: String
        let name: String
        let fix: String
        let focus: Int
        let select: String
      }

      let lang: String
      let totals: [String]
      let managers: [[String]]
      let funnel: [[String]]
      let findings: [Finding]
      let twice: [String]
      let lost: [String]
      let foreign: [String]
    }

    struct View: Decodable {
      struct Worst: Decodable {
        let contrast: Double
        let text: String
      }

      let width: Double
      let window: Double
      let cut: [String]
      let crooked: [String]
      let worst: Worst

      /// Headings that do not stand above their figures; on a narrow page nobody sees any.
      func headingsAside(_ name: String) -> [String] { name.hasPrefix("390") ? [] : crooked }
    }

    let requests: [String]
    let complaints: [String]
    let facts: Facts
    let views: [String: View]
  }

  /// Two managers with deals of every health, and names that would be markup.
  private func department() throws -> TestWorld {
    let world = try TestWorld()
    let good = try world.startDeal()
    try world.walk(good, to: "proposal")
    for (index, name) in ["<b>Бар</b> & 'Ко'", "Очень" + String(repeating: "Длинное", count: 20)]
      .enumerated()
    {
      let company = try world.make("company", "add", name, "--manager", "petrov")
      for pipeline in ["ads", "smm"] {
        let next = ["--next", "Встреча", "--due", index == 0 ? "today" : "+3d"]
        let run = world.run(
          ["deal", "add", company, "--pipeline", pipeline, "--manager", "petrov"]
            + (index == 0 ? ["--budget", "60000.50"] : []) + (pipeline == "ads" ? next : []))
        XCTAssertEqual(run.status, 0, run.err)
      }
    }
    return world
  }

  func testPageStandsOnItsOwn() throws {
    let sight = try look(at: department(), "--lang", "en")
    XCTAssertEqual(sight.requests.count, 1, "\(sight.requests)")
    XCTAssertTrue(sight.requests.allSatisfy { $0.hasPrefix("file:///") })
    XCTAssertEqual(sight.complaints, [])
    XCTAssertEqual(sight.facts.foreign, [])
    XCTAssertEqual(sight.facts.twice, [], "ids that stand twice")
    XCTAssertEqual(sight.facts.lost, [], "links that lead nowhere")
    XCTAssertEqual(sight.facts.lang, "en")
  }

  func testPageFitsEveryScreenAndCanBeRead() throws {
    for world in [try department(), try TestWorld()] {
      world.run("init")
      for (name, view) in try look(at: world, "--lang", "ru").views {
        XCTAssertLessThanOrEqual(view.width, view.window, name)
        XCTAssertGreaterThanOrEqual(view.worst.contrast, 4.5, "\(name): \(view.worst.text)")
        XCTAssertEqual(view.headingsAside(name), [], name)
      }
    }
  }

  /// R99: the page for the head, the board and a report, at both widths, in both lights.
  func testOtherPagesStandOnTheirOwnAndFitEveryScreen() throws {
    let world = try department()
    for words in [["set", "ivanov", "2026-11", "12345678.90"], ["set", "petrov", "2026-11", "1"]] {
      XCTAssertEqual(world.run(["plan"] + words).status, 0)
    }
    let sight = try look(at: world, of: ["report", "dashboard"], "--lang", "ru")
    XCTAssertEqual(sight.facts.totals.count, 4)
    assertSound(sight)
    assertSound(try look(at: world, of: ["board"], "--lang", "ru"))
    assertSound(try look(at: world, of: ["report", "forecast"], "--lang", "ru"))
    assertSound(
      try look(at: world, of: ["report", "funnel", "--pipeline", "ads"], "--lang", "ru"))
  }

  private func assertSound(_ sight: Sight) {
    XCTAssertEqual(sight.requests.count, 1, "\(sight.requests)")
    XCTAssertEqual(sight.complaints, [])
    XCTAssertEqual(sight.facts.foreign, [])
    XCTAssertEqual(sight.facts.twice, [], "ids that stand twice")
    for (name, view) in sight.views {
      XCTAssertLessThanOrEqual(view.width, view.window, name)
      XCTAssertGreaterThanOrEqual(view.worst.contrast, 4.5, "\(name): \(view.worst.text)")
      XCTAssertEqual(view.headingsAside(name), [], name)
    }
  }

  /// C8: on a sheet of A4 nothing is cut off at the right, nor scrolls, however many people there are.
  func testPaperShowsAll() throws {
    let world = try department()
    for (login, name) in [
      ("antonov", "Антонов Илья"), ("belova", "Белова-Преображенская Ольга"),
      ("chernov", "Чернов Олег"),
      ("denisov", "Денисов Павел"), ("egorova", "Егорова Нина"), ("fomin", "Фомин Лев"),
      ("gusev", "Гусев Антон"), ("ilyin", "Ильин Роман"),
    ] {
      try world.make("user", "add", login, "--name", name, "--role", "manager")
      try world.make("company", "add", "Кафе \(login)", "--manager", login)
      try world.make(
        "deal", "add", "Кафе \(login)", "--pipeline", "smm", "--manager", login, "--budget",
        "12345678.90", "--next", "Встреча", "--due", "+5d")
    }
    for day in ["2026-11-20", "2026-11-21"] {
      try world.make("audit", "--keep", "--fail-on", "never", "--now", "\(day)T19:00")
    }
    for page in [["audit"], ["board"], ["report", "dashboard"], ["report", "funnel"]] {
      for language in ["ru", "en"] {
        // The width between margins of 10 mm.
        let sight = try look(at: world, of: page, views: ["717-paper"], "--lang", language)
        let view = try XCTUnwrap(sight.views["717-paper"])
        XCTAssertEqual(view.cut, [], "\(page)")
        XCTAssertLessThanOrEqual(view.width, view.window, "\(page)")
      }
    }
  }

  func testNumbersAreThoseOfTheJSON() throws {
    let world = try department()
    let facts = try look(at: world, "--lang", "ru").facts
    let report = world.run("audit", "--json").json
    let summary = report.at("summary")
    let counts = ["deals", "clean", "errors", "warnings"]
    func numbers(_ value: JSONValue, _ keys: [String]) -> [String] {
      keys.map { value.at($0).number?.text ?? "" }
    }
    func sum(_ value: JSONValue) -> String {
      let sums = (value.array ?? []).map { sum in
        "\(sum.at("amount").number?.text ?? "") \(sum.at("currency").string ?? "")"
      }
      return sums.isEmpty ? "–" : sums.joined(separator: " ")
    }
    XCTAssertEqual(facts.totals, numbers(summary, counts) + [sum(summary.at("atRisk"))])
    XCTAssertEqual(
      facts.managers.map { $0.prefix(5) + $0.suffix(1) },
      (summary.at("byManager").array ?? []).map { row in
        [row.at("manager").string ?? ""] + numbers(row, counts) + [sum(row.at("atRisk"))]
      })
    XCTAssertEqual(
      facts.funnel.map { Array($0.dropFirst()) },
      (summary.at("byStage").array ?? []).map { row in
        numbers(row, ["deals", "withErrors"]) + [sum(row.at("sum")), sum(row.at("atRisk"))]
      })
  }

  func testFindingsCanBeCopied() throws {
    let world = try department()
    let found = try look(at: world, "--lang", "ru").facts.findings
    let findings = world.run("audit", "--json").json.at("findings").array ?? []
    XCTAssertGreaterThan(findings.count, 3)
    XCTAssertEqual(found.map(\.fix).sorted(), findings.compactMap { $0.at("fix").string }.sorted())
    XCTAssertTrue(found.contains { $0.name == "<b>Бар</b> & 'Ко'" })
    XCTAssertEqual(Set(found.map(\.focus)), [0])
    XCTAssertEqual(Set(found.map(\.select)), ["all"])
    // The errors of a manager come first.
    XCTAssertEqual(found.last?.severity, "warning")
  }

  // MARK: The browser

  private func look(
    at world: TestWorld, of command: [String] = ["audit"],
    views: [String] = ["390-light", "390-dark", "1280-light", "1280-dark"], _ words: String...
  ) throws -> Sight {
    let browser = try OptionalProgram("chromium").path
    let python = try OptionalProgram("python3").path
    let page = world.resolve("report.html")
    try Data(world.run(command + ["--format", "html"] + words).outputBytes)
      .write(to: URL(fileURLWithPath: page))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments =
      [RecordedFile("Tests/CRMCommandsTests/Report/look.py").url.path, browser, page]
      + views
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
    return try JSONDecoder().decode(Sight.self, from: bytes)
  }
}
