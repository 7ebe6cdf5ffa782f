import CRMModel
import CRMTestSupport
import XCTest

/// R48, R49: what a pipeline does by itself, and that it does nothing a person could not have done.
final class AutomationTests: XCTestCase {
  private var office = Department()

  private func rule(
    _ id: String, _ when: String, if condition: String? = nil, _ steps: Effect...
  ) -> AutomationRule {
    AutomationRule(id: id, when: when, condition: condition, steps: steps)
  }

  /// A department whose expressions are understood; `season` is a field of its own.
  private func rules(_ people: People = People()) -> DealRules {
    let values = ValueContext(
      clock: AuditClock(now: office.now, zone: office.zone), currency: .rub)
    let fields = CustomFields([
      CustomField(id: "season", name: "Сезон", on: .deal, type: .line),
      CustomField(id: "loyalty", name: "Лояльность", on: .company, type: .number),
    ])
    return DealRules(
      Schema(fields: fields, people: people, context: values),
      ExpressionContext(values: values, user: office.user) { _, word in .ids([word]) }, checks: [])
  }

  /// A deal of a pipeline with rules, as the user's own command left it.
  private func deal(
    _ rules: AutomationRule..., in pipeline: Pipeline = .sales, stages: [Stage]? = nil,
    people: People = People(), _ change: (inout AddDeal) -> Void = { _ in }
  ) throws -> DealCase {
    let pipeline = pipeline.with(stages: stages, automation: rules)
    var subject = try office.add(to: pipeline, change)
    subject.rules = self.rules(people)
    return subject
  }

  private func run(
    _ subject: DealCase, since count: Int = 0, siblings: [DealCase] = []
  ) -> AutomationRun {
    var run = AutomationRun(subject, siblings: siblings, in: office.context())
    run.run(after: subject.deal.history.dropFirst(count))
    return run
  }

  /// What a command on the deal set going.
  private func run(_ action: some DealAction, on before: DealCase) throws -> AutomationRun {
    let outcome = try action.apply(to: before, in: office.context())
    var subject = before
    subject.deal = outcome.deal
    return run(subject, since: before.deal.history.count)
  }

  private func done(_ run: AutomationRun) -> [String] {
    run.steps.map { $0.why == nil ? $0.step : "!\($0.step)" }
  }

  func testEachTriggerFiresOnItsOwnEventOnly() throws {
    let mark = Effect("set", "", ["tag": "x"])
    func fires(_ when: String, _ event: Event.Kind, lead: Bool = false) throws -> Bool {
      var subject = try deal(rule("r", when, mark))
      if lead { subject.deal.facts["lead"] = .text("abc") }
      subject.deal.stage = StageID("in-progress")
      subject.deal.history.append(office.context().event(event))
      return !run(subject, since: subject.deal.history.count - 1).steps.isEmpty
    }
    let (new, progress) = (StageID("new"), StageID("in-progress"))
    let (won, lost) = (StageID("won"), StageID("lost"))
    let done = Event.Kind.taskDone(number: 1, result: "Да", noNextReason: nil)
    let asked = Event.Kind.edited(
      FieldChange("invoiceRequestedAt", old: nil, new: "2026-11-20T07:00:00Z"), reason: nil)
    let season = Event.Kind.edited(FieldChange("fields.season", old: nil, new: "x"), reason: nil)
    for (when, event, lead, isFired) in [
      ("created", .created(stage: new), false, true),
      ("created", .moved(from: new, to: progress), false, false),
      ("entered in-progress", .moved(from: new, to: progress), false, true),
      ("entered В работе", .moved(from: new, to: progress), false, true),
      ("entered новые", .moved(from: new, to: progress), false, false),
      ("entered new", .moved(from: new, to: progress), false, false),
      ("entered new", .created(stage: new), false, true),
      ("entered in-progress", .migrated(from: new, to: progress), false, false),
      ("entered won", .closed(from: new, to: won), false, true),
      ("entered new", .reopened(from: won, to: new, cleared: []), false, true),
      ("won", .closed(from: new, to: won), false, true),
      ("won", .closed(from: new, to: lost), false, false),
      ("lost", .closed(from: new, to: lost), false, true),
      ("lost", .closed(from: new, to: won), false, false),
      ("reopened", .reopened(from: lost, to: new, cleared: []), false, true),
      ("reopened", .moved(from: new, to: progress), false, false),
      ("task-done Связаться с клиентом", done, false, true),
      ("task-done связаться с клиентом", done, false, true),
      ("task-done Встреча", done, false, false),
      ("set season", season, false, true), ("set budget", season, false, false),
      ("invoice-requested", asked, false, true), ("invoice-requested", season, false, false),
      ("lead-accepted", .created(stage: new), true, true),
      ("lead-accepted", .created(stage: new), false, false),
      ("lead-accepted", .moved(from: new, to: progress), true, false),
      ("nonsense", .created(stage: new), false, false),
      ("won x", .closed(from: new, to: won), false, false),
    ] as [(String, Event.Kind, Bool, Bool)] {
      XCTAssertEqual(try fires(when, event, lead: lead), isFired, "\(when) \(event)")
    }
  }

