import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// Nothing knows a stage by its name (R2): other departments are other documents.
final class ScenarioTests: XCTestCase {
  // MARK: sendpulse

  func testSendpulseSkipsStagesAndAsksForNothingButALossReason() throws {
    let world = try TestWorld()
    try world.make("init", "--scenario", "sendpulse")
    try world.make("company", "add", "Клиент")
    // The only pipeline need not be named, and skipping allows any open stage to begin at.
    let first = try world.make("deal", "add", "Клиент")
    XCTAssertEqual(stage(world, first), "new")
    let second = try world.make("deal", "add", "Клиент", "--stage", "На подпись")
    XCTAssertEqual(stage(world, second), "signing")
    try world.make("deal", "move", first, "на подпись")
    XCTAssertEqual(stage(world, first), "signing")
    try world.make("deal", "close", first, "--won")
    let won = world.run("deal", "show", first, "--json").json
    XCTAssertEqual(won.at("state").string, "won")
    XCTAssertEqual(won.at("package"), .null)

    let refused = world.run("deal", "close", second, "--lost", "--json")
    XCTAssertEqual(refused.status, 3)
    XCTAssertEqual(
      refused.error.at("details").array?.compactMap { $0.at("requirement").string },
      ["loss-reason"])
    XCTAssertEqual(world.run("deal", "close", second, "--lost", "--reason", "Луна").status, 3)
    try world.make("deal", "close", second, "--lost", "--reason", "нет потребности")
    XCTAssertEqual(
      world.run("deal", "show", second, "--json").json.at("lostReason").string, "Нет потребности")
  }

  func testSendpulseIsJudgedByItsOwnRules() throws {
    let world = try TestWorld()
    try world.make("init", "--scenario", "sendpulse")
    try world.make("company", "add", "Клиент")
    let deal = try world.make("deal", "add", "Клиент")
    try world.make("deal", "move", deal, "in-progress")
    let back = world.run("deal", "move", deal, "new", "--json")
    XCTAssertEqual(back.code, "requirement-missing", "R4 asks why")
    try world.make("deal", "move", deal, "new", "--comment", TestWorld.comment)
    XCTAssertEqual(world.run("audit").status, 0)
    XCTAssertEqual(world.run("pipeline", "lint").status, 0)
    XCTAssertEqual(world.run("fsck").status, 0)
    XCTAssertEqual(world.run("deal", "add", "Клиент", "--pipeline", "ads").status, 4)
    let log = world.run("log", deal, "--json").json
    XCTAssertEqual(log.array?.count, 3)
  }

  func testEveryScenarioIsSoundAndTakesADeal() throws {
    for scenario in Scenario.all {
      let world = try TestWorld()
      try world.make("init", "--scenario", scenario.name)
      XCTAssertEqual(world.run("pipeline", "lint", "--json").status, 0, scenario.name)
      try world.make("company", "add", "Клиент")
      for pipeline in world.run("pipeline", "list", "-q").out.split(separator: "\n") {
        let run = world.run("deal", "add", "Клиент", "--pipeline", String(pipeline))
        XCTAssertEqual(run.status, 0, "\(scenario.name) \(pipeline): \(run.err)")
      }
    }
  }

  // MARK: A department that nobody thought of

  private let repair = """
    {
      "allowBack": false, "allowSkip": false, "budget": {"least": 10.5, "most": 1000},
      "comment": {"minCharacters": 5, "minWords": 1, "stopPhrases": ["ок"]},
      "companyFields": ["city"], "currency": "EUR", "id": "repair",
      "lossReasons": ["Передумал"], "meetingActions": ["Выезд"], "name": "Ремонт",
      "packages": ["Гарантия"], "schema": 1,
      "stages": [
        {"id": "request", "kind": "open", "name": "Заявка", "requires": []},
        {"id": "visit", "kind": "open", "name": "Замер", "requires": ["company-card", "meeting-report"], "template": "visit"},
        {"id": "estimate", "kind": "open", "name": "Смета", "requires": ["budget", "budget-bounds", "comment"]},
        {"id": "refused", "from": "visit", "kind": "lost", "name": "Отказ", "requires": ["loss-reason"]},
        {"id": "handed-over", "from": "estimate", "kind": "won", "name": "Сдано", "requires": ["budget", "package"]}
      ]
    }
    """
  private let visit = """
    {
      "id": "visit", "schema": 1,
      "sections": [
        {"id": "rooms", "required": true, "title": "Комнаты"},
        {"id": "photo", "required": false, "title": "Фото"}
      ]
    }
    """

