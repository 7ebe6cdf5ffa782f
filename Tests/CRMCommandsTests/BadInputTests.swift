import CRMTestSupport
import Foundation
import XCTest

/// Bad input ends in a clear error in the user's language, with the right status, and changes nothing.
final class BadInputTests: XCTestCase {
  /// Statuses by words; DEAL is the deal's id.
  private let cases: [(Int32, [String])] = [
    // Malformed values.
    (2, ["company", "add", ""]),
    (2, ["company", "add", "Кафе", "--email", "a@b@c"]),
    (2, ["company", "add", "Кафе", "--inn", "123"]),
    (2, ["company", "add", "Кафе", "--phone", "позвоните"]),
    (2, ["company", "add", "Кафе\u{1B}[2J"]),
    (2, ["company", "add", "Кафе\u{0}"]),
    (2, ["company", "add", "Кафе", "--manager", ""]),
    (2, ["deal", "edit", "DEAL", "--budget", "1e9"]),
    (2, ["deal", "edit", "DEAL", "--budget", "99999999999999999999"]),
    (2, ["deal", "edit", "DEAL", "--budget", "-1"]),
    (2, ["deal", "edit", "DEAL", "--budget", "1,234,5"]),
    (2, ["deal", "edit", "DEAL", "--if-revision", "0"]),
    (2, ["deal", "edit", "DEAL", "--if-revision", "99999999999999999999"]),
    (2, ["deal", "list", "--limit", "-1"]),
    (2, ["deal", "list", "--wait", "1000000000000"]),
    (2, ["deal", "move", "DEAL", "call", "--report", "без знака"]),
    (2, ["split-pay", "DEAL", "--paid", "всё"]),
    // Impossible dates and times.
    (2, ["task", "set", "DEAL", "Встреча", "--due", "2026-02-30"]),
    (2, ["task", "set", "DEAL", "Встреча", "--due", "31.04.2026"]),
    (2, ["task", "set", "DEAL", "Встреча", "--due", "25.11.2026 25:00"]),
    (2, ["task", "set", "DEAL", "Встреча", "--due", "0000-01-01"]),
    (2, ["task", "set", "DEAL", "Встреча", "--due", "+9999999999999999999d"]),
    (2, ["task", "set", "DEAL", "Встреча", "--due", "+999999999w"]),
    (2, ["task", "set", "DEAL", "Встреча", "--due", "9999-12-31T23:59:59-23:59"]),
    (2, ["deal", "list", "--now", "2026-13-01"]),
    // Unknown names.
    (2, ["dael", "list"]),
    (2, ["deal", "list", "--nonsense"]),
    (2, ["audit", "--check", "nonsense"]),
    (4, ["deal", "show", "нет такой"]),
    (4, ["deal", "show", "../../etc/passwd"]),
    (4, ["deal", "show", "zzzzzzzz"]),
    (4, ["deal", "show", "ZZZZZZZZ"]),
    (4, ["deal", "move", "DEAL", "такси"]),
    (4, ["deal", "add", "Кафе Пушкин", "--pipeline", "такси"]),
    (4, ["task", "done", "DEAL/0"]),
    (4, ["task", "done", "DEAL/99999999999999999999"]),
    (4, ["task", "done", "DEAL/"]),
    (4, ["task", "done", "/"]),
    (4, ["contact", "show", "никто"]),
    // Business rules.
    (3, ["deal", "move", "DEAL", "contract"]),
    (3, ["deal", "move", "DEAL", "call", "--comment", "не интересно"]),
    (3, ["deal", "close", "DEAL", "--won"]),
    (3, ["deal", "edit", "DEAL", "--package", "Золотой"]),
    (3, ["task", "set", "DEAL", "Обед", "--due", "+1d"]),
    (3, ["split-pay", "DEAL", "--paid", "1"]),
    (3, ["comment", "add", "DEAL", "Завтра", "--at", "2030-01-01"]),
    // Files.
    (74, ["batch", "missing.txt"]),
    (74, ["batch", "."]),
    (2, ["batch", "latin1.txt"]),
    (74, ["import", "amocrm", "missing.csv"]),
    (2, ["import", "amocrm", "empty.txt"]),
  ]

