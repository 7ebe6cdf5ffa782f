import CRMModel
import XCTest

@testable import CRMCore

final class ImportNamesTests: XCTestCase {
  private func row(_ id: String, _ cells: [String: String] = [:]) -> [String: String] {
    AmoCRMExport.row(id, cells)
  }

  private func unknown(
    _ scene: ImportScene, _ rows: [[String: String]], mapping: ImportMapping? = nil
  ) throws -> ImportUnknown {
    guard
      case .unknown(let unknown) = try scene.outcome(
        of: AmoCRMExport(rows: rows).bytes, mapping: mapping)
    else { throw ImportError.empty }
    return unknown
  }

  func testUnknownNamesStopTheImportWithAProposal() throws {
    let scene = try ImportScene()
    let before = try scene.documents()
    let unknown = try unknown(
      scene,
      [
        row("1", ["Этап сделки": "Особый"]), row("2", ["Этап сделки": "Согласование договора"]),
        row("3", ["Этап сделки": "Первичный контакт"]),
        row("4", ["Этап сделки": "Успешно реализовано"]),
        row("5", ["Воронка": "Реклама", "Этап сделки": "Дожим", "Ответственный": "Иванов Андрей"]),
        row("6", ["Воронка": "Реклама", "Этап сделки": "Звонок", "Ответственный": "Иванов Антон"]),
      ])
    XCTAssertEqual(unknown.pipelines, ["Продажи"])
    XCTAssertEqual(unknown.stages.map(\.stage), ["Дожим"])
    XCTAssertEqual(unknown.people, ["Иванов Пётр", "Иванов Андрей", "Иванов Антон"])
    XCTAssertEqual(try scene.documents(), before)

    let proposal = unknown.proposal
    var sales = NewPipeline(
      id: "prodazhi", name: "Продажи",
      stages: [
        NewStage(id: "pervichnyy-kontakt", name: "Первичный контакт", kind: .open),
        NewStage(id: "soglasovanie-dogovora", name: "Согласование договора", kind: .open),
        NewStage(id: "osobyy", name: "Особый", kind: .open),
        NewStage(id: "won", name: "Успешно реализовано", kind: .won),
        NewStage(id: "lost", name: "Закрыто и не реализовано", kind: .lost),
      ])
    sales.currency = .rub
    XCTAssertEqual(proposal.pipelines["Продажи"], .create(sales))
    XCTAssertEqual(
      proposal.stages,
      ["Реклама": ["Дожим": .create(NewStage(id: "dozhim", name: "Дожим", kind: .open))]])
    XCTAssertEqual(
      proposal.people.mapValues(\.text),
      ["Иванов Пётр": "ivanov", "Иванов Андрей": "ivanov.a", "Иванов Антон": "ivanov.a2"])
    let refusal = unknown.refusal(remedies: [])
    XCTAssertEqual(refusal.rule, "import")
    XCTAssertTrue(refusal.message.en.contains("«Реклама / Дожим»"), refusal.message.en)
  }

  func testCreateTakesTheProposalAsItStandsInOneOperation() throws {
    let scene = try ImportScene()
    let rows = [row("1"), row("2", ["Воронка": "Реклама", "Этап сделки": "Дожим"])]
    let proposal = try unknown(scene, rows).proposal
    let result = try scene.take(rows)
    XCTAssertEqual(result.created, 2)
    XCTAssertEqual(result.mapping, proposal)
    let made = try scene.workspace.read { (snapshot) throws(CRMError) in
      (
        try snapshot.pipeline(named: "Продажи"), try snapshot.pipeline(named: "ads"),
        try snapshot.settings().people
      )
    }
    XCTAssertEqual(made.0.stages.map(\.id.text), ["peregovory", "won", "lost"])
    XCTAssertTrue(made.0.allowSkip && made.0.allowBack)
    XCTAssertEqual(made.0.commentRule, made.1.commentRule, "the department's own rule")
    XCTAssertEqual(made.1.stages.suffix(3).map(\.id.text), ["dozhim", "won", "lost"])
    XCTAssertEqual(made.2, ["ivanov": "Иванов Пётр"])
    XCTAssertEqual(try scene.deal("2").stage.text, "dozhim")
    let names = try scene.workspace.read { (snapshot) throws(CRMError) in try snapshot.pipelines() }
    XCTAssertEqual(Set(names.keys.map(\.text)), ["ads", "crm", "smm", "prodazhi"])
  }

