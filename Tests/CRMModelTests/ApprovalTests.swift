import CRMTestSupport
import XCTest

@testable import CRMModel

/// R53: a loss that a head has to agree to.
final class ApprovalTests: XCTestCase {
  private var office = Department()
  private let people = People(
    departments: [.init(id: DepartmentID("sales"), name: "Продажи")],
    users: [("boss", UserRole.admin), ("ivanov", .manager), ("orlova", .head)].map { login, role in
      User(
        login: Login(stored: login), name: login, role: role, department: DepartmentID("sales"))
    })

  /// A pipeline that asks for approval, and goes on with results only where that is said.
  private func pipeline(_ approval: Stage.Approver? = .head) -> Pipeline {
    let lost = Stage(
      id: StageID("lost"), name: "Не реализована", kind: .lost, requires: [.lossReason],
      from: nil, template: nil, approval: approval)
    return Pipeline.sales.with(
      allowSkip: true, stages: Pipeline.sales.stages.filter { $0.kind != .lost } + [lost])
  }

  private func deal(
    _ people: People? = nil, approval: Stage.Approver? = .head
  ) throws -> DealCase {
    var subject = try office.add(to: pipeline(approval))
    subject = try office.move(subject, to: "in-progress")
    subject.rules = rules(people ?? self.people)
    return subject
  }

  private func rules(_ people: People) -> DealRules {
    let values = ValueContext(
      clock: AuditClock(now: office.now, zone: office.zone), currency: .rub)
    return DealRules(
      Schema(fields: CustomFields([]), people: people, context: values),
      ExpressionContext(values: values, user: office.user) { _, word in .ids([word]) }, checks: [])
  }

  private func lose(_ before: DealCase, result: String? = "Отказались") throws -> DealCase {
    var action = CloseDeal(as: .lost)
    action.fields.lossReason = "Дорого"
    action.comment = Department.talk
    action.result = result
    return try after(action, before)
  }

  private func after(_ action: some DealAction, _ before: DealCase) throws -> DealCase {
    var subject = before
    subject.deal = try action.apply(to: before, in: office.context()).deal
    return subject
  }

  func testTheHeadsTaskIsWordedInTheLanguageOfTheDepartment() throws {
    let open = try deal()
    office.settings.taskActions = ["Call", "Meeting"]
    let waiting = try lose(open)
    XCTAssertEqual(waiting.deal.openTask(of: "Approve the loss")?.assignee.text, "orlova")
    // The task is found again after the department has renamed its actions.
    office.settings.taskActions = ["Звонок"]
    var action = ReturnClosing(to: StageID("in-progress"))
    action.comment = Department.talk
    action.next = NextTask(action: "Звонок", due: office.after(days: 1))
    XCTAssertNil(try after(action, waiting).deal.openTask(of: "Approve the loss"))
  }

  func testALossWaitsWithAllThatItAsksFor() throws {
    let open = try deal()
    var bare = CloseDeal(as: .lost)
    bare.result = "Отказались"
    XCTAssertThrowsError(try bare.apply(to: open, in: office.context()), "the reason is asked for")
    let pending = try lose(open)
    XCTAssertEqual(pending.deal.stage, open.deal.stage)
    XCTAssertEqual(pending.kind, .open)
    XCTAssertEqual(pending.deal.pending?.stage.text, "lost")
    XCTAssertEqual(pending.deal.pending?.by, office.user)
    XCTAssertEqual(pending.deal.lostReason, "Дорого")
    XCTAssertEqual(
      pending.deal.openTasks.map { "\($0.action) \($0.assignee.text)" }.sorted(),
      ["Встреча ivanov", "Согласовать потерю orlova"])
    let record = DealRecord(pending.deal, pipeline: pending.pipeline)
    XCTAssertEqual(record.state, .open)
    XCTAssertEqual(record.shownState, .pending)
    XCTAssertNil(record.closedAt)
  }

  func testNobodyIsAskedWithoutUsersNorWhereTheStageDoesNotSay() throws {
    let alone = try deal(People())
    var action = CloseDeal(as: .lost)
    action.fields.lossReason = "Дорого"
    let outcome = try action.apply(to: alone, in: office.context())
    XCTAssertEqual(outcome.deal.stage.text, "lost")
    XCTAssertEqual(outcome.notices, [.nobodyApproves])
    let free = try deal(approval: nil)
    let closed = try action.apply(to: free, in: office.context())
    XCTAssertEqual(closed.deal.stage.text, "lost")
    XCTAssertEqual(closed.notices, [])
  }

  func testWhoHasNoHeadIsJudgedByAnotherAdmin() throws {
    office.user = Login(stored: "orlova")
    let pending = try lose(try deal())
    XCTAssertEqual(pending.deal.openTask(of: PendingClosing.action.ru)?.assignee.text, "boss")
  }

  func testOnlyWhatDoesNotChangeTheDealIsAllowed() throws {
    let pending = try lose(try deal())
    XCTAssertNoThrow(try office.comment(pending, Department.talk))
    XCTAssertNoThrow(try office.plan(pending))
    XCTAssertNoThrow(try office.finish(pending, 2))
    XCTAssertNoThrow(
      try HandOverDeal(to: Login(stored: "petrov"), reason: nil)
        .apply(to: pending, in: office.context()))
    var lose = CloseDeal(as: .lost)
    lose.fields.lossReason = "Дорого"
    var edit = EditDeal()
    edit.fields.budget = .roubles(1)
    let actions: [any DealAction] = [
      MoveDeal(to: StageID("signing")), CloseDeal(as: .won), lose, edit,
      DeleteDeal(reason: "Ошибка"),
    ]
    for action in actions {
      XCTAssertThrowsError(try action.apply(to: pending, in: office.context()), "\(action)") {
        XCTAssertEqual(($0 as? Refusal)?.rule, "R53", "\(action)")
      }
    }
  }

