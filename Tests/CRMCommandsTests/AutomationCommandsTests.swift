import CRMCore
import CRMTestSupport
import XCTest

/// R48, R49: every path on which a deal gets anywhere sets rules going, in one operation with it.
final class AutomationCommandsTests: XCTestCase {
  /// A department whose pipeline «ads» marks deals.
  private func world(_ rules: String...) throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    for rule in rules { try world.make("pipeline", "edit", "ads", "--rule", rule) }
    return world
  }

  private static func mark(_ when: String, _ tag: String = "by-itself") -> String {
    #"{"id":"mark","when":"\#(when)","do":[{"set":{"tag":"\#(tag)"}}]}"#
  }

  private func tags(_ world: TestWorld, _ deal: String) -> [String] {
    world.run("deal", "show", deal, "--json").json.at("tags").array?.compactMap(\.string) ?? []
  }

  private func add(_ world: TestWorld, _ name: String = "Кафе") throws -> String {
    if world.run("company", "show", name).status != 0 { try world.make("company", "add", name) }
    return try world.make("deal", "add", name, "--pipeline", "ads", "-q")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func testUndoTakesBackWhatRulesDid() throws {
    let world = try world(Self.mark("set priority"))
    let deal = try add(world)
    let before = try world.documents()
    let run = world.run("deal", "edit", deal, "--priority", "1", "--json")
    XCTAssertEqual(run.json.at("automation").array?.count, 1)
    XCTAssertEqual(run.json.at("automation", 0).keys, ["done", "rule", "step", "why"])
    XCTAssertEqual(run.json.at("automation", 0, "done"), .bool(true))
    XCTAssertEqual(tags(world, deal), ["by-itself"])
    try world.make("undo")
    XCTAssertEqual(tags(world, deal), [])
    XCTAssertEqual(world.run("deal", "show", deal, "--json").json.at("priority"), .null)
    XCTAssertEqual(Set(try world.documents().keys), Set(before.keys))
    try world.make("redo")
    XCTAssertEqual(tags(world, deal), ["by-itself"])
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  func testADryRunShowsWhatWouldBeSetGoing() throws {
    let world = try world(Self.mark("set priority"))
    let deal = try add(world)
    let before = try world.documents()
    let run = world.run("deal", "edit", deal, "--priority", "1", "--dry-run", "--lang", "en")
    XCTAssertTrue(run.out.contains("by rule mark"), run.out)
    XCTAssertEqual(try world.documents(), before)
  }

  func testEveryPathSetsRulesGoing() throws {
    let world = try world(Self.mark("created", "made"))
    try world.write("deal add Кафе --pipeline ads\n", to: "batch")
    try world.make("company", "add", "Кафе")
    try world.make("batch", world.resolve("batch"))
    XCTAssertEqual(tags(world, "Кафе"), ["made"])
    XCTAssertEqual(
      world.run("deal", "copy", "Кафе", "--json").json.at("automation", 0, "rule").string, "mark")
    try world.make("undo")
    try world.make("lead", "add", "--name", "Орлов")
    let accepted = world.run(
      "lead", "accept", "Орлов", "--new-company", "Столовая", "--pipeline", "ads")
    XCTAssertEqual(accepted.status, 0, accepted.err)
    XCTAssertEqual(tags(world, "Столовая"), ["made"])
    try world.write(
      #"{"sources":{"site":{"accept":true,"pipeline":"ads"}}}"#, to: "data/sources.json")
    try world.make("pipeline", "edit", "ads", "--rule", Self.mark("task-done Встреча", "met"))
    try world.make("task", "set", "Кафе", "Встреча", "--due", "+1d")
    let done = world.run(
      "task", "done", "Кафе", "--result", "Да", "--no-next", "--reason", "Ждем", "--json")
    XCTAssertEqual(done.json.at("automation", 0, "step").string, "set tag", done.err)
    XCTAssertEqual(tags(world, "Кафе").sorted(), ["made", "met"])
  }

  func testBulkChangesSetRulesGoingOnEachDeal() throws {
    let world = try world(Self.mark("set priority"))
    for name in ["Бар", "Кафе"] { _ = try add(world, name) }
    try world.make("deal", "edit", "--where", "pipeline = ads", "--priority", "2", "--yes")
    for name in ["Бар", "Кафе"] { XCTAssertEqual(tags(world, name), ["by-itself"], name) }
  }

  func testAPaymentInPartsSetsGoingWhatBothDealsMeet() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.walk(deal, to: "contract")
    try world.make("pipeline", "edit", "ads", "--rule", Self.mark("won", "sold"))
    try world.make(
      "pipeline", "edit", "ads", "--rule",
      #"{"id":"rest","when":"entered contract","do":[{"set":{"tag":"waits"}}]}"#)
    let paid = world.run(
      "split-pay", deal, "--paid", "20000", "--total", "60000", "--package", "Стандарт",
      "--end-date", "2027-01-31", "--next", "Проверить оплату", "--due", "+7d", "--json")
    XCTAssertEqual(paid.json.at("paid", "tags").array?.compactMap(\.string), ["sold"], paid.err)
    XCTAssertEqual(paid.json.at("next", "tags").array?.compactMap(\.string), ["waits"])
  }

  func testAnImportSetsNothingGoingUnlessAsked() throws {
    for isAsked in [false, true] {
      let world = try world(Self.mark("entered call", "came"))
      try world.make(
        "stage", "edit", "ads", "call", "--task", #"{"action":"Встреча","due":"+1d"}"#)
      try world.write(
        "ID,Название сделки,Воронка,Этап сделки,Компания,Ответственный\n"
          + "1,Клуб,Реклама,Звонок,Клуб,ivanov\n", to: "deals.csv")
      let words = ["import", "amocrm", world.resolve("deals.csv"), "--create"]
      let run = world.run(words + (isAsked ? ["--automation"] : []))
      XCTAssertEqual(run.status, 0, run.err)
      XCTAssertEqual(tags(world, "Клуб"), isAsked ? ["came"] : [])
      XCTAssertEqual(
        world.run("task", "list", "-q").out.split(separator: "\n").count, isAsked ? 1 : 0)
    }
  }

  func testRightsAreAskedOfTheUsersOwnStepOnly() throws {
    let world = try world(
      #"{"id":"give","when":"set priority","do":[{"assign":"user:petrov"},{"set":{"tag":"x"}}]}"#)
    try world.make("user", "add", "ivanov", "--name", "Иванов", "--role", "admin")
    for login in ["petrov", "sidorov"] {
      try world.make("user", "add", login, "--name", login, "--role", "manager")
    }
    let deal = try add(world)
    try world.make("deal", "assign", deal, "sidorov")
    XCTAssertEqual(world.run("deal", "edit", deal, "--priority", "1", "--as", "petrov").status, 6)
    let run = world.run("deal", "edit", deal, "--priority", "1", "--as", "sidorov")
    XCTAssertEqual(run.status, 0, run.err)
    XCTAssertEqual(tags(world, deal), ["x"])
    XCTAssertEqual(
      world.run("deal", "show", deal, "--json").json.at("manager").string, "petrov")
  }

  func testAMistakeMadeByHandNeverStopsTheDealsOwnCommand() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let path = "data/pipelines/ads.json"
    let sound = String(
      decoding: try XCTUnwrap(world.documents()["pipelines/ads.json"]), as: UTF8.self)
    for rule in [
      #"{"id":"r","when":"set priority","do":[{"move":"nowhere"}]}"#,
      #"{"id":"r","when":"set priority","do":[{"dance":"x"}]}"#,
      #"{"id":"r","when":"set priority","do":[{"task":"Сон","due":"never"}]}"#,
      #"{"id":"r","when":"set priority","do":[{"set":{"nosuch":"x"}}]}"#,
      #"{"id":"r","when":"set priority","do":[{"assign":"somebody"}]}"#,
      #"{"id":"r","when":"set priority","if":"budget >","do":[{"close":"lost"}]}"#,
    ] {
      try world.write(
        sound.replacingOccurrences(of: #""schema": 1"#, with: #""schema": 2, "on": [\#(rule)]"#),
        to: path)
      let run = world.run("deal", "edit", deal, "--priority", "1", "--json")
      XCTAssertEqual(run.status, 0, "\(rule): \(run.err)")
      XCTAssertEqual(run.json.at("automation", 0, "done"), .bool(false), rule)
      XCTAssertEqual(world.run("pipeline", "lint").status, 1, rule)
      let refused = world.run("stage", "edit", "ads", "call", "--norm", "3d")
      XCTAssertEqual(refused.status, 0, "what was wrong before keeps nobody from other changes")
      try world.make("undo")
      try world.make("undo")
    }
  }

  func testARuleWithAMistakeIsRefusedByTheCommandThatBringsIt() throws {
    let world = try world()
    let before = try world.documents()
    for words in [
      ["pipeline", "edit", "ads", "--rule", #"{"id":"r","when":"won","do":[{"move":"nowhere"}]}"#],
      ["stage", "edit", "ads", "call", "--task", #"{"action":"Сон","due":"+1d"}"#],
    ] {
      XCTAssertEqual(world.run(words).status, 3, "\(words)")
    }
    for words in [
      ["pipeline", "edit", "ads", "--rule", "{"], ["pipeline", "edit", "ads", "--rule", "[]"],
      ["pipeline", "edit", "ads", "--rule", #"{"id":"r","do":[]}"#],
      ["pipeline", "edit", "ads", "--unrule", "nosuch"],
      ["stage", "edit", "ads", "call", "--task", #"{"due":"+1d"}"#],
      ["stage", "edit", "ads", "call", "--untask", "Встреча"],
    ] {
      XCTAssertEqual(world.run(words).status, 2, "\(words)")
    }
    XCTAssertEqual(try world.documents(), before)
  }

  func testAPipelineWithoutRulesIsWrittenAsBefore() throws {
    let world = try world()
    let before = try world.documents()["pipelines/ads.json"]
    try world.make("pipeline", "edit", "ads", "--rule", Self.mark("won"))
    try world.make("stage", "edit", "ads", "call", "--task", #"{"action":"Встреча","due":"+1d"}"#)
    let text = String(
      decoding: try XCTUnwrap(world.documents()["pipelines/ads.json"]), as: UTF8.self)
    XCTAssertTrue(text.contains(#""schema": 2"#), "what an older program would not do is newer")
    try world.make("pipeline", "edit", "ads", "--unrule", "mark")
    try world.make("stage", "edit", "ads", "call", "--untask", "Встреча")
    XCTAssertEqual(try world.documents()["pipelines/ads.json"], before)
  }
}
