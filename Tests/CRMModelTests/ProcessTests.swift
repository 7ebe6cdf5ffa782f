import CRMModel
import CRMTestSupport
import XCTest

/// R52: processes go step by step beside a deal's stages.
final class ProcessTests: XCTestCase {
  private var office = Department()

  private func step(_ action: String, _ details: [String: String] = ["due": "+1d"]) -> StageTask {
    StageTask(action: action, details: details, isExit: false)
  }

  private lazy var delivery = SalesProcess(
    id: "delivery", name: "Доставка",
    steps: [
      step("Отправить КП"), step("Встреча", ["due": "+2d", "for": "user:sklad"]),
      step("Проверить оплату"),
    ])

  private func rules(_ processes: [SalesProcess]) -> DealRules {
    let clock = AuditClock(now: office.now, zone: office.zone)
    let context = ValueContext(clock: clock, currency: .rub)
    let schema = Schema(fields: CustomFields(), people: People(), context: context)
    return DealRules(
      schema, ExpressionContext(values: context, user: office.user) { _, _ in .ids([]) },
      checks: [], processes: processes)
  }

  private func started(_ processes: [SalesProcess]? = nil) throws -> DealCase {
    var subject = try office.add()
    subject.rules = rules(processes ?? [delivery])
    return subject.with(
      try StartProcess("доставка").apply(to: subject, in: office.context()))
  }

  private func done(_ subject: DealCase, _ number: Int) throws -> DealCase {
    var action = FinishTask(number)
    action.result = "Сделано"
    return subject.with(try action.apply(to: subject, in: office.context()))
  }

  private func steps(_ subject: DealCase) -> [String] {
    subject.deal.tasks.filter { $0.process != nil }.map { "\($0.action) \($0.state.rawValue)" }
  }

  func testR52StepsFollowEachOtherStrictly() throws {
    var subject = try started()
    let first = subject.deal.tasks.count
    XCTAssertEqual(steps(subject), ["Отправить КП open"])
    subject = try done(subject, first)
    XCTAssertEqual(steps(subject), ["Отправить КП done", "Встреча open"])
    XCTAssertEqual(subject.deal.tasks.last?.assignee.text, "sklad")
    subject = try done(subject, first + 1)
    subject = try done(subject, first + 2)
    XCTAssertNil(subject.deal.running("delivery"))
    let run = try XCTUnwrap(subject.deal.processRuns.last)
    XCTAssertEqual(run.tasks.count, 3)
    XCTAssertNotNil(run.endedAt)
    XCTAssertNil(run.reason)
  }

  func testR52AtMostOneRunOfAProcess() throws {
    var subject = try started()
    XCTAssertThrowsError(try StartProcess("delivery").apply(to: subject, in: office.context()))
    for number in [2, 3, 4] { subject = try done(subject, number) }
    subject = subject.with(try StartProcess("delivery").apply(to: subject, in: office.context()))
    XCTAssertEqual(subject.deal.processRuns.count, 2)
    XCTAssertEqual(subject.deal.running("delivery")?.tasks.count, 1)
  }

  /// A step is no next task, no health, and ends with no other task's result.
  func testR52AStepCountsForNoRule() throws {
    var subject = try started()
    XCTAssertEqual(subject.deal.openTasks.map(\.number), [1])
    XCTAssertEqual(Set(subject.deal.plannedTasks.map(\.number)), [1, 2])
    XCTAssertThrowsError(try done(subject, 1), "the last task of the deal itself needs a next one")
    subject = try done(subject, 2)
    XCTAssertEqual(subject.deal.openTasks.map(\.number), [1])
    let record = DealRecord(subject.deal, pipeline: subject.pipeline)
    XCTAssertEqual(record.openTasks.map(\.number), [1])
    XCTAssertEqual(record.processTasks.map(\.number), [3])
    XCTAssertEqual(record.helpers.map(\.text), ["sklad"])
  }

  func testR52AStepIsNotCancelledButTheProcessStopped() throws {
    let subject = try started()
    var cancel = CancelTask(2)
    cancel.followUp.reason = "Не нужно"
    XCTAssertThrowsError(try cancel.apply(to: subject, in: office.context())) { error in
      XCTAssertEqual(
        (error as? Refusal)?.remedies.first?.words.prefix(2), [Phrase("process"), Phrase("stop")])
    }
    XCTAssertThrowsError(
      try StopProcess("delivery", reason: nil).apply(to: subject, in: office.context()))
    let stopped = subject.with(
      try StopProcess("delivery", reason: "Забрали сами")
        .apply(to: subject, in: office.context()))
    XCTAssertEqual(steps(stopped), ["Отправить КП cancelled"])
    XCTAssertEqual(stopped.deal.processRuns.last?.reason, "Забрали сами")
    XCTAssertThrowsError(
      try StopProcess("delivery", reason: "Еще раз").apply(to: stopped, in: office.context()))
  }

