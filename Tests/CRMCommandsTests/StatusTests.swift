import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// One test for every row of the table of exit statuses.
final class StatusTests: XCTestCase {
  private func assert(
    _ run: TestRun, _ status: Int32, _ code: String?, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertEqual(run.status, status, run.err, file: file, line: line)
    XCTAssertEqual(run.code, code, run.err, file: file, line: line)
    if status > 1 { XCTAssertEqual(run.out, "", file: file, line: line) }
  }

  func testDone() throws {
    let world = try TestWorld()
    assert(world.run("init", "--json"), 0, nil)
  }

  func testChecksThatFoundSomething() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.make("task", "cancel", deal, "--no-next", "--reason", "Ждем")
    assert(world.run("audit", "--json"), 1, nil)
    try world.write("{}", to: "data/pipelines/smm.json")
    assert(world.run("pipeline", "lint", "--json"), 1, nil)
    assert(world.run("fsck", "--json"), 1, nil)
  }

  func testUsage() throws {
    let world = try TestWorld()
    try world.make("init")
    for words in [
      ["dael"], ["deal", "list", "--colour"], ["deal", "add"], ["deal", "list", "--limit", "x"],
      ["deal", "list", "--manager"], ["company", "list", "--fields", "nonsense"],
      ["deal", "add", "Кафе", "--due", "2026-02-30"], ["deal", "list", "--sort", "nonsense"],
    ] {
      assert(world.run(words + ["--json"]), 2, "usage")
    }
  }

  func testRefusedByARule() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    assert(world.run("deal", "move", deal, "call", "--json"), 3, "requirement-missing")
    assert(world.run("deal", "move", deal, "proposal", "--json"), 3, "rule-refused")
    try world.make("init", world.folder + "/other")
    let data = ["--data", world.folder + "/other", "--json"]
    assert(world.run(["undo"] + data), 3, "rule-refused")
    assert(world.run(["redo"] + data), 3, "rule-refused")
  }

  func testNotFoundAndAmbiguous() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    try world.make(
      "deal", "add", "Кафе Пушкин", "--pipeline", "crm", "--next", "Встреча", "--due", "+1d")
    assert(world.run("deal", "show", "zzzzzzzz", "--json"), 4, "not-found")
    assert(world.run("deal", "show", "Кафе Пушкин", "--json"), 4, "ambiguous")
    assert(world.run("pipeline", "show", "такси", "--json"), 4, "not-found")
    assert(world.run("init", "other", "--scenario", "taxi", "--json"), 4, "not-found")
  }

  func testNoDataDirectory() throws {
    let world = try TestWorld()
    assert(world.run("deal", "list", "--json"), 5, "no-data-directory")
    assert(world.run("fsck", "--json"), 5, "no-data-directory")
    try world.make("init")
    assert(world.run("init", "--json"), 5, "no-data-directory")
    world.environment["CRM_DATA"] = nil
    assert(world.run("deal", "list", "--json"), 5, "no-data-directory")
    world.currentFolder = nil
    assert(world.run("deal", "list", "--json"), 5, "no-data-directory")
  }

  func testLocked() throws {
    let world = try TestWorld()
    try world.make("init")
    let path = world.data + "/local/lock"
    let lock = try XCTUnwrap(PosixSystem().tryLock(path, .exclusive, mode: 0o600))
    assert(world.run("company", "add", "Кафе", "--wait", "0", "--json"), 5, "locked")
    assert(world.run("company", "list", "--wait", "0", "--json"), 5, "locked")
    lock.release()
    assert(world.run("company", "list", "--wait", "0", "--json"), 0, nil)
  }

  func testReadersDoNotWaitForReaders() throws {
    let world = try TestWorld()
    try world.make("init")
    let path = world.data + "/local/lock"
    let lock = try XCTUnwrap(PosixSystem().tryLock(path, .shared, mode: 0o600))
    assert(world.run("company", "list", "--wait", "0", "--json"), 0, nil)
    assert(world.run("company", "add", "Кафе", "--wait", "0", "--json"), 5, "locked")
    lock.release()
  }

  func testNewerFormat() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let document = "data/deals/\(deal.prefix(2))/\(deal).json"
    let text = try String(contentsOfFile: world.resolve(document), encoding: .utf8)
    try world.write(
      text.replacingOccurrences(of: "\"schema\": 1", with: "\"schema\": 3"), to: document)
    assert(world.run("deal", "show", deal, "--json"), 5, "newer-format")
    try world.write(text, to: document)
    assert(world.run("deal", "show", deal, "--json"), 0, nil)
    let header = try String(contentsOfFile: world.data + "/crm.json", encoding: .utf8)
    let newer = header.replacingOccurrences(of: "\"version\": 1", with: "\"version\": 2")
    XCTAssertNotEqual(newer, header)
    try world.write(newer, to: "data/crm.json")
    for words in [["deal", "list"], ["company", "add", "Бар"], ["undo"], ["audit"]] {
      assert(world.run(words + ["--json"]), 5, "newer-format")
    }
  }

  func testDamaged() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let document = "data/deals/\(deal.prefix(2))/\(deal).json"
    for text in ["", "{", "[]", "{}", "null", "\u{0}", String(repeating: "[", count: 100_000)] {
      try world.write(text, to: document)
      let run = world.run("deal", "show", deal, "--json")
      assert(run, 5, "damaged")
      XCTAssertTrue(run.error.at("message").string?.contains(deal) == true, "names the document")
    }
    try world.write("nonsense", to: "data/crm.json")
    assert(world.run("deal", "list", "--json"), 5, "damaged")
  }

  func testDamagedJournal() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    let folder = world.data + "/local/journal"
    let segment = try XCTUnwrap(FileManager.default.contentsOfDirectory(atPath: folder).first)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + segment))
    bytes[60] ^= 0xFF
    try bytes.write(to: URL(fileURLWithPath: folder + "/" + segment))
    assert(world.run("log", "--json"), 5, "damaged")
    assert(world.run("fsck", "--json"), 1, nil)
  }

  func testNotPermitted() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.make("user", "add", "petrov", "--name", "Петров", "--role", "manager")
    world.login = "petrov"
    assert(world.run("deal", "edit", deal, "--budget", "60000", "--json"), 6, "not-permitted")
    world.login = "nobody"
    assert(world.run("company", "add", "Бар", "--json"), 6, "not-permitted")
    world.login = "ivanov"
    assert(world.run("deal", "assign", deal, "nobody", "--json"), 4, "not-found")
    assert(world.run("user", "deactivate", "ivanov", "--json"), 3, "rule-refused")
  }

  func testChangedMeanwhile() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let words = ["deal", "edit", deal, "--budget", "70000", "--if-revision"]
    assert(world.run(words + ["2", "--json"]), 7, "revision-conflict")
    assert(world.run(words + ["1", "--json"]), 0, nil)
    assert(world.run(words + ["1", "--json"]), 7, "revision-conflict")
  }

  func testUnreadableFile() throws {
    let world = try TestWorld()
    try world.make("init")
    assert(world.run("batch", "missing.txt", "--json"), 74, "io")
    assert(world.run("batch", world.folder, "--json"), 74, "io")
    assert(world.run("import", "amocrm", "missing.csv", "--json"), 74, "io")
    try world.write("", to: "file")
    assert(world.run("init", world.folder + "/file/below", "--json"), 74, "io")
  }

  func testOutputThatCannotBeWritten() throws {
    let world = try TestWorld()
    try world.make("init")
    world.outputFailure = SystemError(.write, "standard output", code: SystemError.noSpace)
    for words in [["deal", "list"], ["company", "add", "Кафе"], ["help"], ["audit"]] {
      assert(world.run(words + ["--json"]), 74, "io")
    }
    world.outputFailure = nil
    XCTAssertEqual(world.run("company", "list", "-q").out.split(separator: "\n").count, 1)
  }

  /// T5: nobody shall do again what is stored.
  func testWhatIsStoredIsSaidWhereItsAnswerIsLost() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.write("company add Один\ncompany add Два\n", to: "batch")
    let batch = ["batch", world.resolve("batch")]
    world.outputFailure = SystemError(.write, "standard output", code: SystemError.noSpace)
    let storing: [(words: [String], operations: Int)] = [
      (["company", "add", "Кафе"], 1), (["undo"], 1), (batch, 1), (batch + ["--keep-going"], 2),
    ]
    for (words, operations) in storing {
      let run = world.run(words)
      XCTAssertEqual(run.status, 74)
      XCTAssertTrue(run.err.contains("изменение сохранено"), "\(words): \(run.err)")
      // That there is such a company already is noticed before.
      let said = world.run(words + ["--json"]).errorBytes.drop { $0 != UInt8(ascii: "{") }
      let error = try JSONReader.parse(Array(said)).at("error")
      let stored = error.at("stored").array?.compactMap(\.string) ?? []
      XCTAssertEqual(stored.count, operations, "\(words)")
      XCTAssertEqual(error.at("code").string, "io")
      let message = error.at("message").string ?? ""
      XCTAssertTrue(stored.allSatisfy(message.contains), message)
    }
    try world.write((1...4).map { "company add 'Бар \($0)'\n" }.joined(), to: "many")
    let many = world.run("batch", world.resolve("many"), "--keep-going").err
    XCTAssertNotNil(many.firstMatch(of: /нужно: …, \w{8}, \w{8}, \w{8}\n/), many)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: world.data + "/settings.json")
    XCTAssertFalse(world.run("fsck", "--repair", "--dry-run").err.contains("сохранено"))
    let repaired = world.run("fsck", "--repair").err
    XCTAssertTrue(repaired.contains("сохранено, повторять не нужно: settings.json\n"), repaired)
    XCTAssertTrue(world.run("init", "second").err.contains("\(world.folder)/second"))
    for words in [
      ["company", "list"], ["company", "add", "Кафе", "--dry-run"], ["undo", "--dry-run"], ["help"],
      ["init", "third", "--dry-run"], ["settings", "set", "currency", "RUB"],
    ] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 74, "\(words)")
      XCTAssertFalse(run.err.contains("сохранено"), "\(words): \(run.err)")
    }
    world.outputFailure = nil
    let all = world.run("log", "--json").json.array?.compactMap { $0["id"]?.string } ?? []
    XCTAssertEqual(Set(all).count, all.count)
  }

  func testClosedPipeIsQuiet() throws {
    let world = try TestWorld()
    try world.make("init")
    world.outputFailure = SystemError(.write, "standard output", code: SystemError.brokenPipe)
    for words in [["deal", "list", "--json"], ["help"], ["--version"]] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 141)
      XCTAssertEqual(run.err, "")
    }
  }

  func testDiskThatRefusesWrites() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "Кафе")
    let before = try world.documents()
    world.files = ReadOnlyFiles(PosixSystem())
    let run = world.run("company", "add", "Бар", "--json")
    XCTAssertTrue([5, 74].contains(run.status), run.err)
    XCTAssertEqual(run.out, "")
    XCTAssertEqual(try world.documents(), before)
    XCTAssertEqual(world.run("company", "list", "-q").status, 0, "reading needs no writing")
  }
}