  func testStepsAreTheOrdinaryActionsAndSayWhoseRuleTheyAre() throws {
    let subject = try deal(
      rule(
        "start", "created",
        Effect("task", "Встреча", ["due": "+3wd", "for": "author", "text": "у них"]),
        Effect("move", "signing"),
        Effect("set", "", ["budget": "60000", "season": "лето", "company.loyalty": "5"]),
        Effect("assign", "user:petrov"), Effect("close", "won")))
    let run = run(subject)
    XCTAssertEqual(
      done(run),
      [
        "task Встреча", "move signing", "set budget company.loyalty season", "assign user:petrov",
        "close won",
      ])
    let deal = run.subject.deal
    XCTAssertEqual(deal.stage, StageID("won"))
    XCTAssertEqual(deal.manager.text, "petrov")
    XCTAssertEqual(deal.budget, .roubles(60_000))
    XCTAssertEqual(deal.fields["season"]?.text, "лето")
    XCTAssertEqual(run.subject.company.fields["loyalty"]?.text, "5")
    let task = try XCTUnwrap(deal.tasks.last)
    // Friday and three working days: the end of Wednesday's work.
    XCTAssertEqual(task.due, Department.time("2026-11-25T18:00:00+03:00"))
    // The move left it open, for no stage had set it (R54), and it went over with the deal.
    XCTAssertEqual(task.assignee.text, "petrov")
    XCTAssertEqual(task.text, "у них")
    XCTAssertEqual(deal.tasks.map(\.result), ["start", "start"], "R54: nobody else says it")
    let own = subject.deal.history.count
    XCTAssertEqual(deal.history.prefix(own).compactMap(\.automation), [])
    XCTAssertEqual(Set(deal.history.dropFirst(own).map(\.automation)), ["start"])
    XCTAssertEqual(deal.workedAt, subject.deal.workedAt, "R38: automation is no work")
    XCTAssertEqual(run.subject.company.history.last?.automation, "start")
  }

  func testAStepThatIsRefusedIsLeftOutAndTheRestStands() throws {
    let subject = try deal(
      rule("skip", "created", Effect("move", "meeting"), Effect("set", "", ["tag": "новая"])),
      in: .ads)
    let run = run(subject)
    XCTAssertEqual(done(run), ["!move meeting", "set tag"])
    XCTAssertEqual(run.subject.deal.stage, StageID("in-work"))
    let blocked = run.subject.deal.blockedSteps(in: subject.pipeline)
    XCTAssertEqual(blocked.map(\.step), ["move meeting"])
    XCTAssertTrue(blocked[0].why.en.contains("stages are not skipped"), blocked[0].why.en)
    XCTAssertEqual(run.notices.map { $0.message.en.contains("'move meeting'") }, [true])
    let open = try deal(rule("go", "created", Effect("move", "call")), in: .ads)
    XCTAssertEqual(
      self.run(open).notices.map { $0.remedies.first?.words.map(\.en).prefix(3) },
      [["comment", "add", open.deal.id.text]], "what is missing is supplied before it is resumed")
  }

  func testANextTaskIsAskedForWhenAllStepsOfTheRuleAreDone() throws {
    let stages: [Stage] =
      [.open("new", "Новые", []), .open("next", "Дальше", [.nextTask])]
      + Pipeline.sales.stages.suffix(2)
    func moved(_ steps: Effect...) throws -> [String] {
      let subject = try deal(
        AutomationRule(id: "r", when: "created", steps: steps), stages: stages
      ) { $0.next = NextTask() }
      let run = run(subject)
      XCTAssertEqual(
        run.subject.deal.stage.text, done(run).contains("move next") ? "next" : "new")
      return done(run)
    }
    XCTAssertEqual(
      try moved(Effect("move", "next"), Effect("task", "Встреча", ["due": "today"])),
      ["move next", "task Встреча"])
    XCTAssertEqual(
      try moved(Effect("move", "next"), Effect("set", "", ["tag": "x"])), ["!move next", "set tag"])
  }

