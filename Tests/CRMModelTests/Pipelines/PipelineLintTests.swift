import CRMModel
import XCTest

final class PipelineLintTests: XCTestCase {
  private static let actions = ["Связаться с клиентом", "Встреча"]

  /// Every part of a pipeline that a test can change.
  private struct Draft {
    var id = "ads"
    var name = "Реклама"
    var least: Int64? = 100
    var most: Int64? = 200
    var mostCurrency = Currency.rub
    var characters = 30
    var words = 4
    var companyFields: [Field<Company>] = [.phone, .address]
    var packages = ["Стандарт", "Премиум"]
    var lossReasons = ["Дорого", "Другое"]
    var meetingActions = ["Встреча"]
    var isDescribed = false
    var stages = [
      stage("in-work", "В работу", [.nextTask]),
      stage("call", "Звонок", [.comment, .nextTask]),
      stage("lpr", "Вышел(а) на ЛПР", [.decisionMaker, .meetingAgreed]),
      stage("meeting", "Провел(а) встречу", [.companyCard, .meetingReport], template: template()),
      stage("won", "Успешно", .won, [.budget, .budgetBounds, .endDate, .package], from: "meeting"),
      stage("lost", "Закрыто", .lost, [.lossReason, .spokeWith, .comment], from: "call"),
    ]

    var pipeline: Pipeline {
      Pipeline(
        id: PipelineID(id), name: name, currency: .rub, allowSkip: false, allowBack: true,
        bounds: BudgetBounds(
          least: least.map { Money(minorUnits: $0, currency: .rub) },
          most: most.map { Money(minorUnits: $0, currency: mostCurrency) }),
        companyFields: companyFields,
        commentRule: CommentRule(leastCharacters: characters, leastWords: words, stopPhrases: []),
        packages: packages, lossReasons: lossReasons, meetingActions: meetingActions,
        stages: stages, isDescribed: isDescribed)
    }
  }

  private static func stage(
    _ id: String, _ name: String, _ requires: [Requirement.ID] = [], from: String? = nil,
    template: ReportTemplate? = nil
  ) -> Stage {
    stage(id, name, .open, requires, from: from, template: template)
  }

  private static func stage(
    _ id: String, _ name: String, _ kind: Stage.Kind, _ requires: [Requirement.ID] = [],
    from: String? = nil, template: ReportTemplate? = nil
  ) -> Stage {
    Stage(
      id: StageID(id), name: name, kind: kind, requires: requires, from: from.map { StageID($0) },
      template: template)
  }

  private static func template(
    _ sections: [(id: String, title: String, isRequired: Bool)] = [
      ("met", "С кем", true), ("kind", "Как", false),
    ]
  ) -> ReportTemplate {
    ReportTemplate(
      id: "meeting",
      sections: sections.map { .init(id: $0.id, title: $0.title, isRequired: $0.isRequired) })
  }

  /// Expects exactly these problems, written as `severity place`.
  private func assert(
    _ expected: String..., file: StaticString = #filePath, line: UInt = #line,
    actions: [String] = PipelineLintTests.actions, _ change: (inout Draft) -> Void
  ) {
    var draft = Draft()
    change(&draft)
    let problems = PipelineLint.problems(of: draft.pipeline, taskActions: actions)
    XCTAssertEqual(
      problems.map { "\($0.severity.rawValue) \($0.place)" }, expected, "\(problems)", file: file,
      line: line)
    for problem in problems {
      XCTAssertFalse(problem.message.ru.isEmpty, file: file, line: line)
      XCTAssertFalse(problem.message.en.isEmpty, file: file, line: line)
    }
  }

  func testSoundPipelineHasNoProblem() {
    assert { _ in }
  }

  func testBoundsMayBeMissing() {
    assert { $0.least = nil }
    assert { $0.most = nil }
    assert {
      $0.least = nil
      $0.most = nil
    }
    assert { $0.least = $0.most }
  }

  func testBoundsUpsideDownOrNegative() {
    assert("error budget") { $0.most = 99 }
    assert("error budget") { $0.mostCurrency = Currency(code: "EUR") ?? .rub }
    assert("error budget.least") { $0.least = -1 }
    assert("error budget.least") { $0.least = .min }
    assert("error budget.most", "error budget") { $0.most = -1 }
  }

