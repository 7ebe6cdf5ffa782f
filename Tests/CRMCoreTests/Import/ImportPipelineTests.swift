import CRMModel
import XCTest

@testable import CRMCore

/// What an import makes of a pipeline that nobody knows.
final class ImportPipelineTests: XCTestCase {
  private func row(_ id: String, _ cells: [String: String] = [:]) -> [String: String] {
    AmoCRMExport.row(id, cells)
  }

  private func pipeline(_ scene: ImportScene) throws -> Pipeline {
    try scene.workspace.read { (snapshot) throws(CRMError) in
      try snapshot.pipeline(named: "Продажи")
    }
  }

  private func checks(_ scene: ImportScene, _ id: String) throws -> [AuditCheck.ID] {
    let clock = AuditClock(now: scene.now, zone: scene.zone)
    let deal = try scene.deal(id).id
    return try scene.workspace.read { (snapshot) throws(CRMError) in
      Audit(
        try snapshot.index(), pipelines: try snapshot.pipelines(), scope: Audit.Scope(),
        clock: clock)
    }.findings.filter { $0.deal?.id == deal }.map(\.check)
  }

  func testItsDealsAreAudited() throws {
    let scene = try ImportScene()
    let result = try scene.take([
      row("1", ["Название сделки": "Другое имя"]),
      row("2", ["Этап сделки": "Закрыто и не реализовано"]),
      row("3", ["Этап сделки": "Успешно реализовано"]),
    ])
    let made = try pipeline(scene)
    XCTAssertEqual(made.stages.map(\.requires), [[.nextTask], [], [.lossReason]])
    XCTAssertFalse(made.matchNames)
    XCTAssertEqual(try checks(scene, "1"), [.taskMissing], "its name may be another (R5)")
    XCTAssertEqual(try checks(scene, "2"), [.lostIncomplete])
    XCTAssertEqual(try checks(scene, "3"), [])
    XCTAssertEqual(result.newPipelines.map(\.id), ["prodazhi"])
    XCTAssertTrue(try scene.take([row("4")]).newPipelines.isEmpty, "it is known by now")
    let problems = PipelineLint.problems(of: made, taskActions: ["Встреча"])
    XCTAssertTrue(problems.isEmpty, "\(problems)")
  }

  func testAStageAddedToAKnownPipelineAsksForATask() throws {
    let scene = try ImportScene()
    try scene.take([row("1", ["Воронка": "Реклама", "Этап сделки": "Дожим"])])
    let ads = try scene.workspace.read { (snapshot) throws(CRMError) in
      try snapshot.pipeline(named: "ads")
    }
    XCTAssertEqual(ads.stages.first { $0.id.text == "dozhim" }?.requires, [.nextTask])
    XCTAssertTrue(ads.matchNames, "a document without the key is judged as before")
  }

  func testLossReasonsComeFromTheExportElseFromTheDepartment() throws {
    let lost = "Закрыто и не реализовано"
    let header = "ID,Этап,Воронка,Компания,Ответственный,Причина отказа\n"
    func reasons(_ given: [String]) throws -> [String] {
      let scene = try ImportScene()
      let rows = given.enumerated().map { "\($0),\(lost),Продажи,Бар,Я,\($1)\n" }
      try scene.take(bytes: Array((header + rows.joined()).utf8))
      return try pipeline(scene).lossReasons
    }
    XCTAssertEqual(try reasons(["Скучно", "Дорого", "«скучно»"]), ["Скучно", "Дорого"])
    XCTAssertEqual(try reasons([""]).first, "Дорого", "those of the first pipeline")
    XCTAssertEqual(try reasons((1...100).map { "Потому что \($0)" }).count, 100)
    XCTAssertEqual(
      try reasons((1...101).map { "Потому что \($0)" }).first, "Дорого", "no dictionary")
  }

  func testAMappingSaysWhatIsRequiredAndInWhichCurrency() throws {
    let scene = try ImportScene()
    var wanted = NewPipeline(
      id: "sales", name: "Продажи",
      stages: [
        NewStage(id: "talks", name: "Переговоры", kind: .open, requires: [.budget]),
        NewStage(id: "won", name: "Успех", kind: .won, requires: [.endDate]),
        NewStage(id: "lost", name: "Отказ", kind: .lost, requires: []),
      ])
    wanted.currency = Currency(code: "KZT")
    var mapping = ImportMapping()
    mapping.pipelines["Продажи"] = .create(wanted)
    mapping.people["Иванов Пётр"] = Login(stored: "ip")
    try scene.take([row("1", ["Бюджет ": ""])], mapping: mapping, create: false)
    let made = try pipeline(scene)
    XCTAssertEqual(made.stages.map(\.requires), [[.budget], [.endDate], []])
    XCTAssertEqual(made.currency.code, "KZT")
    XCTAssertEqual(try checks(scene, "1"), [.budgetMissing])
  }

  func testWhatCanNeverBeMetIsRefused() throws {
    let scene = try ImportScene()
    let before = try scene.documents()
    var mapping = ImportMapping()
    mapping.pipelines["Продажи"] = .create(
      NewPipeline(
        id: "sales", name: "Продажи",
        stages: [
          NewStage(id: "talks", name: "Переговоры", kind: .open, requires: [.meetingReport]),
          NewStage(id: "won", name: "Успех", kind: .won),
          NewStage(id: "lost", name: "Отказ", kind: .lost),
        ]))
    mapping.people["Иванов Пётр"] = Login(stored: "ip")
    XCTAssertThrowsError(try scene.take([row("1")], mapping: mapping, create: false)) {
      guard case .usage(let phrase, _, _)? = $0 as? CRMError else { return XCTFail("\($0)") }
      XCTAssertTrue(phrase.en.contains("sales.talks.requires"), phrase.en)
    }
    var stage = ImportMapping()
    stage.pipelines["Продажи"] = .known("ads")
    stage.stages["Продажи"] = [
      "Переговоры": .create(
        NewStage(id: "talks", name: "Переговоры", kind: .open, requires: [.lossReason]))
    ]
    stage.people = mapping.people
    XCTAssertThrowsError(try scene.take([row("1")], mapping: stage, create: false)) {
      guard case .usage(let phrase, _, _)? = $0 as? CRMError else { return XCTFail("\($0)") }
      XCTAssertTrue(phrase.en.contains("ads.talks.requires"), phrase.en)
    }
    XCTAssertEqual(try scene.documents(), before)
  }
}
