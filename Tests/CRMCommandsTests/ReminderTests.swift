import CRMCore
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCommands

/// R56: reminders, calendars of other programs, days that come every year.
final class ReminderTests: XCTestCase {
  /// A meeting of the 20th at 13:00 in Moscow, to be reminded of two hours before.
  private func world() throws -> (world: TestWorld, deal: String) {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.make("settings", "set", "task-actions", "--add", "Показ=meeting,2h")
    try world.make("task", "set", deal, "Показ", "--due", "20.11.2026 13:00")
    return (world, deal)
  }

  private func reminded(_ world: TestWorld, _ time: String, _ words: String...) -> [String] {
    let run = world.run(["remind", "-q", "--now", "2026-11-20T\(time)+03:00"] + words)
    XCTAssertEqual(run.status, 0, run.err)
    return run.out.split(separator: "\n").map(String.init)
  }

  func testItIsTimeFromTheReminderUntilTheTaskIsDue() throws {
    let (world, deal) = try world()
    for (time, isTime) in [
      ("10:59:59", false), ("11:00:00", true), ("13:00:00", true), ("13:00:01", false),
    ] {
      XCTAssertEqual(reminded(world, time), isTime ? ["\(deal)/2"] : [], time)
    }
    XCTAssertEqual(reminded(world, "10:44:59", "--within", "15m"), [])
    XCTAssertEqual(reminded(world, "10:45:00", "--within", "15m"), ["\(deal)/2"])
    try world.make("task", "assign", deal + "/2", "petrov")
    XCTAssertEqual(reminded(world, "12:00:00", "--mine"), [])
    XCTAssertEqual(reminded(world, "12:00:00", "--mine", "--as", "petrov"), ["\(deal)/2"])
    try world.make("task", "done", deal + "/2", "--result", "Показали")
    XCTAssertEqual(reminded(world, "12:00:00"), [], "what is done is not reminded of")
  }

  func testWhatIsMarkedIsPrintedOnceAndAgainWhenItIsPutOff() throws {
    let (world, deal) = try world()
    let documents = try world.documents()
    XCTAssertEqual(reminded(world, "12:00:00", "--mark", "-n"), ["\(deal)/2"])
    XCTAssertEqual(reminded(world, "12:00:00", "--mark", "--mine", "--as", "petrov"), [])
    XCTAssertEqual(reminded(world, "12:00:00", "--mark"), ["\(deal)/2"])
    XCTAssertEqual(reminded(world, "12:01:00", "--mark"), [])
    // Somebody else's round forgets nothing.
    XCTAssertEqual(reminded(world, "12:01:00", "--mark", "--mine", "--as", "petrov"), [])
    XCTAssertEqual(reminded(world, "12:01:00", "--mark"), [])
    XCTAssertEqual(reminded(world, "12:01:00"), ["\(deal)/2"])
    XCTAssertEqual(try world.documents(), documents, "no document is written")
    try world.make(
      "task", "reschedule", deal + "/2", "--due", "20.11.2026 14:00", "--reason", "Опоздают")
    XCTAssertEqual(reminded(world, "12:02:00", "--mark"), ["\(deal)/2"])
  }

  func testSettingsOfTheSecondVersionAreWrittenAndCheckedLikeOthers() throws {
    let (world, _) = try world()
    XCTAssertEqual(world.run("settings", "set", "work-hours", "10:00-19:00").status, 0)
    XCTAssertEqual(world.run("scenario", "add", "kontur").status, 0)
    let check = world.run("fsck")
    XCTAssertEqual(check.status, 0, check.out)
    XCTAssertEqual(
      world.run("settings", "show", "--json").json.at("taskActions").array?.compactMap(\.string)
        .filter { $0.contains("=") }, ["Показ=meeting,2h"])
    try world.make("settings", "set", "task-actions", "--remove", "Показ")
    let settings = try XCTUnwrap(world.documents()["settings.json"])
    XCTAssertTrue(String(decoding: settings, as: UTF8.self).contains("\"schema\": 1"))
  }

  func testALeapDayComesEveryYear() throws {
    let (world, _) = try world()
    try world.make("field", "add", "birthday", "--on", "contact", "--type", "day", "--yearly")
    try world.make("contact", "edit", "Делос Андрей Петрович", "--set", "birthday=1980-02-29")
    for (now, day) in [
      ("2027-02-28", "2027-02-28"), ("2028-02-28", "2028-02-29"), ("2026-12-31", "2027-02-28"),
    ] {
      let run = world.run("remind", "--days", "60", "--json", "--now", now)
      XCTAssertEqual(run.json.at(0, "at").string, day, now)
      XCTAssertEqual(run.json.array?.count, 1)
    }
    for (days, count) in [("0", 0), ("58", 0), ("59", 1)] {
      let run = world.run("today", "--days", days, "--json", "--now", "2026-12-31")
      XCTAssertEqual(run.json.at("dates").array?.count, count, days)
    }
    XCTAssertEqual(
      world.run("remind", "--mine", "--as", "petrov", "-q", "--now", "2027-02-28").out, "")
  }

