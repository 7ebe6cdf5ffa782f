import CRMModel
import CRMTestSupport
import XCTest

/// R6: every requirement on every path by which a deal can get to a stage, in a pipeline that asks for
/// one thing only.
final class RequirementPathsTests: XCTestCase {
  private var office = Department()

  /// A pipeline that asks for one thing, or for nothing.
  private func pipeline(asking id: Requirement.ID? = nil, on kind: Stage.Kind = .open) -> Pipeline {
    let requires = [id].compactMap { $0 }
    let bounds = BudgetBounds(least: .roubles(500), most: nil)
    return Pipeline.ads.with(
      allowSkip: true, bounds: bounds,
      stages: [
        .open("first", "Первый", []),
        .open("second", "Второй", kind == .open ? requires : [], template: .meeting),
        .closing("won", "Да", .won, kind == .won ? requires : []),
        .closing("lost", "Нет", .lost, kind == .lost ? requires : []),
      ])
  }

  /// Nothing that any requirement could ask for.
  override func setUp() {
    office.contacts = []
    office.company.phone = nil
    office.company.manager = Login(stored: "")
  }

  private func bareDeal(at stage: String = "first") throws -> DealCase {
    let deal = try office.add(to: pipeline()) {
      $0.stage = StageID(stage)
      $0.next = NextTask()
    }
    return deal
  }

  private func budget(_ id: Requirement.ID) -> Money? { id == .budgetBounds ? .roubles(1) : nil }

  private func assertAsked<Value>(
    _ id: Requirement.ID, _ path: String, _ command: @autoclosure () throws -> Value,
    line: UInt = #line
  ) {
    let refusal = assertRefused(try command(), "R6", "\(path) \(id.rawValue)", line: line)
    XCTAssertEqual(
      Set(refusal?.missing.map(\.requirement) ?? []), [id], path, line: line)
    for missing in refusal?.missing ?? [] {
      XCTAssertTrue(
        missing.option != nil || !missing.remedies.isEmpty || path == "add",
        "\(path) \(id.rawValue): no way out", line: line)
      XCTAssertFalse(missing.message.ru.isEmpty || missing.message.en.isEmpty)
    }
  }

  func testDealAdd() throws {
    // R7: a deal may be added without a task.
    for id in Requirement.ID.builtIn where id != .nextTask {
      assertAsked(
        id, "add",
        try office.add(to: pipeline(asking: id)) {
          $0.stage = StageID("second")
          $0.next = NextTask()
          $0.budget = self.budget(id)
        })
    }
  }

  func testDealMove() throws {
    for id in Requirement.ID.builtIn {
      let deal = try bareDeal().walking(pipeline(asking: id))
      var action = MoveDeal(to: StageID("second"))
      action.budget = budget(id)
      assertAsked(id, "move", try action.apply(to: deal, in: office.context()))
    }
  }

  func testDealClose() throws {
    for kind in [Stage.Kind.won, .lost] {
      for id in Requirement.ID.builtIn where id != .meetingReport {
        let deal = try bareDeal().walking(pipeline(asking: id, on: kind))
        var action = CloseDeal(as: kind)
        action.fields.budget = budget(id)
        assertAsked(id, "close", try action.apply(to: deal, in: office.context()))
      }
    }
  }

  func testDealReopen() throws {
    for id in Requirement.ID.builtIn {
      var deal = try office.win(try bareDeal(at: "second")) { $0.fields = DealFields() }
        .walking(pipeline(asking: id))
      deal.deal.budget = budget(id)
      var action = ReopenDeal()
      action.comment = id == .comment ? nil : Department.talk
      let asked = assertRefused(try action.apply(to: deal, in: office.context()), "R6")
      XCTAssertEqual(Set(asked?.missing.map(\.requirement) ?? []), [id], "reopen")
    }
  }

  func testSplitPaymentAsksForTheWonDeal() throws {
    for id in Requirement.ID.builtIn where ![.budget, .nextTask, .meetingReport].contains(id) {
      let deal = try bareDeal().walking(pipeline(asking: id, on: .won))
      var action = SplitPayment(paid: .roubles(10), nextID: office.identifier())
      action.total = .roubles(100)
      assertAsked(id, "split", try action.apply(to: deal, in: office.context()))
    }
  }

  func testSplitPaymentAsksForTheWaitingDeal() throws {
    for id in Requirement.ID.builtIn where id != .budget {
      let deal = try bareDeal(at: "second").walking(pipeline(asking: id))
      var action = SplitPayment(paid: .roubles(10), nextID: office.identifier())
      action.total = .roubles(100)
      assertAsked(id, "split", try action.apply(to: deal, in: office.context()))
    }
  }

  func testRequirementThatIsListedTwiceIsToldOnce() throws {
    let pipeline = Pipeline.ads.with(
      stages: [
        .open("first", "Первый", []),
        .open(
          "second", "Второй", [.comment, .budget, .meetingReport, .budget], template: .meeting),
      ])
    let deal = try office.add(to: pipeline)
    assertMissing(
      ["comment --comment", "budget --budget"],
      try office.move(deal, to: "second") {
        $0.budget = nil
        $0.comment = "Мало"
        $0.report = ReportTemplate.meeting.sections.map { ReportEntry(section: $0.id, text: "1") }
      })
  }

  func testABudgetIsAskedForOnce() throws {
    let asked = { (pipeline: Pipeline) in
      pipeline.stages.map { stage in
        stage.requires.filter { [.budget, .budgetBounds].contains($0) }
          .compactMap { Requirement.named($0)?.asks(pipeline, stage)?.en }
      }.filter { !$0.isEmpty }
    }
    XCTAssertEqual(Set(asked(.ads)), [["a budget of at least 55,000 ₽"]])
    XCTAssertEqual(Set(asked(.smm)), [["the budget"]])
  }

  func testEveryRequirementSaysWhatItAsksFor() throws {
    for id in Requirement.ID.builtIn {
      let requirement = try XCTUnwrap(Requirement.named(id))
      XCTAssertEqual(requirement.id, id)
      for pipeline in [Pipeline.ads, .crm, .smm, .sales] {
        for stage in pipeline.stages where stage.requires.contains(id) {
          let phrase = requirement.asks(pipeline, stage)
          guard let phrase else { continue }
          for text in [phrase.ru, phrase.en] {
            XCTAssertFalse(text.isEmpty || text.hasSuffix(" "), "\(id.rawValue): '\(text)'")
          }
        }
      }
    }
  }
}
