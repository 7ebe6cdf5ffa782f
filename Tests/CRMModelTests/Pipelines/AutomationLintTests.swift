import CRMModel
import CRMTestSupport
import XCTest

/// R48, R49, R51: what lint finds in rules, each with its place.
final class AutomationLintTests: XCTestCase {
  private var rules: DealRules {
    let office = Department()
    let values = ValueContext(
      clock: AuditClock(now: office.now, zone: office.zone), currency: .rub)
    let people = People(users: [
      User(login: Login(stored: "petrov"), name: "Петров", role: .manager)
    ])
    return DealRules(
      Schema(
        fields: CustomFields([CustomField(id: "area", name: "Площадь", on: .deal, type: .number)]),
        people: people, context: values),
      ExpressionContext(values: values, user: office.user) { _, word in .ids([word]) }, checks: [])
  }

  private func problems(_ rules: [AutomationRule], stages: [Stage]? = nil) -> [String] {
    PipelineLint.problems(
      of: Pipeline.sales.with(stages: stages, automation: rules),
      taskActions: Department().settings.actionNames, rules: self.rules
    ).filter {
      $0.place.hasPrefix("on") || $0.place.contains("tasks") || $0.place.contains("owner")
    }
    .map { "\($0.severity.rawValue) \($0.place)" }
  }

  private func rule(_ when: String, if condition: String? = nil, _ steps: Effect...)
    -> AutomationRule
  {
    AutomationRule(id: "r", when: when, condition: condition, steps: steps)
  }

  func testSoundRulesHaveNoProblem() {
    let sound = Effect("task", "встреча", ["due": "+3wd", "for": "head", "text": "x"])
    for when in [
      "created", "entered new", "reopened", "task-done Отправить КП", "set area",
      "set budget", "lead-accepted", "called",
    ] {
      XCTAssertEqual(problems([rule(when, if: "budget > 5 and area is set", sound)]), [], when)
    }
    for when in ["won", "lost"] {
      XCTAssertEqual(problems([rule(when, Effect("set", "", ["tag": "x"]))]), [], when)
    }
    for step in [
      Effect("move", "signing"), Effect("close", "lost"), Effect("assign", "user:petrov"),
      Effect("assign", "stage-owner"),
      Effect("set", "", ["area": "12", "tag": "x", "budget": "5", "company.city": "Тверь"]),
    ] {
      XCTAssertEqual(problems([rule("created", step)]), [], step.text)
    }
  }

  func testR56ARuleSaysHowLongBeforeOneIsReminded() {
    for (remind, isSound) in [("2h", true), ("1d", true), ("скоро", false), ("", false)] {
      let step = Effect("task", "встреча", ["due": "+1d", "remind": remind])
      XCTAssertEqual(problems([rule("called", step)]).isEmpty, isSound, remind)
    }
  }

  /// cli.md: a stage is named by what is shown of it too, in rules as in commands.
  func testStagesAreNamedByIdOrByName() {
    for (when, stage) in [("entered new", "signing"), ("entered Новые", "на подпись")] {
      XCTAssertEqual(problems([rule(when, Effect("move", stage))]), [], when)
    }
    XCTAssertEqual(
      problems([rule("entered Новые", Effect("move", "Новые"))]), ["warning on[0]"], "a circle")
  }

  /// R17a, R52: a rule that would set a task on a closed deal never does.
  func testATaskAfterTheClosingIsAWarning() {
    let task = Effect("task", "Встреча", ["due": "+1d"])
    for when in ["won", "lost", "entered won", "entered Неуспешная сделка"] {
      XCTAssertEqual(problems([rule(when, task)]), ["warning on[0].do[0]"], when)
    }
    XCTAssertEqual(problems([rule("reopened", task)]), [])
  }