  func testBadInputChangesNothing() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try Data([0x63, 0xE9, 0x0A]).write(to: URL(fileURLWithPath: world.resolve("latin1.txt")))
    try world.write("", to: "empty.txt")
    let before = try world.documents()
    for (status, words) in cases {
      let words = words.map { $0.replacingOccurrences(of: "DEAL", with: deal) }
      var messages: [String] = []
      for language in ["ru", "en"] {
        let run = world.run(words + ["--lang", language])
        XCTAssertEqual(run.status, status, "\(words)\n\(run.err)")
        XCTAssertEqual(run.out, "", "\(words)")
        XCTAssertTrue(run.err.hasPrefix("crm: "), "\(words): \(run.err)")
        XCTAssertFalse(run.err.unicodeScalars.contains("\u{1B}"), "\(words)")
        messages.append(run.err)
        let report = world.run(words + ["--lang", language, "--json"])
        XCTAssertEqual(report.status, status, "\(words)")
        XCTAssertNotNil(report.code, "\(words): \(report.err)")
      }
      XCTAssertNotEqual(messages[0], messages[1], "\(words): said in one language only")
      XCTAssertTrue(
        messages[0].unicodeScalars.contains { (0x430...0x44F).contains($0.value) }, messages[0])
    }
    XCTAssertEqual(try world.documents(), before)
  }

  func testTooLongTextsAreRefusedByTheirLimit() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let before = try world.documents()
    let line = String(repeating: "ж", count: 501)
    let text = String(repeating: "ж", count: 50_001)
    for words in [
      ["company", "add", line], ["company", "add", "Кафе", "--address", line],
      ["comment", "add", deal, text], ["deal", "delete", deal, "--reason", text],
      ["deal", "show", line],
    ] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 2, "\(words[0]) \(words[1])")
      XCTAssertLessThan(run.err.utf8.count, 1_000, "the error does not repeat the whole text")
    }
    XCTAssertEqual(try world.documents(), before)
    let run = world.run("comment", "add", deal, String(repeating: "жук ", count: 12_000))
    XCTAssertEqual(run.status, 0, "a long text within the limit is taken")
  }

  func testOneCharacterOfManyScalarsDoesNotHang() throws {
    let world = try TestWorld()
    try world.make("init")
    let accents = "e" + String(repeating: "\u{301}", count: 40_000)
    XCTAssertEqual(world.run("company", "show", accents).status, 4)
  }

  func testInputThatIsNotUTF8() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let before = try world.documents()
    world.input = [0xFF, 0xFE, 0x41]
    for words in [["comment", "add", deal, "-"], ["batch"], ["batch", "-"]] {
      let run = world.run(words + ["--json"])
      XCTAssertEqual(run.status, 2, "\(words)")
      XCTAssertEqual(run.code, "usage")
    }
    XCTAssertEqual(try world.documents(), before)
  }

  func testEmptyStandardInput() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    XCTAssertEqual(world.run("comment", "add", deal, "-").status, 2)
    XCTAssertEqual(world.run("batch").status, 0)
  }

  func testHostileWordsNeverCrash() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let hostile = [
      "", " ", "-", "--", "---", "-=", "--=", "=", "\u{0}", "\u{FFFD}", "🇷🇺", "'", "\"", "\\",
      "%s%n", "../..", "/", "null", "[]", "{}", "-0", "1e400", "0x7f", "NaN", "+", "+d", "-1d",
      "--json=", "--fields=,", "\u{202E}", String(repeating: "a", count: 70_000), deal + "/",
    ]
    let commands = [
      ["deal", "show"], ["deal", "list", "--search"], ["deal", "list", "--sort"],
      ["deal", "list", "--fields"], ["task", "set", deal, "Встреча", "--due"], ["task", "done"],
      ["deal", "edit", deal, "--budget"], ["deal", "edit", deal, "--end-date"], ["help"],
      ["log", "--since"], ["log", "--limit"], ["company", "list", "--tag"], ["pipeline", "show"],
      ["deal", "move", deal], ["split-pay", deal, "--paid"], ["batch"], ["import", "amocrm"],
      ["init"], ["deal", "list", "--now"], ["deal", "list", "--as"], [],
    ]
    for command in commands {
      for word in hostile where !(command == ["init"] && !word.hasPrefix("-")) {
        let run = world.run(command + [word])
        XCTAssertTrue([0, 2, 3, 4, 5, 74].contains(run.status), "\(command) \(word.prefix(20))")
      }
    }
  }

  func testDirectoryThatIsNone() throws {
    let world = try TestWorld()
    try world.write("text", to: "data")
    for words in [["deal", "list"], ["init"], ["fsck"]] {
      let run = world.run(words + ["--json"])
      XCTAssertEqual(run.status, 5, "\(words): \(run.err)")
    }
    XCTAssertEqual(try String(contentsOfFile: world.data, encoding: .utf8), "text")
  }

  func testDirectoryOfSomethingElse() throws {
    let world = try TestWorld()
    try FileManager.default.createDirectory(
      atPath: world.data, withIntermediateDirectories: false)
    try world.write("text", to: "data/letter.txt")
    for words in [["deal", "list"], ["init"], ["fsck"], ["company", "add", "Кафе"]] {
      let run = world.run(words + ["--json"])
      XCTAssertEqual(run.status, 5, "\(words): \(run.err)")
    }
    XCTAssertEqual(
      try String(contentsOfFile: world.data + "/letter.txt", encoding: .utf8), "text")
  }

  func testLinkInsideTheDirectoryIsRefused() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let path = "\(world.data)/deals/\(deal.prefix(2))/\(deal).json"
    let target = world.folder + "/outside.json"
    try FileManager.default.moveItem(atPath: path, toPath: target)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    let before = try Data(contentsOf: URL(fileURLWithPath: target))
    XCTAssertEqual(world.run("deal", "show", deal, "--json").status, 5)
    XCTAssertEqual(world.run("deal", "edit", deal, "--budget", "1", "--json").status, 5)
    XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: target)), before)
  }
}
