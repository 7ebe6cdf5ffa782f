import CRMTestSupport
import XCTest

@testable import CRMModel

/// R50: what a deal can reach beside its stages.
final class GoalTests: XCTestCase {
  private var office = Department()

  private func deal(_ rules: AutomationRule...) throws -> DealCase {
    let stages = Pipeline.sales.stages.map { stage in
      let goals: [String: [StageGoal]] = [
        "new": [StageGoal(id: "heard", name: "Услышал о нас")],
        "in-progress": [StageGoal(id: "catalog", name: "Получил каталог", description: "Почтой")],
      ]
      return Stage(
        id: stage.id, name: stage.name, kind: stage.kind, requires: stage.requires,
        from: stage.from, template: stage.template, goals: goals[stage.id.text] ?? [])
    }
    return try office.add(to: Pipeline.sales.with(stages: stages, automation: rules))
  }

  private func reach(
    _ goal: String, _ subject: DealCase, comment: String? = nil
  ) throws -> DealCase {
    var action = ReachGoal(goal)
    action.comment = comment
    return subject.with(try action.apply(to: subject, in: office.context()))
  }

  func testAGoalIsReachedAtItsStageOrLater() throws {
    let subject = try deal()
    XCTAssertEqual(try reach("heard", subject).deal.goalsReached, ["heard"])
    XCTAssertThrowsError(try reach("catalog", subject), "its stage is later")
    let later = try office.move(subject, to: "in-progress")
    XCTAssertEqual(try reach("heard", later).deal.goalsReached, ["heard"])
    XCTAssertEqual(try reach("получил КАТАЛОГ", later).deal.goalsReached, ["catalog"])
  }

  func testAGoalIsReachedOnceByAnOpenDeal() throws {
    let subject = try deal()
    let reached = try reach("heard", subject, comment: Department.talk)
    XCTAssertEqual(reached.deal.comments.last?.comment.text, Department.talk)
    XCTAssertThrowsError(try reach("heard", reached))
    XCTAssertThrowsError(try reach("nosuch", subject))
    XCTAssertThrowsError(try reach("heard", subject, comment: "Думает"), "a stock phrase")
    XCTAssertThrowsError(try reach("heard", try office.lose(subject)))
  }

  func testAGoalSetsItsRuleGoing() throws {
    let subject = try deal(
      AutomationRule(id: "r", when: "goal heard", steps: [Effect("set", "", ["tag": "тепло"])]),
      AutomationRule(id: "x", when: "goal catalog", steps: [Effect("set", "", ["tag": "нет"])]))
    let reached = try reach("heard", subject)
    var run = AutomationRun(reached, in: office.context())
    run.run(after: reached.deal.history.suffix(1))
    XCTAssertEqual(run.steps.map(\.rule), ["r"])
  }
}