  func testAMappingSaysWhatNamesMean() throws {
    let scene = try ImportScene()
    var mapping = ImportMapping()
    mapping.pipelines["продажи"] = .known("Реклама")
    mapping.stages["ПРОДАЖИ"] = ["переговоры": .known("Звонок")]
    mapping.people["Иванов Петр"] = Login(stored: "ip")
    let rows = [row("1"), row("2", ["Этап сделки": "Успешно реализовано"])]
    let result = try scene.take(rows, mapping: mapping, create: false)
    XCTAssertEqual(result.created, 2)
    XCTAssertEqual(try scene.deal("1").stage.text, "call")
    XCTAssertEqual(try scene.deal("1").manager.text, "ip")
    XCTAssertEqual(try scene.deal("2").stage.text, "won", "amoCRM's own name of a closed stage")
    XCTAssertEqual(
      try scene.take(rows, create: false).skipped, 2, "nothing is new, so nothing has to be known")
  }

  func testAMappingOfThingsThatDoNotExistIsAnError() throws {
    let scene = try ImportScene()
    var pipelines = ImportMapping()
    pipelines.pipelines["Продажи"] = .known("nowhere")
    var stages = ImportMapping()
    stages.pipelines["Продажи"] = .known("ads")
    stages.stages["Продажи"] = ["Переговоры": .known("nowhere")]
    var taken = ImportMapping()
    taken.pipelines["Продажи"] = .create(NewPipeline(id: "ads", name: "Продажи", stages: []))
    var closing = ImportMapping()
    closing.pipelines["Продажи"] = .known("ads")
    closing.stages["Продажи"] = [
      "Переговоры": .create(NewStage(id: "won2", name: "Переговоры", kind: .won))
    ]
    var other = closing
    other.stages["Продажи"] = [
      "Переговоры": .create(NewStage(id: "call", name: "Переговоры", kind: .open))
    ]
    for (mapping, place) in [
      (pipelines, "pipelines.Продажи.to"), (stages, "stages.Продажи.Переговоры"),
      (taken, "pipelines.Продажи.create.id"), (closing, "create.kind"),
      (other, "stages.Продажи.Переговоры.create.id"),
    ] {
      XCTAssertThrowsError(try scene.take([row("1")], mapping: mapping)) {
        guard case .usage(let phrase, _, _)? = $0 as? CRMError else { return XCTFail("\($0)") }
        XCTAssertTrue(phrase.en.contains(place), phrase.en)
      }
    }
  }

  func testAMappingServesTheNextImportToo() throws {
    let scene = try ImportScene()
    let rows = [row("1"), row("2", ["Воронка": "Реклама", "Этап сделки": "Дожим"])]
    let mapping = try unknown(scene, rows).proposal
    try scene.take(rows, mapping: mapping, create: false)
    let more = rows + [row("3"), row("4", ["Воронка": "Реклама", "Этап сделки": "Дожим"])]
    let result = try scene.take(more, mapping: mapping, create: false)
    XCTAssertEqual([result.created, result.skipped], [2, 2])
    XCTAssertEqual(try scene.deal("4").stage, try scene.deal("2").stage)
  }

  func testWhatAMappingLeavesOutIsStillAskedFor() throws {
    let scene = try ImportScene()
    var mapping = ImportMapping()
    mapping.people["Иванов Пётр"] = Login(stored: "ip")
    let unknown = try unknown(scene, [row("1")], mapping: mapping)
    XCTAssertEqual(unknown.pipelines, ["Продажи"])
    XCTAssertTrue(unknown.people.isEmpty)
    XCTAssertEqual(unknown.proposal.people, mapping.people)
  }

  func testPeopleAreKnownByNameAndByLogin() throws {
    let scene = try ImportScene()
    try scene.take([row("1")])
    let result = try scene.take(
      [row("2", ["Ответственный": "ИВАНОВ ПЕТР"]), row("3", ["Ответственный": "Ivanov"])],
      create: false)
    XCTAssertEqual(result.created, 2)
    XCTAssertNil(result.mapping)
    XCTAssertEqual(try scene.deal("3").manager.text, "ivanov")
  }

  func testAThousandPipelinesAreNoPipelines() throws {
    let scene = try ImportScene()
    let rows = (0..<1_001).map { row("\($0)", ["Воронка": "Воронка \($0)"]) }
    XCTAssertThrowsError(try scene.take(rows)) {
      guard case .usage? = $0 as? CRMError else { return XCTFail("\($0)") }
    }
  }
}
