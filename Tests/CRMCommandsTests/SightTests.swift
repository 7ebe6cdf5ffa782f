import CRMTestSupport
import XCTest

/// M7: what a role may not see stands in no answer, whatever is asked.
final class SightTests: XCTestCase {
  private var world: TestWorld!

  override func setUpWithError() throws {
    world = try TestWorld()
    world.login = "boss"
    ok("init", "--scenario", "restaurant")
    ok("user", "add", "boss", "--name", "Босс", "--role", "admin")
    for login in ["gusev", "petrov"] {
      ok("user", "add", login, "--name", login, "--role", "manager")
    }
    for (login, name) in [("gusev", "Лебедь"), ("petrov", "Журавль")] {
      ok(
        "deal", "add", "--new-company", name, "--company-phone", "+7916111220\(name.count % 10)",
        "--new-contact", "Тайный \(name)", "--contact-phone", "+7916333220\(name.count % 10)",
        "--role", "decision-maker", "--pipeline", "ads", "--manager", login, "--next",
        "Связаться с клиентом", "--due", "завтра")
    }
    ok(
      "role", "edit", "manager", "--right", "*=create,change-own,see-own", "--right",
      "deal=create,lose,change-own,see-own", "--right", "company=create,change-own,see-own",
      "--right", "contact=create,change-own,see-own")
    world.login = "gusev"
  }

  @discardableResult
  private func ok(_ words: String..., line: UInt = #line) -> TestRun {
    let run = world.run(words)
    XCTAssertEqual(run.status, 0, run.err, line: line)
    return run
  }

  /// Everything that shows what others look after.
  func testNoAnswerNamesWhatOthersLookAfter() {
    let questions: [[String]] = [
      ["deal", "list"], ["deal", "list", "--state", "all", "--json"], ["company", "list"],
      ["contact", "list"], ["task", "list", "--json"], ["deal", "find", "Журавль"], ["board"],
      ["today", "--json"], ["audit", "--json"], ["audit", "--summary", "--json"], ["log"],
      ["log", "--json"], ["events"], ["dupes", "companies"], ["export", "csv", "deal"],
      ["export", "ndjson"], ["export", "vcf"], ["export", "sql"], ["report", "funnel", "--json"],
      ["report", "sales", "--json"], ["report", "activity", "--json"],
      ["remind", "--within", "9d"],
      ["list", "calls"], ["deal", "show", "Журавль"], ["company", "show", "Журавль"],
      ["contact", "show", "Тайный Журавль"], ["log", "Журавль"],
      ["deal", "edit", "--where", "manager = petrov", "--budget", "5", "--dry-run"],
      ["complete", "crm", "deal", "show", ""],
    ]
    for words in questions {
      let run = world.run(words)
      XCTAssertFalse(run.out.contains("Тайный Журавль"), "\(words): \(run.out)")
      guard !words.joined().contains("Журавль") else { continue }
      XCTAssertFalse((run.out + run.err).contains("Журавль"), "\(words): \(run.out)\(run.err)")
    }
  }

  func testWhatIsOnesOwnIsSeen() {
    for words in [
      ["deal", "list"], ["company", "list"], ["contact", "list"], ["deal", "find", "Лебедь"],
      ["board"], ["audit", "--json"], ["export", "ndjson"], ["deal", "show", "Лебедь"],
    ] {
      XCTAssertTrue(world.run(words).out.contains("Лебедь"), "\(words)")
    }
  }

  func testWhatIsNotSeenCannotBeNamed() throws {
    world.login = "boss"
    let id = try XCTUnwrap(
      ok("deal", "list", "--where", "manager = petrov", "--format", "ids").out.split(
        separator: "\n"
      ).first.map(String.init))
    world.login = "gusev"
    for reference in [id, "Журавль", String(id.prefix(5))] {
      XCTAssertEqual(world.run("deal", "show", reference).status, 4, reference)
      XCTAssertEqual(world.run("deal", "edit", reference, "--budget", "1").status, 4, reference)
    }
  }

  /// M4: a participant sees the deal; so does who has a task in it, and its company with it.
  func testWhoTakesPartOrHelpsSees() {
    for (command, undo) in [
      (["deal", "share", "Журавль", "gusev"], ["undo"]),
      (
        [
          "task", "set", "Журавль", "Встреча", "--due", "завтра", "--assignee", "gusev",
        ], ["undo"]
      ),
    ] {
      world.login = "boss"
      XCTAssertEqual(world.run(command).status, 0, "\(command)")
      world.login = "gusev"
      XCTAssertTrue(world.run("deal", "list").out.contains("Журавль"), "\(command)")
      XCTAssertTrue(world.run("company", "show", "Журавль").out.contains("Журавль"), "\(command)")
      world.login = "boss"
      XCTAssertEqual(world.run(undo).status, 0)
      world.login = "gusev"
      XCTAssertFalse(world.run("deal", "list").out.contains("Журавль"), "\(command)")
    }
  }

