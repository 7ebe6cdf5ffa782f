import CRMModel
import CRMTestSupport
import XCTest

/// R44: «where it does not hold, the stage is no stage for that deal» (B49).
final class StageConditionTests: XCTestCase {
  private var office = Department()

  private func isSet(_ field: String) throws -> CRMModel.Expression {
    try Expression(parsing: "\(field) is set")
  }

  /// A pipeline whose first and third stages are for deals with a season only.
  private func pipeline(from: String? = "third") throws -> Pipeline {
    func open(_ id: String, _ condition: CRMModel.Expression?) -> Stage {
      Stage(
        id: StageID(id), name: id, kind: .open, requires: [], from: nil, template: nil,
        condition: condition)
    }
    return Pipeline.ads.with(
      stages: [
        open("first", try isSet("season")), open("second", nil),
        open("third", try isSet("season")), open("fourth", nil),
        .closing("won", "Да", .won, [], from: from), .closing("lost", "Нет", .lost, []),
      ])
  }

  private var rules: DealRules {
    let values = ValueContext(
      clock: AuditClock(now: office.now, zone: office.zone), currency: .rub)
    let season = CustomField(id: "season", name: "Сезон", on: .deal, type: .line)
    return DealRules(
      Schema(fields: CustomFields([season]), people: People(), context: values),
      ExpressionContext(values: values, user: office.user) { _, word in .ids([word]) }, checks: [])
  }

  private func deal(
    season: String?, in pipeline: Pipeline, at stage: String? = nil
  ) throws -> DealCase {
    let rules = rules
    let added = try office.add(to: pipeline) {
      $0.rules = rules
      $0.card.own = season.map { ["season": .text($0)] } ?? [:]
      $0.stage = stage.map { StageID($0) }
    }
    return seen(added.deal, in: pipeline)
  }

  private func seen(_ deal: Deal, in pipeline: Pipeline) -> DealCase {
    DealCase(
      deal: deal, company: office.company, contacts: office.contacts, chain: [],
      pipeline: pipeline, rules: rules)
  }

  private func walk(_ subject: DealCase, to stages: String..., in pipeline: Pipeline) throws
    -> DealCase
  {
    var subject = subject
    for stage in stages {
      let outcome = try MoveDeal(to: StageID(stage)).apply(to: subject, in: office.context())
      subject = seen(outcome.deal, in: pipeline)
    }
    return subject
  }

  func testADealStartsAtTheFirstStageThatIsOneForIt() throws {
    let pipeline = try pipeline()
    XCTAssertEqual(try deal(season: "лето", in: pipeline).deal.stage.text, "first")
    let short = try deal(season: nil, in: pipeline)
    XCTAssertEqual(short.deal.stage.text, "second")
    XCTAssertEqual(short.deal.history.first?.stageChange?.to.text, "second")
    let refusal = assertRefused(try deal(season: nil, in: pipeline, at: "first"), "R44")
    XCTAssertEqual(refusal?.message.en.contains("season is set"), true)
  }

  func testItIsLeftOutOnTheWay() throws {
    let pipeline = try pipeline()
    let short = try deal(season: nil, in: pipeline)
    XCTAssertEqual(short.nextStage?.id.text, "fourth")
    let refusal = assertRefused(try walk(short, to: "third", in: pipeline), "R44")
    XCTAssertEqual(refusal?.ways, ["deal move \(short.deal.id.text) fourth"])
    XCTAssertEqual(try walk(short, to: "fourth", in: pipeline).deal.stage.text, "fourth")
    // Whose way leads through it skips nothing.
    let long = try deal(season: "лето", in: pipeline)
    assertRefused(try walk(long, to: "second", "fourth", in: pipeline), "R4")
    XCTAssertEqual(
      try walk(long, to: "second", "third", "fourth", in: pipeline).deal.stage.text, "fourth")
  }

