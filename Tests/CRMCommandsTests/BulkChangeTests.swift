import CRMCore
import CRMTestSupport
import XCTest

/// R39: changes of everything that an expression chooses.
final class BulkChangeTests: XCTestCase {
  /// Three deals with a task and a contact each; «Клуб» is lost.
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    for name in ["Бар", "Кафе", "Клуб"] {
      _ = try world.startDeal(name)
      try world.make("contact", "add", name, "--name", "Орлов \(name)")
    }
    try world.make("deal", "move", "Клуб", "call", "--comment", TestWorld.comment)
    try world.make(
      "deal", "close", "Клуб", "--lost", "--reason", "Дорого", "--spoke-with", "Делос Андрей",
      "--position", "шеф", "--comment", TestWorld.comment)
    return world
  }

  /// Every command that changes in bulk, with how many things it would change.
  private static let commands: [(words: [String], count: Int)] = [
    (["company", "edit", "--where", "name ~ б", "--tag", "волна"], 2),
    (["contact", "edit", "--where", "name ~ орлов and company.name ~ ка", "--position", "шеф"], 1),
    (["deal", "edit", "--where", "pipeline = ads", "--budget", "60000"], 2),
    (["deal", "assign", "--where", "manager = me", "--to", "petrov"], 2),
    (
      [
        "deal", "move", "--where", "name = Кафе", "--stage", "call", "--comment", TestWorld.comment,
      ], 1
    ),
    (["task", "reschedule", "--where", "due < +30d", "--due", "+9d", "--reason", "Отпуск"], 2),
    (["task", "assign", "--where", "deal.name ~ бар", "--to", "petrov"], 1),
  ]

  func testNothingIsChangedWithoutYes() throws {
    let world = try world()
    let before = try world.documents()
    for (words, count) in Self.commands {
      let asked = world.run(words + ["--lang", "en"])
      XCTAssertEqual(asked.status, 2, "\(words): \(asked.out)")
      XCTAssertTrue(asked.err.contains("\(count) "), "\(words): \(asked.err)")
      let dry = world.run(words + ["--dry-run", "--json"])
      XCTAssertEqual(dry.status, 0, dry.err)
      XCTAssertEqual(dry.json.array?.count, count, "\(words)")
      XCTAssertEqual(try world.documents(), before, "\(words)")
    }
  }

  func testAllAreChangedInOneOperation() throws {
    for (words, count) in Self.commands {
      let world = try world()
      let before = try world.documents()
      let operations = world.run("log", "--json").json.array?.count ?? 0
      let run = world.run(words + ["--yes", "-q"])
      XCTAssertEqual(run.status, 0, "\(words): \(run.err)")
      XCTAssertEqual(run.out.split(separator: "\n").count, count, "\(words)")
      let changed = try world.documents().filter { before[$0.key] != $0.value }
      XCTAssertEqual(changed.count, count, "\(words)")
      XCTAssertEqual(world.run("log", "--json").json.array?.count, operations + 1)
      try world.make("undo")
      XCTAssertEqual(world.run("fsck").status, 0)
      let again = world.run(words + ["--dry-run", "-q"])
      XCTAssertEqual(again.out, run.out, "\(words): undo took all of it back")
    }
  }

  func testNothingThatFitsIsFine() throws {
    let world = try world()
    for (words, _) in Self.commands {
      var words = words
      words[3] = "id = 0"
      let run = world.run(words + ["--json"])
      XCTAssertEqual(run.status, 0, "\(words): \(run.err)")
      XCTAssertEqual(run.out, "[]\n", "\(words)")
    }
  }

  func testEitherAReferenceOrAnExpression() throws {
    let world = try world()
    for (words, _) in Self.commands {
      let both = world.run(Array(words[..<2]) + ["Кафе"] + Array(words[2...]) + ["--yes"])
      XCTAssertEqual(both.status, 2, "\(words): \(both.out)")
      let neither = world.run(Array(words[..<2]) + Array(words[4...]))
      XCTAssertEqual(neither.status, 2, "\(words): \(neither.out)")
    }
    for words in [
      ["deal", "move", "--where", "name = Кафе"], ["task", "assign", "--where", "due < +30d"],
      ["deal", "assign", "--where", "name = Кафе"], ["deal", "assign", "--to", "petrov"],
      ["deal", "edit", "Кафе", "--budget", "1", "--yes"],
      ["deal", "edit", "--where", "name = Кафе", "--budget", "1", "--if-revision", "1"],
      ["deal", "move", "Кафе", "--stage", "call"], ["deal", "move", "Кафе"],
      ["deal", "edit", "--where", "nosuch = 1", "--budget", "1"],
    ] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 2, "\(words): \(run.out)")
    }
  }

  func testARefusalOfOneRefusesAllAndListsEach() throws {
    let world = try world()
    try world.make("deal", "assign", "Бар", "petrov")
    let before = try world.documents()
    let already = world.run(
      "deal", "assign", "--where", "budget is empty", "--to", "petrov", "--yes")
    XCTAssertEqual(already.status, 3, already.out)
    XCTAssertTrue(already.err.contains("1 из 2") && already.err.contains("'Бар'"), already.err)
    let move = world.run(
      "deal", "move", "--where", "budget is empty", "--stage", "call", "--yes", "--json")
    XCTAssertEqual(move.status, 3, move.out)
    XCTAssertEqual(move.error.at("code").string, "requirement-missing")
    let details = move.error.at("details").array ?? []
    XCTAssertEqual(details.map { $0.at("option").string }, ["--comment", "--comment"])
    for name in ["Бар", "Кафе"] {
      XCTAssertTrue(details.contains { $0.at("message").string?.contains(" \(name): ") == true })
    }
    XCTAssertEqual(try world.documents(), before)
  }

  func testWhatIsReadFromStandardInputIsForAll() throws {
    let world = try world()
    world.input = Array(TestWorld.comment.utf8)
    let run = world.run(
      "deal", "move", "--where", "budget is empty", "--stage", "call", "--comment", "-", "--yes")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(world.run("deal", "list", "--stage", "call", "-q").out.count, 18)
  }

  func testASavedListIsASegmentToChange() throws {
    let world = try world()
    try world.make("list", "save", "потерянные", "--state", "lost")
    let run = world.run(
      "deal", "edit", "--where", "list = потерянные", "--position", "владелец", "--yes")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertTrue(run.out.contains("Клуб") && !run.out.contains("Кафе"), run.out)
  }
}
