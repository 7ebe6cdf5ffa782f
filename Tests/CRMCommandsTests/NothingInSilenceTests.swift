import CRMTestSupport
import XCTest

/// T9: what a part of a command cannot do is said or refused.
final class NothingInSilenceTests: XCTestCase {
  func testAnEditChangesSomething() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.make("department", "add", "north")
    try world.make("user", "add", "petrov", "--name", "Петров", "--role", "manager")
    for words in [
      ["deal", "edit", deal], ["deal", "edit", deal, "--if-revision", "1"],
      ["company", "edit", "Кафе Пушкин"], ["contact", "edit", "Делос Андрей Петрович"],
      ["department", "edit", "north"], ["user", "edit", "petrov", "--dry-run"],
    ] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 2, "\(words): \(run.out)")
      XCTAssertTrue(run.err.contains("hint: crm help \(words[0]) edit"), run.err)
    }
    for words in [
      ["deal", "edit", deal, "--name", "Кафе Пушкин"], ["user", "edit", "petrov", "--activate"],
      ["company", "edit", "Кафе Пушкин", "--untag", "нет"],
      ["contact", "edit", "Делос Андрей Петрович", "--role", "influencer"],
      ["department", "edit", "north", "--no-parent"],
    ] {
      XCTAssertEqual(world.run(words).status, 0, "\(words)")
    }
  }

  func testContactsWithoutRoomAreNamed() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "Кафе")
    for name in ["Один", "Два", "Три", "Четыре", "Пять"] {
      try world.make("contact", "add", "Кафе", "--name", "\(name) Иван")
    }
    let task = ["--next", "Встреча", "--due", "+1d"]
    XCTAssertEqual(world.run(["deal", "add", "Кафе", "--pipeline", "ads"] + task).err, "")
    try world.make("contact", "add", "Кафе", "--name", "Шесть Иван")
    try world.make("contact", "add", "Кафе", "--name", "Семь Иван")
    let run = world.run(["deal", "add", "Кафе", "--pipeline", "crm"] + task)
    XCTAssertEqual(run.status, 0)
    XCTAssertTrue(
      run.err.contains("не вошли в сделку (не больше 5 контактов): Шесть Иван, Семь Иван"), run.err)
  }

  func testActionsThatStagesNeedStay() throws {
    let world = try TestWorld()
    try world.make("init")
    let before = try world.documents()
    for words in [["X"], ["--remove", "Встреча"], ["X", "--dry-run"]] {
      let run = world.run(["settings", "set", "task-actions"] + words)
      XCTAssertEqual(run.status, 3, "\(words): \(run.out)")
      XCTAssertTrue(run.err.contains("'Встреча'"), run.err)
    }
    XCTAssertEqual(try world.documents(), before)
    XCTAssertTrue(
      world.run("settings", "set", "task-actions", "X").err
        .contains("hint: crm settings set task-actions X Встреча\n"))
    XCTAssertEqual(world.run("settings", "set", "task-actions", "X", "встреча").status, 0)
    XCTAssertEqual(world.run("settings", "set", "task-actions", "--remove", "X").status, 0)
  }
}