  func testEachMistakeIsFoundAtItsPlace() {
    let good = Effect("set", "", ["tag": "x"])
    for when in [
      "", "never", "entered nowhere", "entered", "won now", "task-done Сон", "set colour",
    ] {
      XCTAssertEqual(problems([rule(when, good)]), ["error on[0].when"], when)
    }
    for condition in ["budget >", "colour = red", "budget > много"] {
      XCTAssertEqual(
        problems([rule("created", if: condition, good)]), ["error on[0].if"], condition)
    }
    for step in [
      Effect("dance", "x"), Effect("move", "nowhere"), Effect("move", "won"),
      Effect("move", "new", ["due": "+1d"]), Effect("close", "open"), Effect("close", "x"),
      Effect("assign", "petrov"), Effect("assign", "user:nobody"), Effect("assign", "user:"),
      Effect("task", "Сон", ["due": "+1d"]), Effect("task", "Встреча"),
      Effect("task", "Встреча", ["due": "потом"]),
      Effect("task", "Встреча", ["due": "+1d", "for": "everybody"]),
      Effect("task", "Встреча", ["due": "+1d", "who": "petrov"]),
      Effect("set", "", ["colour": "x"]), Effect("set", "", ["area": "много"]),
      Effect("set", "", ["budget": "много"]), Effect("set", "", ["company.colour": "x"]),
      Effect("set", "", ["priority": "9"]),
    ] {
      XCTAssertEqual(problems([rule("created", good, step)]), ["error on[0].do[1]"], step.text)
    }
    XCTAssertEqual(problems([rule("created")]), ["error on[0].do"])
    XCTAssertEqual(problems([rule("created", good), rule("created", good)]), ["error on[1].id"])
    XCTAssertEqual(
      problems([AutomationRule(id: "new", when: "created", steps: [good])]), ["error on[0].id"])
    XCTAssertEqual(
      problems([AutomationRule(id: "Правило", when: "created", steps: [good])]), ["error on[0].id"])
    let many = (0...200).map { AutomationRule(id: "r\($0)", when: "created", steps: [good]) }
    XCTAssertEqual(problems(many), ["error on"])
    XCTAssertEqual(problems(Array(many.dropLast())), [])
  }

  func testACircleIsAWarning() {
    let there = AutomationRule(
      id: "there", when: "entered signing", condition: "budget is set",
      steps: [Effect("close", "won")])
    let back = AutomationRule(id: "back", when: "won", steps: [Effect("set", "", ["area": "1"])])
    let again = AutomationRule(id: "again", when: "set area", steps: [Effect("move", "signing")])
    XCTAssertEqual(problems([there, back]), [])
    XCTAssertEqual(
      problems([there, back, again]), ["warning on[0]", "warning on[1]", "warning on[2]"])
    let own = AutomationRule(id: "own", when: "entered won", steps: [Effect("close", "won")])
    XCTAssertEqual(problems([own, back]), ["warning on[0]"])
  }

  func testTasksOfStages() {
    func stages(_ kind: Stage.Kind, _ tasks: [StageTask], owner: String? = nil) -> [Stage] {
      let stage = Stage(
        id: StageID("x"), name: "X", kind: kind, requires: [], from: nil, template: nil,
        tasks: tasks, owner: owner.map { Login(stored: $0) })
      return [stage] + Pipeline.sales.stages
    }
    let good = StageTask(action: "Встреча", details: ["due": "+1d"], isExit: true)
    let late = StageTask(action: "Встреча", details: ["due": "потом"], isExit: false)
    XCTAssertEqual(problems([], stages: stages(.open, [good], owner: "petrov")), [])
    XCTAssertEqual(problems([], stages: stages(.lost, [good])), ["error stages[0].tasks[0]"])
    XCTAssertEqual(problems([], stages: stages(.open, [late])), ["error stages[0].tasks[0]"])
    XCTAssertEqual(problems([], stages: stages(.open, [good, good])), ["error stages[0].tasks[1]"])
    XCTAssertEqual(
      problems([], stages: stages(.open, [], owner: "nobody")), ["error stages[0].owner"])
  }
}