  func testConditionsAreJudgedWithTheDealAsItIsThen() throws {
    let subject = try deal(
      rule("first", "created", if: "budget is empty", Effect("set", "", ["budget": "100"])),
      rule("second", "created", if: "budget is empty", Effect("set", "", ["tag": "empty"])),
      rule("third", "created", if: "budget = 100", Effect("set", "", ["tag": "full"])))
    XCTAssertEqual(run(subject).steps.map(\.rule), ["first", "third"])
  }

  func testRulesRunInTheOrderOfTheDocumentThenThoseThatTheySetOff() throws {
    let subject = try deal(
      rule("after", "entered in-progress", Effect("set", "", ["tag": "a"])),
      rule("move", "created", Effect("move", "in-progress")),
      rule("late", "created", Effect("set", "", ["season": "зима"])),
      rule("season", "set season", Effect("set", "", ["tag": "b"])))
    XCTAssertEqual(run(subject).steps.map(\.rule), ["move", "late", "after", "season"])
  }

  func testACircleEndsAtTheLimitWithAFinding() throws {
    let flags = try deal(
      rule("on", "set season", if: "season = a", Effect("set", "", ["season": "b"])),
      rule("off", "set season", if: "season = b", Effect("set", "", ["season": "a"])))
    var edit = EditDeal()
    edit.fields.card.own = ["season": .text("a")]
    let circle = try self.run(edit, on: flags)
    XCTAssertEqual(circle.steps.count { $0.why == nil }, 32)
    XCTAssertEqual(circle.steps.count { $0.why != nil }, 1)
    XCTAssertEqual(circle.subject.deal.blockedSteps(in: flags.pipeline).count, 1)
  }

  func testWhatIsSoAlreadyIsNoStep() throws {
    let subject = try deal(
      rule("r", "created", Effect("move", "new"), Effect("assign", "user:ivanov")))
    XCTAssertEqual(run(subject).steps, [])
  }

  func testAMoveByARuleEndsWhatTheStageHasSet() throws {
    let stages =
      [
        Stage.open(
          "new", "Новые", [],
          tasks: [StageTask(action: "Встреча", details: ["due": "+1d"], isExit: true)])
      ] + Pipeline.sales.stages.dropFirst()
    let subject = try deal(rule("paid", "set season", Effect("move", "signing")), stages: stages)
    var edit = EditDeal()
    edit.fields.card.own = ["season": .text("лето")]
    let run = try run(edit, on: subject)
    XCTAssertEqual(done(run), ["move signing"])
    XCTAssertEqual(run.subject.deal.tasks.map(\.result), [nil, "paid"], "the user's own stays")
  }

  // MARK: Who

  private let people = People(
    departments: [
      .init(id: DepartmentID("all"), name: "Все"),
      .init(id: DepartmentID("north"), name: "Север", parent: DepartmentID("all")),
    ],
    users: [
      User(
        login: Login(stored: "ivanov"), name: "Иванов", role: .manager,
        department: DepartmentID("north")),
      User(
        login: Login(stored: "orlova"), name: "Орлова", role: .head, department: DepartmentID("all")
      ),
      User(
        login: Login(stored: "sidorov"), name: "Сидоров", role: .head,
        department: DepartmentID("north")),
    ])

  func testATaskIsTheNearestHeads() throws {
    let step = Effect("task", "Встреча", ["due": "today", "for": "head"])
    let subject = try deal(rule("r", "created", step), people: people)
    XCTAssertEqual(run(subject).subject.deal.tasks.last?.assignee.text, "sidorov")
    var other = subject
    other.deal.manager = Login(stored: "sidorov")
    XCTAssertEqual(run(other).subject.deal.tasks.last?.assignee.text, "orlova")
    other.deal.manager = Login(stored: "orlova")
    XCTAssertEqual(done(run(other)), ["!task Встреча"])
    XCTAssertEqual(
      run(try deal(rule("r", "created", step))).subject.deal.tasks.last?.assignee.text, "ivanov",
      "without users nobody heads anybody")
  }