  func testWhereItStandsIsAStageUntilItLeaves() throws {
    let pipeline = try pipeline()
    var moved = try walk(
      deal(season: "лето", in: pipeline), to: "second", "third", in: pipeline)
    moved.deal.fields["season"] = nil
    let changed = seen(moved.deal, in: pipeline)
    XCTAssertEqual(changed.pipeline.stages.map(\.id.text).first, "second")
    XCTAssertEqual(changed.nextStage?.id.text, "fourth")
    let left = try walk(changed, to: "fourth", in: pipeline)
    XCTAssertNil(left.pipeline.stage(StageID("third")))
    XCTAssertEqual(left.pipeline.stageName(StageID("third")), "third")
  }

  func testTheNextStageStandsInForTheOneFromWhichAClosingIsOpen() throws {
    let pipeline = try pipeline()
    let short = try deal(season: nil, in: pipeline)
    let refusal = assertRefused(try office.win(short), "R6")
    XCTAssertEqual(refusal?.message.en.contains("from stage 'fourth' on"), true)
    XCTAssertEqual(try office.win(walk(short, to: "fourth", in: pipeline)).kind, .won)
    // Behind the last one there is none: the one in front of it.
    let narrow = try self.pipeline(from: "fourth").leavingOutLast()
    let last = try deal(season: nil, in: narrow)
    XCTAssertEqual(try office.win(last).kind, .won)
  }

  func testADealIsReopenedAtAStageThatIsOneForIt() throws {
    let pipeline = try pipeline(from: nil)
    var won = try office.win(
      walk(deal(season: "лето", in: pipeline), to: "second", "third", in: pipeline))
    won.deal.fields["season"] = nil
    let closed = seen(won.deal, in: pipeline)
    var reopen = ReopenDeal()
    reopen.comment = Department.talk
    reopen.next = NextTask(action: "Связаться с клиентом", due: office.after(days: 1))
    XCTAssertEqual(try reopen.apply(to: closed, in: office.context()).deal.stage.text, "fourth")
    reopen.stage = StageID("third")
    assertRefused(try reopen.apply(to: closed, in: office.context()), "R44")
  }

  func testAnotherPipelineIsEnteredAtTheFirstStageThatIsOneForTheDeal() throws {
    let written = try pipeline()
    let subject = seen(try office.add(to: .sales).deal, in: .sales)
    var move = MoveDeal(to: StageID("second"))
    move.pipeline = Pipeline(written, called: "other")
    move.comment = Department.talk
    XCTAssertEqual(try move.apply(to: subject, in: office.context()).deal.stage.text, "second")
    move.stage = StageID("first")
    assertRefused(try move.apply(to: subject, in: office.context()), "R44")
  }

  func testLintFindsParallelBranchesAndMistakes() throws {
    func problems(_ first: String, _ second: String) throws -> [String] {
      let stages = try [first, second].map { text in
        Stage(
          id: StageID(text.count.description), name: text, kind: .open, requires: [], from: nil,
          template: nil, condition: try Expression(parsing: text))
      }
      return PipelineLint.problems(
        of: .ads.with(stages: stages + [.closing("won", "Да", .won, [])]), taskActions: ["Звонок"],
        rules: rules
      ).filter { $0.severity == .error }.map(\.place).filter { $0.hasSuffix(".when") }
    }
    XCTAssertEqual(try problems("season = лето", "not  (season = лето)"), ["stages[1].when"])
    XCTAssertEqual(try problems("not season = лето", "season=лето"), ["stages[1].when"])
    XCTAssertEqual(try problems("season = лето", "not season = зима"), [])
    XCTAssertEqual(try problems("seson = лето", "season is set"), ["stages[0].when"])
  }
}

extension Pipeline {
  /// The same where the fourth stage, too, is for deals with a season only.
  fileprivate func leavingOutLast() throws -> Pipeline {
    with(
      stages: stages.map { stage in
        guard stage.id.text == "fourth" else { return stage }
        return Stage(
          id: stage.id, name: stage.name, kind: .open, requires: [], from: nil, template: nil,
          condition: stages[0].condition)
      })
  }

  /// The same under another id.
  fileprivate init(_ other: Pipeline, called id: String) {
    self.init(
      id: PipelineID(id), name: id, currency: other.currency, allowSkip: other.allowSkip,
      allowBack: other.allowBack, bounds: other.bounds, companyFields: [],
      commentRule: other.commentRule, packages: [], lossReasons: [], meetingActions: [],
      stages: other.stages)
  }
}