  func testIDsAndNames() {
    for id in ["", "Ads", "a b", "реклама", "../x", "a_b", String(repeating: "a", count: 65)] {
      assert("error id") { $0.id = id }
      assert("error stages[0].id") { $0.stages[0] = Self.stage(id, "В работу", [.nextTask]) }
    }
    for name in ["", "  ", "«»", "\u{200B}"] {
      assert("error name") { $0.name = name }
      assert("error stages[0].name") { $0.stages[0] = Self.stage("in-work", name) }
    }
  }

  func testStagesThatCannotBeToldApart() {
    assert("error stages[1].id") { $0.stages[0] = Self.stage("call", "В работу") }
    assert("error stages[1].name") { $0.stages[1] = Self.stage("call", "«в  РАБОТУ»") }
    assert("error stages[1].name") { $0.stages[1] = Self.stage("call", "In-Work") }
    assert { $0.stages[1] = Self.stage("call", "Call") }
  }

  func testNumberOfStagesOfEachKind() {
    assert("error stages") { $0.stages.removeAll { $0.kind == .won } }
    assert { $0.stages.removeAll { $0.kind == .lost } }
    assert("error stages") { $0.stages.append(Self.stage("won-2", "Еще успешнее", .won)) }
    assert("error stages") { $0.stages.append(Self.stage("lost-2", "Совсем закрыто", .lost)) }
    assert("error stages", "error stages") { $0.stages = [] }
    assert("error stages") {
      $0.stages = [Self.stage("won", "Успешно", .won), Self.stage("lost", "Закрыто", .lost)]
    }
  }

  /// B50: «все этапы должны быть формализованы/описаны», where the pipeline says so.
  func testStagesWithoutDescription() {
    assert {
      $0.isDescribed = true
      $0.stages = $0.stages.map { Self.described($0, "Что сделано") }
    }
    assert { $0.stages = $0.stages.map { Self.described($0, nil) } }
    assert("error stages[1].description", "error stages[4].description") { draft in
      draft.isDescribed = true
      draft.stages = draft.stages.enumerated().map { index, stage in
        Self.described(stage, [1, 4].contains(index) ? nil : "Что сделано")
      }
    }
  }

  private static func described(_ stage: Stage, _ text: String?) -> Stage {
    Stage(
      id: stage.id, name: stage.name, kind: stage.kind, requires: stage.requires, from: stage.from,
      template: stage.template, description: text)
  }

  /// B27: «избегайте «разрывов»»: a deal there neither goes on nor ends.
  func testParkingStages() {
    for name in [
      "Отложено", "Отложенные", "Условный отказ", "На паузе", "Пауза", "Заморожено", "On hold",
      "Postponed", "Paused until spring", "PARKED",
    ] {
      assert("error stages[1].name") { $0.stages[1] = Self.stage("call", name) }
      assert { $0.stages[5] = Self.stage("lost", name, .lost, from: "call") }
    }
    for name in ["Держим в курсе", "Household", "Отложили образцы"] {
      assert { $0.stages[1] = Self.stage("call", name) }
    }
  }

  func testAdviceRefusesNoCommand() {
    var draft = Draft()
    draft.isDescribed = true
    draft.stages[1] = Self.stage("call", "Отложено")
    draft.stages[2] = Self.stage("lpr", "")
    let problems = PipelineLint.problems(of: draft.pipeline, taskActions: Self.actions)
    XCTAssertEqual(
      problems.filter { !$0.isAdvice }.map(\.place), ["stages[2].name"])
  }

  func testOpenStageBehindAClosingOne() {
    assert("warning stages[6]") { $0.stages.append(Self.stage("after", "После")) }
  }

  func testWayIntoAStage() {
    assert("error stages[5].from") {
      $0.stages[5] = Self.stage("lost", "Закрыто", .lost, from: "x")
    }
    assert("error stages[5].from") {
      $0.stages[5] = Self.stage("lost", "Закрыто", .lost, from: "won")
    }
    assert("error stages[5].from") {
      $0.stages[5] = Self.stage("lost", "Закрыто", .lost, from: "lost")
    }
    assert("warning stages[1].from") {
      $0.stages[1] = Self.stage("call", "Звонок", from: "in-work")
    }
  }

  func testDictionaries() {
    assert("error packages[2]") { $0.packages.append(" ") }
    assert("warning packages[2]") { $0.packages.append("«стандарт»") }
    assert("warning lossReasons[2]") { $0.lossReasons.append("ДОРОГО") }
    assert("warning meetingActions[1]") { $0.meetingActions.append("встреча") }
    assert("warning companyFields[2]") { $0.companyFields.append(.phone) }
  }