  func testAStepAsksForTheHeadsYesToALoss() throws {
    let lost = Stage(
      id: StageID("lost"), name: "Не реализована", kind: .lost, requires: [], from: nil,
      template: nil)
    let stages = Pipeline.sales.stages.filter { $0.kind != .lost } + [lost]
    let rule = rule("r", "created", Effect("approval", "head"))
    let run = run(try deal(rule, stages: stages, people: people))
    XCTAssertEqual(done(run), ["approval head"])
    XCTAssertEqual(run.subject.kind, .open, "it waits (R53)")
    XCTAssertEqual(run.subject.deal.pending?.stage, lost.id)
    XCTAssertEqual(run.subject.deal.tasks.last?.assignee.text, "sidorov")
    XCTAssertEqual(self.run(run.subject).steps, [], "it has been asked")
    XCTAssertEqual(self.run(try deal(rule, stages: stages)).subject.kind, .lost, "nobody to ask")
    for word in ["boss", ""] {
      let wrong = self.rule("r", "created", Effect("approval", word))
      XCTAssertEqual(
        done(self.run(try deal(wrong, stages: stages, people: people))).first?.first, "!")
    }
  }

  func testADealIsHandedToTheStagesOwner() throws {
    let stages =
      [Stage.open("new", "Новые", [], owner: "petrov")] + Pipeline.sales.stages.dropFirst()
    let rule = rule("r", "created", Effect("assign", "stage-owner"))
    XCTAssertEqual(run(try deal(rule, stages: stages)).subject.deal.manager.text, "petrov")
    XCTAssertEqual(run(try deal(rule)).steps, [], "a stage of nobody leaves it where it is")
    XCTAssertEqual(
      done(
        run(try deal(self.rule("r", "created", Effect("assign", "user:nobody")), people: people))),
      ["!assign user:nobody"])
  }

  func testWhatAnotherDealOfTheCompanyNeedsIsNotTakenAway() throws {
    var subject = try deal(
      rule("r", "created", Effect("set", "", ["company.phone": ""])))
    let sibling = try office.deal(at: "meeting")
    subject.company = sibling.company
    XCTAssertEqual(done(run(subject, siblings: [sibling])), ["!set company.phone"])
    XCTAssertEqual(done(run(subject)), ["set company.phone"])
  }

  // MARK: What is waited for

  private func blocked() throws -> DealCase {
    let subject = try deal(rule("go", "created", Effect("move", "call")), in: .ads)
    return run(subject).subject
  }

  func testResumingDoesTheStepOnceItsRequirementIsMet() throws {
    var subject = try blocked()
    let refusal = assertRefused(
      try ResumeAutomation("go").apply(to: subject, in: office.context()), "R6")
    XCTAssertEqual(refusal?.missing.map(\.requirement.rawValue), ["comment"])
    var comment = AddComment()
    comment.text = Department.talk
    comment.stage = StageID("call")
    subject.deal = try comment.apply(to: subject, in: office.context()).deal
    subject.deal = try ResumeAutomation("go").apply(to: subject, in: office.context()).deal
    XCTAssertEqual(subject.deal.stage, StageID("call"))
    XCTAssertEqual(subject.deal.blockedSteps(in: subject.pipeline), [])
    assertRefused(try ResumeAutomation("go").apply(to: subject, in: office.context()), "R49")
  }

  func testTheFindingGoesWhenTheDealGetsThereOrIsDismissed() throws {
    let subject = try blocked()
    func waits(_ deal: Deal) -> Bool { !deal.blockedSteps(in: subject.pipeline).isEmpty }
    func found(_ subject: DealCase) -> [Finding.Severity] {
      office.audit([subject]).findings.filter { $0.check.rawValue == "automation-blocked" }
        .map(\.severity)
    }
    XCTAssertEqual(found(subject), [.warning])
    let dismissed = try DismissAutomation("go").apply(to: subject, in: office.context()).deal
    XCTAssertFalse(waits(dismissed))
    assertRefused(try DismissAutomation("no").apply(to: subject, in: office.context()), "R49")
    let there = try office.move(subject, to: "call")
    XCTAssertFalse(waits(there.deal))
    XCTAssertEqual(found(there), [])
    XCTAssertFalse(waits(try office.lose(there).deal))
    XCTAssertTrue(waits(try office.comment(subject, Department.talk).deal))
  }

  func testARuleThatIsGoneCanOnlyBeDismissed() throws {
    let subject = try blocked().walking(.ads)
    let refusal = assertRefused(
      try ResumeAutomation("go").apply(to: subject, in: office.context()), "R49")
    XCTAssertEqual(refusal?.remedies.map { $0.words.map(\.en)[1] }, ["dismiss"])
  }
}