  func testAcceptanceClosesItThenAndThere() throws {
    let pending = try lose(try deal())
    let accepted = try after(AcceptClosing(), pending)
    XCTAssertEqual(accepted.deal.stage.text, "lost")
    XCTAssertNil(accepted.deal.pending)
    XCTAssertEqual(accepted.deal.stageEnteredAt, office.now)
    XCTAssertEqual(accepted.deal.tasks.map(\.result), ["Договорились", "Отказались", "Отказались"])
    // Without a result the tasks are cancelled, as with every closing.
    let silent = try after(AcceptClosing(), try lose(try deal(), result: nil))
    XCTAssertEqual(silent.deal.tasks.map(\.state), [.done, .cancelled, .cancelled])
    XCTAssertThrowsError(try after(AcceptClosing(), accepted))
    XCTAssertThrowsError(try after(AcceptClosing(), try deal()))
  }

  func testTheAwaitedPartOfAChainIsHandledAlike() throws {
    let lost = try XCTUnwrap(pipeline().stages.last)
    let stages = Pipeline.ads.stages.filter { $0.kind != .lost } + [lost]
    let contract = try office.deal(at: "contract", in: Pipeline.ads.with(stages: stages))
    let payment = try office.pay(contract, .roubles(20_000), total: .roubles(60_000))
    var awaited = try XCTUnwrap(payment.next)
    awaited.rules = rules(people)
    let pending = try lose(awaited)
    XCTAssertEqual(pending.deal.chain?.total, .roubles(60_000), "the chain waits too")
    let accepted = try AcceptClosing().apply(to: pending, in: office.context())
    XCTAssertEqual(accepted.deal.chain?.total, .roubles(20_000))
    XCTAssertEqual(accepted.others.map { $0.chain?.total }, [.roubles(20_000)])
  }

  func testAReturnedDealIsWorkedOnWhereTheHeadSays() throws {
    let pending = try lose(try deal())
    func returned(_ stage: String) throws -> DealCase {
      var action = ReturnClosing(to: StageID(stage))
      action.comment = Department.talk
      action.next = NextTask(action: "Связаться с клиентом", due: office.after(days: 1))
      return try after(action, pending)
    }
    let here = try returned("in-progress")
    XCTAssertNil(here.deal.pending)
    XCTAssertNil(here.deal.lostReason)
    XCTAssertEqual(here.deal.stage.text, "in-progress")
    XCTAssertEqual(here.deal.openTasks.map(\.action).sorted(), ["Встреча", "Связаться с клиентом"])
    XCTAssertEqual(try returned("new").deal.stage.text, "new")
    for stage in ["signing", "won", "nowhere"] {
      XCTAssertThrowsError(try returned(stage), stage) {
        XCTAssertEqual(($0 as? Refusal)?.rule, "R53")
      }
    }
    XCTAssertThrowsError(try after(ReturnClosing(to: StageID("new")), pending)) {
      XCTAssertEqual(
        ($0 as? Refusal)?.missing.map(\.option), ["--next", "--comment"], "what to do, and why")
    }
  }

  func testAReopenedOneIsWithdrawn() throws {
    let pending = try lose(try deal())
    var action = ReopenDeal()
    XCTAssertThrowsError(try after(action, pending), "it has to be said why")
    action.comment = Department.talk
    let open = try after(action, pending)
    XCTAssertNil(open.deal.pending)
    XCTAssertNil(open.deal.lostReason)
    XCTAssertEqual(open.deal.openTasks.map(\.action), ["Встреча"])
    action.stage = StageID("new")
    XCTAssertThrowsError(try after(action, pending), "it is where it was")
    action.stage = pending.deal.stage
    XCTAssertNoThrow(try after(action, pending))
  }

  func testNobodyApprovesHisOwnClosing() throws {
    let pending = try lose(try deal()).deal
    let accepted = try after(AcceptClosing(), try lose(try deal())).deal
    let day = Day(year: 2026, month: 11, day: 20)
    func may(_ login: String, closedBy: String = "ivanov") throws -> Bool {
      var before = pending
      var history = before.history
      let asked = try XCTUnwrap(history.lastIndex { $0.kind.isClosingAsked })
      let event = history[asked]
      history[asked] = Event(
        at: event.at, recorded: event.recorded, by: Login(stored: closedBy),
        operation: event.operation, kind: event.kind)
      before.history = history
      var after = accepted
      after.history = history + accepted.history.suffix(2)
      do {
        try people.require(
          changing: before, to: after, by: Login(stored: login), on: XCTUnwrap(day))
        return true
      } catch is Denial {
        return false
      }
    }
    XCTAssertTrue(try may("orlova"))
    XCTAssertTrue(try may("boss"))
    XCTAssertFalse(try may("ivanov"))
    XCTAssertFalse(try may("orlova", closedBy: "orlova"))
    XCTAssertFalse(try may("boss", closedBy: "boss"))
    XCTAssertTrue(try may("boss", closedBy: "orlova"))
  }
}

extension Event.Kind {
  fileprivate var isClosingAsked: Bool {
    if case .told(.closingAsked, _) = self { true } else { false }
  }
}