  func testRequirementsWithNothingToAskFor() {
    assert("error stages[4].requires[3]") { $0.packages = [] }
    assert("error stages[5].requires[0]") { $0.lossReasons = [] }
    assert("error stages[3].requires[0]") { $0.companyFields = [] }
    assert("error stages[3].requires[1]") {
      $0.stages[3] = Self.stage("meeting", "Встреча", [.companyCard, .meetingReport])
    }
    for sections in [[], [("met", "С кем", false)]] {
      assert("error stages[3].requires[1]") {
        $0.stages[3] = Self.stage(
          "meeting", "Встреча", [.companyCard, .meetingReport], template: Self.template(sections))
      }
    }
    assert {
      $0.packages = []
      $0.lossReasons = []
      $0.companyFields = []
      $0.stages = [Self.stage("new", "Новые"), Self.stage("won", "Успешно", .won)]
    }
  }

  func testMeetingsThatCannotBeAgreed() {
    assert("error stages[2].requires[1]") { $0.meetingActions = [] }
    assert("error meetingActions[0]") { $0.meetingActions = ["Обед"] }
    assert("error meetingActions[0]", actions: []) { _ in }
    assert(actions: ["ВСТРЕЧА"]) { _ in }
  }

  func testRequirementsThatCanNeverBeMetThere() {
    for requirement in [Requirement.ID.nextTask, .meetingAgreed, .lossReason, .spokeWith] {
      assert("error stages[4].requires[0]") {
        $0.stages[4] = Self.stage("won", "Успешно", .won, [requirement])
      }
    }
    for requirement in [Requirement.ID.nextTask, .meetingAgreed] {
      assert("error stages[5].requires[0]") {
        $0.stages[5] = Self.stage("lost", "Закрыто", .lost, [requirement])
      }
    }
    for requirement in [Requirement.ID.lossReason, .spokeWith] {
      assert("error stages[1].requires[0]") {
        $0.stages[1] = Self.stage("call", "Звонок", [requirement])
      }
    }
    assert("error stages[0].requires[0]") {
      $0.stages[0] = Self.stage("in-work", "В работу", [.meetingReport], template: Self.template())
    }
  }

  func testRequirementListedTwice() {
    assert("warning stages[1].requires[2]") {
      $0.stages[1] = Self.stage("call", "Звонок", [.comment, .nextTask, .comment])
    }
  }

  func testCommentRule() {
    for characters in [-1, .min, 1_001, .max] {
      assert("error comment.minCharacters") { $0.characters = characters }
    }
    for words in [-1, .min, 101, .max] { assert("error comment.minWords") { $0.words = words } }
    assert {
      $0.characters = 0
      $0.words = 100
    }
  }

  func testTemplateSections() {
    let table: [(String, [(id: String, title: String, isRequired: Bool)])] = [
      ("error stages[3].template.sections[1].id", [("met", "С кем", true), ("met", "Что", true)]),
      (
        "error stages[3].template.sections[1].title",
        [("met", "С кем", true), ("b", "с КЕМ", true)]
      ),
      ("error stages[3].template.sections[1].title", [("met", "С кем", true), ("b", "Met", true)]),
      ("error stages[3].template.sections[0].id", [("a=b", "С кем", true)]),
      ("error stages[3].template.sections[0].title", [("met", " ", true)]),
    ]
    for (place, sections) in table {
      assert(place) {
        $0.stages[3] = Self.stage(
          "meeting", "Встреча", [.meetingReport], template: Self.template(sections))
      }
    }
  }

  func testTaskActions() {
    func places(_ actions: [String]) -> [String] {
      PipelineLint.problems(ofTaskActions: actions).map { "\($0.severity.rawValue) \($0.place)" }
    }
    XCTAssertEqual(places(Self.actions), [])
    XCTAssertEqual(places([]), ["error taskActions"])
    XCTAssertEqual(
      places(["Встреча", "", "встреча"]), ["error taskActions[1]", "warning taskActions[2]"])
  }

  func testHostileTextIsShownAndNotObeyed() {
    var draft = Draft()
    draft.id = "\u{1B}[2J"
    draft.packages = ["\u{202E}x", "\u{202E}x"]
    draft.stages.append(Self.stage("\u{7}", "\u{1B}]0;x\u{7}", .won, from: "\u{1B}"))
    for problem in PipelineLint.problems(of: draft.pipeline, taskActions: []) {
      let scalars = (problem.message.ru + problem.message.en + problem.place).unicodeScalars
      XCTAssertFalse(scalars.contains { $0.value < 0x20 || $0.value == 0x202E }, "\(problem)")
    }
  }
}