  func testLinesOfACalendarAreFoldedAndEscaped() throws {
    let (world, deal) = try world()
    let text = "Взять образцы; показать, спросить\\записать " + String(repeating: "ж😀", count: 60)
    try world.make("task", "set", deal, "Показ", "--due", "+3d", "--text", text)
    let run = world.run("task", "list", "--format", "ics")
    let lines = run.out.components(separatedBy: "\r\n")
    XCTAssertEqual(lines.last, "")
    XCTAssertFalse(run.out.replacing("\r\n", with: "").contains("\n"))
    XCTAssertTrue(lines.allSatisfy { $0.utf8.count <= 75 })
    XCTAssertTrue(lines.contains { $0.utf8.count > 70 })
    let unfolded = run.out.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    let escaped = text.replacing("\\", with: "\\\\").replacing(";", with: "\\;")
      .replacing(",", with: "\\,")
    XCTAssertTrue(unfolded.contains("DESCRIPTION:" + escaped), run.out)
    XCTAssertTrue(unfolded.contains("DTSTART:20261120T100000Z"))
    XCTAssertTrue(unfolded.contains("TRIGGER:-PT120M"))
    XCTAssertEqual(Set(unfolded.filter { $0.hasPrefix("UID:") }).count, 3)
    let again = world.run("task", "list", "--format", "ics", "--now", "2026-11-20T12:00:00Z").out
    XCTAssertEqual(again, run.out, "an unchanged task is the same to whoever subscribes")
  }

  /// What is due on a day and at no hour is no half hour before midnight.
  func testATaskOfADayLastsTheDay() throws {
    let (world, deal) = try world()
    try world.make("task", "set", deal, "Показ", "--due", "21.11.2026", "--remind", "2h")
    let lines = world.run("task", "list", "--format", "ics").out.components(separatedBy: "\r\n")
    XCTAssertTrue(lines.contains("DTSTART;VALUE=DATE:20261121"), "\(lines)")
    XCTAssertTrue(lines.contains("TRIGGER;VALUE=DATE-TIME:20261121T185959Z"), "\(lines)")
  }

  func testACalendarProgramReadsIt() throws {
    let khal = try OptionalProgram("khal").path
    let (world, deal) = try world()
    try world.make(
      "task", "set", deal, "Показ", "--due", "21.11.2026 15:00", "--text", "Образцы, цены")
    try world.make("task", "done", deal + "/1", "--result", "Дозвонились")
    try world.write(world.run("task", "list", "--format", "ics").out, to: "tasks.ics")
    try FileManager.default.createDirectory(
      atPath: world.resolve("calendar"), withIntermediateDirectories: true)
    try world.write(
      """
      [calendars]
      [[crm]]
      path = \(world.resolve("calendar"))
      [locale]
      local_timezone = Europe/Moscow
      default_timezone = Europe/Moscow
      timeformat = %H:%M
      dateformat = %Y-%m-%d
      longdateformat = %Y-%m-%d
      datetimeformat = %Y-%m-%d %H:%M
      longdatetimeformat = %Y-%m-%d %H:%M

      """, to: "khal.conf")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: khal)
    process.arguments = [
      "-c", world.resolve("khal.conf"), "printics", "--format",
      "{start-long-full} {end-time} {title} {description}", world.resolve("tasks.ics"),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let read = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
    let lines = String(decoding: read, as: UTF8.self).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    XCTAssertTrue(lines.contains("2026-11-20 13:00 13:30 Показ: Кафе Пушкин"), "\(lines)")
    XCTAssertTrue(
      lines.contains("2026-11-21 15:00 15:30 Показ: Кафе Пушкин Образцы, цены"), "\(lines)")
  }

  func testKeys() throws {
    let (world, deal) = try world()
    try world.write(text: "{name}", named: "hello")
    let keys = { (run: TestRun) in run.json.at(0).keys.joined(separator: " ") }
    XCTAssertEqual(
      keys(world.run("remind", "--within", "3h", "--json")),
      "assignee at contact id mailto name tel text title")
    XCTAssertEqual(keys(world.run("text", "list", "--json")), "name text")
    XCTAssertEqual(
      world.run("text", "render", "hello", deal, "--json").json.keys, ["name", "text"])
    XCTAssertEqual(
      keys(world.run("deal", "contact", "show", deal, "--json")),
      "id mailto name position role tel")
    XCTAssertEqual(
      world.run("calendar", "--json").json.at(0).keys,
      world.run("task", "list", "--json").json.at(0).keys)
  }
}