  /// R4 and R17a end what a deal's own tasks are; a process goes on after a sale.
  func testR52ASaleLeavesProcessesGoingALossStopsThem() throws {
    let working = try office.move(started(), to: "call")
    let lost = try office.lose(working)
    XCTAssertEqual(steps(lost), ["Отправить КП cancelled"])
    XCTAssertNil(lost.deal.running("delivery"))
    XCTAssertThrowsError(try StartProcess("delivery").apply(to: lost, in: office.context()))

    var won = try sold(working)
    XCTAssertEqual(steps(won), ["Отправить КП open"])
    XCTAssertTrue(won.deal.openTasks.isEmpty)
    won = try done(won, 2)
    XCTAssertEqual(steps(won), ["Отправить КП done", "Встреча open"], "set on a won deal")
    XCTAssertNotNil(won.deal.running("delivery"))
    let again = try StopProcess("delivery", reason: "Сами").apply(to: won, in: office.context())
    XCTAssertNoThrow(try StartProcess("delivery").apply(to: won.with(again), in: office.context()))
  }

  func testR52AProcessMayEndWithTheDeal() throws {
    delivery = SalesProcess(
      id: "delivery", name: "Доставка", steps: delivery.steps, endsWithDeal: true)
    let won = try sold(try office.move(started(), to: "call"))
    XCTAssertEqual(steps(won), ["Отправить КП cancelled"])
  }

  private func sold(_ working: DealCase) throws -> DealCase {
    var subject = working
    let open = subject.pipeline.stages.filter { $0.kind == .open }.map(\.id)
    for stage in open.drop(while: { $0 != subject.deal.stage }).dropFirst() {
      subject = try office.move(subject, to: stage.text)
    }
    return try office.win(subject)
  }

  func testR52ADefinitionThatIsGoneEndsTheProcessAndSaysSo() throws {
    var subject = try started()
    subject.rules = rules([])
    subject = try done(subject, 2)
    XCTAssertNil(subject.deal.running("delivery"))
    XCTAssertEqual(subject.deal.processRuns.last?.reason, "processes/delivery.json")
  }

  /// A step whose action left the dictionary does not keep anybody from finishing the one before.
  func testR52AStepThatCannotBeSetEndsTheProcess() throws {
    var subject = try started([
      SalesProcess(
        id: "delivery", name: "Доставка", steps: [step("Отправить КП"), step("Улететь")])
    ])
    subject = try done(subject, 2)
    XCTAssertTrue(subject.deal.processRuns.last?.reason?.contains("Улететь") == true)
  }

  /// Whose step it is finishes it, on whoever's deal.
  func testR52TheAssigneeOfAStepMayFinishIt() throws {
    var subject = try done(try started(), 2)
    let before = subject.deal
    subject = try done(subject, 3)
    let people = People(
      users: [("ivanov", UserRole.manager), ("sklad", .manager), ("petrov", .manager)].map {
        User(login: Login(stored: $0.0), name: $0.0, role: $0.1)
      })
    let day = office.zone.day(of: office.now)
    func may(_ login: String, _ before: Deal, _ after: Deal) -> Bool {
      (try? people.require(
        changing: before, to: after, by: Login(stored: login), on: day)) != nil
    }
    XCTAssertTrue(may("sklad", before, subject.deal))
    XCTAssertFalse(may("petrov", before, subject.deal))
    let ended = try done(subject, 4)
    XCTAssertTrue(may("ivanov", subject.deal, ended.deal))
  }

  func testR52LintFindsWhatStepsCannotName() throws {
    let problems = PipelineLint.problems(
      of: SalesProcess(
        id: "плохо", name: "Плохо",
        steps: [
          step("Улететь"), step("Встреча", ["due": "когда-нибудь"]),
          step("Встреча", ["due": "+1d", "for": "nobody"]),
          step("Встреча", ["when": "now", "due": "+1d"]),
        ]),
      startedIn: try office.add().pipeline, taskActions: office.settings.actionNames,
      rules: rules([]))
    XCTAssertEqual(
      problems.map(\.place), ["id", "steps[0]", "steps[1]", "steps[2]", "steps[3]"])
  }

  func testR48ARuleStartsAProcessThatThereIs() {
    for (id, isSound) in [(delivery.id, true), ("nowhere", false)] {
      let rule = AutomationRule(id: "r", when: "won", steps: [Effect("process", id)])
      let problems = PipelineLint.problems(
        of: Pipeline.sales.with(stages: nil, automation: [rule]),
        taskActions: office.settings.actionNames, rules: rules([delivery]))
      XCTAssertEqual(problems.contains { $0.place.hasPrefix("on") }, !isSound, id)
    }
  }
}
