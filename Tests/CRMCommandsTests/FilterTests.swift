import CRMTestSupport
import XCTest

/// R38: what a filter names exists, or it is said.
final class FilterTests: XCTestCase {
  /// Every filter that names a person.
  private func filters(_ login: String) -> [[String]] {
    [
      ["deal", "list", "--manager", login], ["deal", "find", "Кафе", "--manager", login],
      ["company", "list", "--manager", login], ["task", "list", "--assignee", login],
      ["board", "--manager", login], ["audit", "--manager", login],
      ["audit", "--history", "--manager", login], ["audit", "--send-back", "--manager", login],
      ["today", "--manager", login], ["today", "--as", login],
      ["rework", "list", "--manager", login], ["list", "won", "--manager", login],
      ["list", "save", "его", "--manager", login],
      ["deal", "assign", "--no-task", "--from", login, "--to", "ivanov"],
    ]
  }

  private func world() throws -> TestWorld {
    let world = try TestWorld()
    _ = try world.startDeal()
    world.run("deal", "assign", "Кафе Пушкин", "petrov")
    return world
  }

  func testAnUnknownLoginIsNotFoundOnceThereAreUsers() throws {
    let world = try world()
    try world.make("user", "add", "petrov", "--name", "Петров", "--role", "manager")
    for words in filters("petrva") {
      let run = world.run(words)
      XCTAssertEqual(run.status, 4, "\(words): \(run.out)")
      XCTAssertTrue(run.err.contains("petrov"), "\(words): \(run.err)")
    }
    for words in filters("petrov") { XCTAssertLessThan(world.run(words).status, 2, "\(words)") }
  }

  func testWhoHasWorkIsKnownThoughNoUser() throws {
    let world = try world()
    try world.make("company", "add", "Бар", "--manager", "sidorov")
    try world.make("task", "set", "Кафе Пушкин", "Встреча", "--due", "+1d", "--assignee", "orlov")
    try world.make("audit", "--keep", "--fail-on", "never")
    try world.make("user", "add", "smirnov", "--name", "Смирнов", "--role", "manager")
    for login in ["petrov", "sidorov"] {
      for words in filters(login) { XCTAssertLessThan(world.run(words).status, 2, "\(words)") }
    }
    XCTAssertEqual(world.run("task", "list", "--assignee", "orlov", "-q").out.count, 11)
    XCTAssertEqual(world.run("deal", "list", "--manager", "orlov").status, 4)
  }

  func testWhoHasLeftIsKnown() throws {
    let world = try world()
    try world.make("user", "add", "petrov", "--name", "Петров", "--role", "manager")
    try world.make("user", "deactivate", "petrov", "--to", "ivanov")
    for words in filters("petrov") { XCTAssertLessThan(world.run(words).status, 2, "\(words)") }
  }

  func testAManagerOfKeptEveningsIsKnown() throws {
    let world = try world()
    try world.make("audit", "--keep", "--fail-on", "never")
    world.run("deal", "assign", "Кафе Пушкин", "ivanov", "--as", "petrov")
    try world.make("user", "add", "smirnov", "--name", "Смирнов", "--role", "manager")
    XCTAssertEqual(world.run("deal", "list", "--manager", "petrov").status, 4)
    XCTAssertEqual(world.run("audit", "--history", "--manager", "petrov", "-q").out, "2026-11-20\n")
  }

  func testWithoutUsersNobodyIsSaid() throws {
    let world = try world()
    for words in filters("petrva").dropLast() {
      let run = world.run(words)
      XCTAssertEqual(run.status, 0, "\(words): \(run.err)")
      XCTAssertTrue(run.err.contains("у 'petrva' ничего нет"), "\(words): \(run.err)")
      XCTAssertTrue(run.err.contains("hint: crm \(words[0])"), "\(words): \(run.err)")
      XCTAssertFalse(run.err.contains("petrva\n"), "\(words): \(run.err)")
    }
    for words in filters("petrov") {
      let run = world.run(words)
      XCTAssertFalse(run.err.contains("ничего нет\nhint"), "\(words): \(run.err)")
    }
  }

  func testALabelThatNothingHasIsSaid() throws {
    let world = try world()
    try world.make("company", "edit", "Кафе Пушкин", "--tag", "партнер")
    let run = world.run("company", "list", "--tag", "партнр")
    XCTAssertEqual(run.status, 0)
    XCTAssertEqual(run.out, "")
    XCTAssertTrue(run.err.contains("hint: crm company list --tag партнер\n"), run.err)
    XCTAssertEqual(world.run("company", "list", "--tag", "Партнёр").err, "")
    XCTAssertEqual(world.run("company", "list").err, "")
  }

  func testWhateverElseAFilterNamesIsNotFound() throws {
    let world = try world()
    for words in [
      ["deal", "list", "--pipeline", "nosuch"], ["deal", "list", "--stage", "nosuch"],
      ["deal", "list", "--company", "nosuch"], ["board", "nosuch"],
      ["audit", "--pipeline", "nosuch"], ["audit", "--department", "nosuch"],
      ["audit", "--history", "--department", "nosuch"], ["contact", "list", "--company", "nosuch"],
      ["task", "list", "--deal", "nosuch"], ["list", "nosuch"], ["log", "nosuch"],
      ["list", "save", "его", "--stage", "nosuch"], ["pipeline", "show", "nosuch"],
    ] {
      XCTAssertEqual(world.run(words).status, 4, "\(words)")
    }
  }
}
