import CRMCore
import CRMTestSupport
import XCTest

/// R40: saved lists keep a kind, a filter, columns and order, and are segments of their kind.
final class SavedListTests: XCTestCase {
  /// Two deals: one of «Бар» that was lost, one of «Кафе» that is open, with a task and a contact each.
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    for name in ["Бар", "Кафе"] {
      _ = try world.startDeal(name)
      try world.make("contact", "add", name, "--name", "Орлов \(name)")
    }
    try world.make("deal", "edit", "Кафе", "--budget", "60000")
    try world.make("company", "edit", "Бар", "--tag", "сеть")
    try world.make("deal", "move", "Бар", "call", "--comment", TestWorld.comment)
    try world.make(
      "deal", "close", "Бар", "--lost", "--reason", "Дорого", "--spoke-with", "Делос Андрей",
      "--position", "шеф", "--comment", TestWorld.comment)
    return world
  }

  private func lists(_ world: TestWorld) throws -> String {
    String(decoding: try XCTUnwrap(world.documents()["lists.json"]), as: UTF8.self)
  }

  private func names(_ world: TestWorld, _ words: String...) -> [String] {
    let run = world.run(words + ["--format", "tsv"])
    XCTAssertEqual(run.status, 0, "\(words): \(run.err)")
    return run.out.split(separator: "\n").dropFirst().map(String.init)
  }

  func testAListOfDealsIsWrittenAsVersion1DoesUntilSomethingIsNew() throws {
    let world = try world()
    try world.make("list", "save", "мой", "--where", "budget > 1", "--sort", "-budget")
    let old = """
      {
        "lists": {
          "мой": [
            "--where",
            "budget > 1",
            "--sort",
            "-budget"
          ]
        },
        "schema": 1
      }

      """
    XCTAssertEqual(try lists(world), old)
    try world.make(
      "list", "save", "новый", "--search", "каф", "--where", "budget > 1", "--fields",
      "name,budget", "--sort", "-budget,name")
    let both = try lists(world)
    XCTAssertTrue(both.contains(#""schema": 2"#), both)
    XCTAssertTrue(both.contains(#""of": "deal""#), both)
    XCTAssertEqual(names(world, "list", "новый"), ["Кафе\t60000"])
    try world.make("list", "remove", "новый")
    XCTAssertEqual(try lists(world), old)
  }

  func testWhatIsWrittenByHandIsRead() throws {
    let world = try world()
    try world.write(
      #"{"lists":{"сети":{"of":"company","where":"tag = сеть","fields":["name","tags"]},"#
        + #""все":{"sort":["-name"],"fields":["name"],"options":["--state","all"]}},"schema":2}"#,
      to: "data/lists.json")
    XCTAssertEqual(names(world, "list", "сети"), ["Бар\tсеть"])
    XCTAssertEqual(names(world, "list", "все"), ["Кафе", "Бар"])
    try world.write(#"{"lists":{"x":{"of":"lamp"}},"schema":2}"#, to: "data/lists.json")
    XCTAssertEqual(world.run("list").status, 5)
    try world.write(#"{"lists":{"x":{"of":"deal"}},"schema":3}"#, to: "data/lists.json")
    XCTAssertEqual(world.run("list", "--json").error.at("code").string, "newer-format")
  }

  func testEachKindHasItsOwnLists() throws {
    let world = try world()
    try world.make("list", "save", "сделки", "--where", "budget > 1")
    try world.make(
      "list", "save", "сети", "--of", "company", "--where", "tag = сеть", "--fields", "name")
    try world.make(
      "list", "save", "люди", "--of", "contact", "--where", "name ~ орлов", "--company", "Кафе")
    try world.make("list", "save", "дела", "--of", "task", "--mine", "--sort", "-due")
    XCTAssertEqual(names(world, "list", "сети"), ["Бар"])
    XCTAssertEqual(names(world, "list", "люди", "--fields", "name"), ["Орлов Кафе"])
    XCTAssertEqual(names(world, "list", "дела", "--fields", "action"), ["Связаться с клиентом"])
    for (kind, name, found) in [
      ("deal", "сделки", "Кафе"), ("company", "сети", "Бар"), ("contact", "люди", "Орлов Кафе"),
      ("task", "дела", "Связаться с клиентом"),
    ] {
      let field = kind == "task" ? "action" : "name"
      XCTAssertEqual(
        names(world, kind, "list", "--where", "list = \(name)", "--fields", field), [found])
      for other in ["сделки", "сети", "люди", "дела"] where other != name {
        let run = world.run(kind, "list", "--where", "list = \(other)")
        XCTAssertEqual(run.status, 4, "\(kind) \(other): \(run.out)")
      }
    }
    let run = world.run("company", "list", "--where", "list = сита")
    XCTAssertTrue(run.err.contains("сети") && !run.err.contains("сделки"), run.err)
    XCTAssertEqual(world.run("list", "save", "x", "--of", "company", "--no-task").status, 2)
    XCTAssertEqual(world.run("list", "save", "x", "--of", "contact", "--sort", "budget").status, 2)
    XCTAssertEqual(world.run("list", "сети", "--fields", "budget").status, 2)
  }

  func testWhatWasSavedGivesWayToWhatIsGiven() throws {
    let world = try world()
    try world.make("list", "save", "все", "--state", "all", "--fields", "name", "--sort", "name")
    XCTAssertEqual(names(world, "list", "все"), ["Бар", "Кафе"])
    XCTAssertEqual(names(world, "list", "все", "--sort", "-name"), ["Кафе", "Бар"])
    XCTAssertEqual(names(world, "list", "все", "--fields", "state", "--state", "lost"), ["lost"])
    let saved = world.run("list", "--json").json.array?.last
    XCTAssertEqual(saved?.at("fields", 0).string, "name")
    XCTAssertEqual(saved?.at("sort", 0).string, "name")
    XCTAssertEqual(saved?.at("where"), .null)
  }

  func testAListIsASegmentByWhicheverOptionsItWasSaved() throws {
    let world = try world()
    for (options, found) in [
      (["--state", "all"], ["Бар", "Кафе"]), (["--state", "closed"], ["Бар"]),
      (["--state", "lost"], ["Бар"]), (["--sort", "name"], ["Кафе"]), (["--no-task"], []),
      (["--mine", "--where", "budget is empty or budget > 1"], ["Кафе"]),
    ] {
      world.run(["list", "save", "мой"] + options)
      let all = names(world, "deal", "list", "--where", "list = мой", "--fields", "name")
      XCTAssertEqual(all, found, "\(options)")
    }
    try world.make("list", "save", "мой", "--search", "каф")
    let run = world.run("deal", "list", "--where", "list = мой")
    XCTAssertEqual(run.status, 2, run.out)
  }

  func testACircleIsRefusedWhenItIsSaved() throws {
    let world = try world()
    XCTAssertEqual(world.run("list", "save", "а", "--where", "list = а").status, 2)
    try world.make("list", "save", "а", "--where", "budget > 1")
    try world.make("list", "save", "б", "--where", "list = а")
    let before = try world.documents()
    XCTAssertEqual(world.run("list", "save", "а", "--where", "list = б").status, 2)
    XCTAssertEqual(try world.documents(), before)
  }

  func testAnExpressionThatAsksAboutTheStateIsNotNarrowedDown() throws {
    let world = try world()
    let lost = names(world, "deal", "list", "--where", "state = lost", "--fields", "name")
    XCTAssertEqual(lost, ["Бар"])
    let open = names(world, "deal", "list", "--where", "name ~ а", "--fields", "name")
    XCTAssertEqual(open, ["Кафе"])
    XCTAssertEqual(
      names(world, "deal", "list", "--state", "open", "--where", "state = lost"), [])
  }
}