  /// R47: a participation ends with its last day, and with whoever leaves.
  func testWhoTookPartSeesNoLonger() throws {
    world.login = "boss"
    ok("deal", "share", "Журавль", "gusev", "--until", "завтра")
    XCTAssertTrue(ok("deal", "show", "Журавль").out.contains("gusev (по 2"))
    let later = ["--now", "2027-01-15 12:00"]
    XCTAssertFalse(world.run(["deal", "show", "Журавль"] + later).out.contains("gusev (по"))
    let listed = ["deal", "list", "--where", "participants = gusev", "-q"]
    XCTAssertNotEqual(world.run(listed).out, "")
    XCTAssertEqual(world.run(listed + later).out, "")
    world.login = "gusev"
    XCTAssertEqual(world.run("deal", "show", "Журавль").status, 0)
    XCTAssertEqual(world.run(["deal", "show", "Журавль"] + later).status, 4)
    XCTAssertFalse(world.run(["deal", "list"] + later).out.contains("Журавль"))
    world.login = "boss"
    ok("deal", "share", "Журавль", "gusev")
    ok("user", "deactivate", "gusev", "--to", "petrov")
    XCTAssertEqual(world.run(listed).out, "")
  }

  /// Rules judge by everything: what cannot be seen is still there.
  func testRulesStillSeeEverything() {
    let twin = world.run(
      "company", "add", "Другая", "--phone", "+7916111220\("Журавль".count % 10)")
    XCTAssertNotEqual(twin.status, 0, "the phone is another company's")
  }

  /// R64: no duplicate goes in, and the refusal names nobody whom others look after, nor offers a
  /// command that would be refused.
  func testADuplicateOfWhatIsNotSeenIsRefusedWithoutItsName() throws {
    let phones = ["+79161112207", "+79163332207"]
    world.login = "boss"
    for (name, phone) in zip(["Журавль", "Тайный Журавль"], phones) {
      ok(name == "Журавль" ? "company" : "contact", "edit", name, "--phone", phone)
    }
    ok("lead", "add", "--phone", phones[0], "--company", "Птицы")
    let lead = try XCTUnwrap(ok("lead", "list", "-q").out.split(separator: "\n").first)
    world.login = "gusev"
    for words in [
      ["company", "add", "Другая", "--phone", phones[0]],
      ["contact", "add", "Лебедь", "--name", "Журавль Тайный", "--phone", phones[1]],
      [
        "deal", "add", "--new-company", "Другая", "--company-phone", phones[0], "--pipeline", "ads",
      ],
      ["lead", "accept", String(lead), "--pipeline", "ads"],
    ] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 3, "\(words): \(run.err)")
      XCTAssertTrue(run.err.contains("которого вы не видите"), run.err)
      XCTAssertFalse(run.err.contains("'Журавль'") || run.err.contains("'Тайный"), run.err)
      let ways = run.err.split(separator: "\n").filter { $0.contains("crm ") }
      XCTAssertEqual(ways.count, 1, "what is left is to add it all the same: \(run.err)")
    }
    let edit = ok("company", "edit", "Лебедь", "--phone", phones[0])
    XCTAssertFalse((edit.out + edit.err).contains("Журавль"), edit.err)
  }

  func testABatchSeesNoMore() {
    world.input = Array("deal list\ncompany list\n".utf8)
    let run = world.run("batch", "-")
    XCTAssertFalse(run.out.contains("Журавль"), run.out)
  }

  func testNobodySeesThroughTheEyesOfOthers() {
    XCTAssertNotEqual(world.run("deal", "list", "--as", "boss").status, 0)
    world.login = "stranger"
    XCTAssertNotEqual(world.run("deal", "list").status, 0)
  }

  /// What takes everything along is not for those who do not see everything.
  func testNoCopyOfTheWhole() {
    XCTAssertEqual(world.run("backup", "copy").status, 6)
  }

  func testTheMemoryOfEveningsIsOnesOwn() {
    world.login = "boss"
    world.run("audit", "--keep")
    world.login = "gusev"
    XCTAssertFalse(world.run("audit", "--history", "--json").out.contains("petrov"))
  }

  /// What other machines have published is seen no further than what was done here.
  func testOperationsOfOtherMachinesAreSeenNoFurther() throws {
    world.login = "boss"
    try world.share()
    try world.elsewhere {
      try world.make("comment", "add", "Журавль", "Тайный Журавль хочет скидку и отсрочку платежа")
      try world.make("sync")
    }
    ok("sync")
    XCTAssertTrue(world.run("log", "--json").out.contains("Тайный Журавль хочет"))
    world.login = "gusev"
    XCTAssertFalse(world.run("log", "--json").out.contains("Тайный Журавль хочет"))
  }

  func testAHeadSeesEverything() {
    world.login = "boss"
    XCTAssertTrue(world.run("deal", "list").out.contains("Журавль"))
  }
}
