import CRMCore
import CRMTestSupport
import XCTest

/// A batch is one operation: all of it or nothing.
final class BatchTests: XCTestCase {
  private func world(_ lines: String) throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    try world.write(lines, to: "batch.txt")
    return world
  }

  private func companies(_ world: TestWorld) -> [String] {
    world.run("company", "list", "--format", "tsv", "--fields", "name").out
      .split(separator: "\n").dropFirst().map(String.init)
  }

  func testAFailingLineTakesAllBack() throws {
    let world = try world("company add Один\ncompany add Два\ndeal show zzzzzzzz\n")
    let before = try world.documents()
    let run = world.run("batch", "batch.txt")
    XCTAssertEqual(run.status, 4)
    XCTAssertEqual(run.out, "")
    XCTAssertTrue(run.err.contains("строка 3"), run.err)
    XCTAssertEqual(try world.documents(), before)
    XCTAssertEqual(world.run("log", "--json").out, "[]\n")
  }

  /// Editors of other systems put a byte order mark in front and end lines with two characters.
  func testAByteOrderMarkIsNoPartOfTheFirstCommand() throws {
    let world = try world("\u{FEFF}company add Один\r\ncompany add Два\r\n")
    let run = world.run("batch", "batch.txt")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(companies(world), ["Два", "Один"])
  }

  func testAByteOrderMarkIsNoPartOfTheFirstLead() throws {
    let world = try world("\u{FEFF}{\"name\":\"Мария\",\"phone\":\"89210001122\"}\n")
    let run = world.run("lead", "intake", "batch.txt", "--json")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertTrue(run.out.contains("\"created\": 1"), run.out)
  }

  func testKeepGoingKeepsTheOthers() throws {
    let world = try world("company add Один\ndeal show zzzzzzzz\ncompany add Три\n")
    let run = world.run("batch", "batch.txt", "--keep-going")
    XCTAssertEqual(run.status, 4, "the first error's status")
    XCTAssertEqual(run.out.split(separator: "\n").count, 3, "a result for each line")
    XCTAssertEqual(companies(world), ["Один", "Три"])
    XCTAssertEqual(world.run("log", "-q").out.split(separator: "\n").count, 2)
  }

  func testLinesSeeWhatLinesBeforeThemDid() throws {
    let world = try world(
      """
      company add 'Кафе Пушкин' --phone 84951234567 --address 'Тверская, 1'
      deal add 'Кафе Пушкин' --pipeline smm --next Встреча --due +1d
      deal move 'Кафе Пушкин' call --comment '\(TestWorld.comment)' --result ок --next Встреча --due +1d
      task done 'Кафе Пушкин' --result ок --next Встреча --due +2d
      deal list
      """)
    let run = world.run("batch", "batch.txt")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(run.out.split(separator: "\n").count, 5)
    XCTAssertEqual(world.run("deal", "list", "--json").json.at(0, "stage").string, "call")
  }

  func testWhatACheckFindsIsPrintedAndStopsNothing() throws {
    let world = try world(
      "company add 'Кафе Пушкин'\ndeal add 'Кафе Пушкин' --pipeline smm\n")
    try world.make("batch", "batch.txt")
    try world.write("audit\ncompany list\n", to: "batch.txt")
    let findings = world.run("audit", "--format", "ndjson").out
    XCTAssertFalse(findings.isEmpty)
    for more in [[], ["--keep-going"]] {
      let run = world.run(["batch", "batch.txt"] + more)
      XCTAssertEqual(run.status, 0, run.err)
      XCTAssertTrue(run.out.hasPrefix(findings), run.out)
      XCTAssertGreaterThan(run.out.utf8.count, findings.utf8.count)
    }
  }

  func testUndoTakesTheWholeBatchBack() throws {
    let world = try world("company add Один\ncompany add Два\n")
    let before = try world.documents()
    try world.make("batch", "batch.txt")
    XCTAssertEqual(companies(world), ["Два", "Один"])
    XCTAssertEqual(world.run("undo").status, 0)
    XCTAssertEqual(try world.documents(), before)
    XCTAssertEqual(world.run("redo").status, 0)
    XCTAssertEqual(companies(world), ["Два", "Один"])
  }

  func testDryRunWritesNothing() throws {
    let world = try world("company add Один\ndeal add Один --pipeline ads\n")
    let before = try world.documents()
    for more in [[], ["--keep-going"]] {
      // Without a transaction of the whole, the second line cannot see the first.
      let run = world.run(["batch", "batch.txt", "--dry-run"] + more)
      XCTAssertEqual(run.status, more.isEmpty ? 0 : 4, run.err)
    }
    XCTAssertEqual(try world.documents(), before)
  }

  func testQuotingCommentsAndLineEnds() throws {
    let world = try world(
      "# comment\r\n\r\n  company add 'Кафе \"А\"'\r\ncompany add Бар\\ Б # why\n[\"company\",\"add\",\"В\"]"
    )
    let run = world.run("batch", "batch.txt")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(companies(world), ["Бар Б", "В", "Кафе «А»"])
  }

  func testWhatCannotStandInABatch() throws {
    for line in [
      "batch other.txt", "init", "undo", "redo", "fsck", "backup x.tar", "restore x.tar", "help",
      "commands", "completions bash",
      "--version",
      "deal list --help", "company add Кафе --as petrov", "company add Кафе --data /tmp",
      "company add Кафе --now 2026-01-01",
    ] {
      let world = try world("company add Один\n\(line)\n")
      let run = world.run("batch", "batch.txt", "--json", "--wait", "0")
      XCTAssertEqual(run.status, 2, "\(line): \(run.err)")
      XCTAssertEqual(run.code, "usage", line)
      XCTAssertEqual(companies(world), [], line)
    }
  }

  func testOneErrorObjectNamesTheLine() throws {
    let world = try world("company add Один\n\ndeal add Один --pipeline ads --next Встреча\n")
    let run = world.run("batch", "batch.txt", "--json")
    XCTAssertEqual(run.code, "requirement-missing", run.err)
    XCTAssertTrue(run.error.at("message").string?.hasPrefix("строка 3: ") == true)
    XCTAssertEqual(run.error.at("details", 0, "option").string, "--due")
  }

  /// A line of the log is for reading; `--json` has all of it.
  func testTheLogTellsAFewOfManyThingsDoneToOne() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let lines = (1...30).map { "comment add \(deal) '\(TestWorld.comment) Звонок \($0).'" }
    try world.write(lines.joined(separator: "\n"), to: "batch.txt")
    XCTAssertEqual(world.run("batch", "batch.txt").status, 0)
    let line = world.run("log", "--limit", "1", "--lang", "ru").out
    XCTAssertTrue(line.contains("Звонок 12.") && line.contains("; и еще 18"), line)
    XCTAssertFalse(line.contains("Звонок 13."), line)
    let events = world.run("log", "--limit", "1", "--json").json.at(0, "changes", 0, "events")
    XCTAssertEqual(events.array?.count, 30)
  }

  func testTwoThousandLinesAreOneOperation() throws {
    let lines = (1...2_000).map { "company add 'Кафе \($0)' --phone +7495\(1_000_000 + $0)" }
    let world = try world(lines.joined(separator: "\n"))
    let run = world.run("batch", "batch.txt")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(companies(world).count, 2_000)
    XCTAssertEqual(world.run("log", "-q").out.split(separator: "\n").count, 1)
    XCTAssertEqual(world.run("undo").status, 0)
    XCTAssertEqual(companies(world), [])
  }
}