  private func repairShop() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    for pipeline in ["ads", "crm", "smm"] {
      try FileManager.default.removeItem(atPath: world.data + "/pipelines/\(pipeline).json")
    }
    try FileManager.default.removeItem(atPath: world.data + "/templates/meeting.json")
    try world.write(repair, to: "data/pipelines/repair.json")
    try world.write(visit, to: "data/templates/visit.json")
    let settings = try String(contentsOfFile: world.data + "/settings.json", encoding: .utf8)
    try world.write(
      settings.replacingOccurrences(of: "\"Встреча\"", with: "\"Выезд\"")
        .replacingOccurrences(of: "\"RUB\"", with: "\"EUR\""), to: "data/settings.json")
    return world
  }

  func testAnotherDepartmentLivesByItsOwnDocuments() throws {
    let world = try repairShop()
    XCTAssertEqual(world.run("pipeline", "lint", "--json").status, 0)
    // The department's documents were written by hand, which is told once.
    XCTAssertEqual(world.run("fsck", "--json").status, 1)
    try world.make("fsck", "--accept")
    XCTAssertEqual(world.run("fsck", "--json").status, 0)
    let company = try world.make("company", "add", "Квартира")
    let deal = try world.make("deal", "add", company, "--next", "выезд", "--due", "+1d")
    XCTAssertEqual(stage(world, deal), "request")

    // Every missing thing is this department's own.
    let refused = world.run("deal", "move", deal, "Замер", "--json")
    XCTAssertEqual(requirements(refused), ["company-card", "meeting-report"])
    XCTAssertTrue(refused.err.contains("--city"), refused.err)
    XCTAssertTrue(refused.err.contains("Комнаты"), refused.err)
    try world.make("company", "edit", company, "--city", "Рига")
    try world.make(
      "deal", "move", deal, "замер", "--report", "комнаты=Две большие", "--result", "Съездили")

    XCTAssertEqual(
      requirements(world.run("deal", "move", deal, "estimate", "--comment", "ок", "--json")),
      ["comment", "budget"].sorted())
    let cheap = world.run(
      "deal", "move", deal, "estimate", "--comment", "Плитка", "--budget", "10.49", "--json")
    XCTAssertEqual(requirements(cheap), ["budget-bounds"])
    let dear = world.run(
      "deal", "move", deal, "estimate", "--comment", "Плитка", "--budget", "1000.01", "--json")
    XCTAssertEqual(requirements(dear), ["budget-bounds"])
    let estimate = world.run(
      "deal", "move", deal, "estimate", "--comment", "Плитка", "--budget", "999,99", "--json")
    XCTAssertEqual(estimate.json.at("currency").string, "EUR", estimate.err)
    XCTAssertEqual(estimate.json.at("budget").number?.text, "999.99")

    let back = world.run("deal", "move", deal, "visit", "--comment", TestWorld.comment, "--json")
    XCTAssertEqual(back.code, "rule-refused", "this department never goes back")
    XCTAssertEqual(requirements(world.run("deal", "close", deal, "--won", "--json")), ["package"])
    try world.make("deal", "close", deal, "--won", "--package", "гарантия")
    XCTAssertEqual(stage(world, deal), "handed-over")
    XCTAssertEqual(world.run("audit").status, 0, world.run("audit").out)
  }

  func testAnotherDepartmentLosesByItsOwnStages() throws {
    let world = try repairShop()
    let company = try world.make("company", "add", "Дача", "--city", "Рига")
    let deal = try world.make("deal", "add", company)
    let lost = ["deal", "close", deal, "--lost", "--reason", "передумал"]
    XCTAssertEqual(world.run(lost).status, 3, "not before «Замер»")
    try world.make("deal", "move", deal, "visit", "--report", "rooms=Одна большая")
    XCTAssertEqual(world.run(lost).status, 0)
    XCTAssertEqual(stage(world, deal), "refused")
    XCTAssertEqual(world.run("audit").status, 0)
  }

  func testSplitPaymentWaitsAtTheStageBeforeWon() throws {
    let world = try repairShop()
    let company = try world.make("company", "add", "Склад", "--city", "Рига")
    let deal = try world.make("deal", "add", company)
    try world.make("deal", "move", deal, "visit", "--report", "rooms=Одна большая")
    try world.make("deal", "move", deal, "estimate", "--comment", "Плитка", "--budget", "600")
    let split = world.run(
      "split-pay", deal, "--paid", "200", "--total", "600", "--package", "Гарантия", "--end-date",
      "2027-01-31", "--next", "Выезд", "--due", "+7d", "--json")
    XCTAssertEqual(split.status, 0, split.err)
    XCTAssertEqual(split.json.at("paid", "stage").string, "handed-over")
    XCTAssertEqual(split.json.at("next", "stage").string, "estimate")
    XCTAssertEqual(split.json.at("next", "currency").string, "EUR")
    XCTAssertEqual(world.run("audit", "--json").json.at("summary", "errors").int, 0)
  }

  // MARK: Reading

  private func stage(_ world: TestWorld, _ deal: String) -> String? {
    world.run("deal", "show", deal, "--json").json.at("stage").string
  }

  private func requirements(_ run: TestRun) -> [String] {
    Set((run.error.at("details").array ?? []).compactMap { $0.at("requirement").string }).sorted()
  }
}
