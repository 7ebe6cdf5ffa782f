import CRMModel
import CRMTestSupport
import XCTest

/// R49: whatever rules a pipeline has, each step that they did could have been done at that moment by the
/// command, and they end.
final class AutomationHonestyTests: XCTestCase {
  private var office = Department()

  func testEveryStepCouldHaveBeenACommand() throws {
    var steps = 0
    for seed in 0..<500 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let pipeline = pipeline(&random)
      var subject = try office.add(to: pipeline) {
        $0.comment = Department.talk
        if Bool.random(using: &random) { $0.budget = .roubles(100) }
      }
      subject.rules = rules
      var run = AutomationRun(subject, in: office.context())
      run.run(after: subject.deal.history)
      XCTAssertLessThanOrEqual(run.steps.count { $0.why == nil }, 32, "seed \(seed)")
      let replayed = try XCTUnwrap(try? replay(run, from: subject), "seed \(seed)")
      let deal = run.subject.deal
      XCTAssertEqual(replayed.stage, deal.stage, "seed \(seed)")
      XCTAssertEqual(replayed.manager, deal.manager, "seed \(seed)")
      XCTAssertEqual(replayed.budget, deal.budget, "seed \(seed)")
      steps += run.steps.count { $0.why == nil }
    }
    XCTAssertGreaterThan(steps, 300, "rules did something")
  }

  private var rules: DealRules {
    let values = ValueContext(
      clock: AuditClock(now: office.now, zone: office.zone), currency: .rub)
    return DealRules(
      Schema(fields: CustomFields(), people: People(), context: values),
      ExpressionContext(values: values, user: office.user) { _, word in .ids([word]) }, checks: [])
  }

  /// The steps that were done, each as a person's command, with the next task and the results that he
  /// would type.
  private func replay(_ run: AutomationRun, from start: DealCase) throws -> Deal {
    var subject = start
    for step in run.steps where step.why == nil {
      let words = step.step.split(separator: " ", maxSplits: 1).map(String.init)
      let context = office.context()
      switch words[0] {
      case "task":
        subject = subject.with(try SetTask(task(words[1])).apply(to: subject, in: context))
      case "move":
        var action = MoveDeal(to: StageID(words[1]))
        // R54: the rule's own task, or its closing, comes behind.
        if subject.deal.openTasks.isEmpty { action.next = task("Встреча") }
        subject = subject.with(try action.apply(to: subject, in: context))
      case "close":
        var action = CloseDeal(as: words[1] == "won" ? .won : .lost)
        action.result = "Готово"
        subject = subject.with(try action.apply(to: subject, in: context))
      case "assign":
        let login = Login(stored: String(words[1].dropFirst("user:".count)))
        subject = subject.with(
          try HandOverDeal(to: login, reason: nil).apply(to: subject, in: context))
      default:
        var action = EditDeal()
        action.fields.budget = .roubles(step.rule.hasSuffix("1") ? 1 : 2)
        subject = subject.with(try action.apply(to: subject, in: context))
      }
    }
    return subject.deal
  }

  private func task(_ action: String) -> NextTask {
    NextTask(action: action, due: office.after(days: 1))
  }

  private func pipeline(_ random: inout SplitMix64) -> Pipeline {
    let count = Int.random(in: 2...4, using: &random)
    let asked: [Requirement.ID] = [.nextTask, .comment, .budget]
    let requirements = asked.filter { _ in Bool.random(using: &random) }
    let open = (0..<count).map { index in
      Stage.open("s\(index)", "Этап \(index)", index == 0 ? [] : requirements)
    }
    let lost = Bool.random(using: &random) ? [Requirement.ID.lossReason] : []
    let rules = (0..<Int.random(in: 1...6, using: &random)).map { index in
      AutomationRule(
        id: "rule\(index)", when: trigger(count, &random),
        condition: [nil, "budget is empty", "budget is set"].randomElement(using: &random) ?? nil,
        steps: (0..<Int.random(in: 1...3, using: &random)).map { _ in
          step(count, index, &random)
        })
    }
    return Pipeline.sales.with(
      allowSkip: Bool.random(using: &random), allowBack: Bool.random(using: &random),
      stages: open + [
        .closing("won", "Да", .won, [.budget]), .closing("lost", "Нет", .lost, lost),
      ],
      automation: rules)
  }

  private func trigger(_ count: Int, _ random: inout SplitMix64) -> String {
    let stage = Int.random(in: 0..<count, using: &random)
    return ["created", "entered s\(stage)", "won", "lost", "set budget"]
      .randomElement(using: &random) ?? "created"
  }

  private func step(_ count: Int, _ rule: Int, _ random: inout SplitMix64) -> Effect {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: Effect("task", "Встреча", ["due": "+1d"])
    case 1: Effect("close", Bool.random(using: &random) ? "won" : "lost")
    case 2: Effect("assign", "user:\(Bool.random(using: &random) ? "petrov" : "sidorov")")
    case 3: Effect("set", "", ["budget": rule == 1 ? "1" : "2"])
    default: Effect("move", "s\(Int.random(in: 0..<count, using: &random))")
    }
  }
}
