import CRMTestSupport
import XCTest

@testable import CRMModel

/// R87: the way of a deal through its pipeline, by its events.
final class StageJourneyTests: XCTestCase {
  private var office = Department()

  /// A way and where its deal stood on it.
  @dynamicMemberLookup
  private struct Journey: Equatable {
    let way: StageJourney
    let deals: ReportedDeals

    var visits: StageVisits { deals.visits(of: way) }
    func known(at moment: Instant) -> Journey? {
      deals.known(way, at: moment).map { Journey(way: $0, deals: deals) }
    }
    func reached(_ position: Int) -> Bool { way.reached(position) }
    func passed(_ position: Int) -> Bool { way.passed(position) }
    subscript<Value>(dynamicMember path: KeyPath<StageJourney, Value>) -> Value {
      way[keyPath: path]
    }
    static func == (left: Journey, right: Journey) -> Bool {
      left.way == right.way && stays(left) == stays(right)
    }
  }

  /// From when to when a deal stood where.
  private static func stays(_ journey: Journey) -> [String] {
    journey.visits.map { "\($0.position) \($0.entered.text) \($0.left?.text ?? "")" }
  }

  private func journeys(_ deal: Deal, _ pipelines: [Pipeline] = [.sales, .smm]) -> [Journey] {
    let deals = ReportedDeals(
      [DealRecord(deal, pipeline: nil)], at: [0], of: DealTrails(deal), in: pipelines,
      knownAt: .last
    ) { [office] in
      DealSubject(
        $0, in: AuditRecords(deals: [], companies: [], contacts: []), chain: nil, pipeline: nil,
        clock: AuditClock(now: office.now, zone: office.zone))
    }
    return deals.flatMap { $0.journeys.map { Journey(way: $0, deals: deals) } }
  }

  private func journey(_ subject: DealCase) throws -> Journey {
    let all = journeys(subject.deal)
    XCTAssertEqual(all.count, 1)
    return try XCTUnwrap(all.last)
  }

  private func reached(_ journey: Journey) -> [Bool] { (0...2).map(journey.reached) }

  func testALaterStageIsHavingPassedThoseBefore() throws {
    let new = try office.add(to: .sales)
    XCTAssertEqual(reached(try journey(new)), [true, false, false])
    XCTAssertFalse(try journey(new).passed(0))
    let skipped = try office.move(new, to: "signing")
    XCTAssertEqual(reached(try journey(skipped)), [true, true, true])
    XCTAssertEqual((0...2).map(try journey(skipped).passed), [true, true, false])
    XCTAssertEqual(try journey(skipped).end, .here)
    XCTAssertEqual(try journey(skipped).lastOpen, 2)
    let won = try office.win(new)
    XCTAssertEqual((0...2).map(try journey(won).passed), [true, true, true])
    XCTAssertEqual(try journey(won).endedAt, won.deal.stageEnteredAt)
  }

  func testGoingBackKeepsWhatWasReached() throws {
    let signing = try office.move(try office.add(to: .sales), to: "signing")
    let back = try office.move(signing, to: "in-progress")
    XCTAssertEqual(reached(try journey(back)), [true, true, true])
    XCTAssertEqual(try journey(back).lastOpen, 1)
    let lost = try office.lose(back)
    XCTAssertEqual(try journey(lost).end, .lost)
    XCTAssertEqual(try journey(lost).lastOpen, 1)
    XCTAssertTrue(try journey(lost).passed(1))
  }

  /// R124: a stage that a clock entered years ahead is left when the next one is entered.
  func testAClockThatStoodAheadTakesNoTime() throws {
    let new = try office.add(to: .sales)
    let now = office.now
    office.now = try XCTUnwrap(now.adding(seconds: 400 * 86_400))
    let ahead = try office.move(new, to: "signing")
    office.now = now
    let moved = try journey(try office.move(ahead, to: "new") { $0.comment = Department.talk })
    let entered = try XCTUnwrap(moved.visits.last?.entered)
    XCTAssertEqual(moved.visits.map(\.entered).max(), entered)
    XCTAssertEqual(moved.visits.map(\.left), [entered, entered, nil])
  }

  func testAReopenedDealIsNotWhatItWas() throws {
    let lost = try office.lose(try office.add(to: .sales))
    let again = try office.reopen(lost)
    XCTAssertEqual(try journey(again).end, .here)
    XCTAssertNil(try journey(again).endedAt)
    let won = try office.win(again)
    XCTAssertEqual(try journey(won).end, .won)
    XCTAssertEqual(try journey(won).visits.map(\.kind), [.open, .lost, .open, .won])
  }

  func testTimeAtAStageIsThatOfAllStays() throws {
    let new = try office.add(to: .sales)
    office.now = office.after(days: 2)
    let moved = try office.move(new, to: "in-progress")
    office.now = office.after(days: 3)
    let back = try office.move(moved, to: "new")
    let end = office.after(days: 4)
    XCTAssertEqual(try journey(back).visits.seconds(at: 0, upTo: end), 6 * 86_400 + 60)
    XCTAssertEqual(try journey(back).visits.seconds(at: 1, upTo: end), 3 * 86_400 + 60)
    XCTAssertEqual(try journey(back).visits.seconds(at: 2, upTo: end), 0)
  }

  func testUndoneEventsAreNone() throws {
    var deal = try office.move(try office.add(to: .sales), to: "signing").deal
    let last = try XCTUnwrap(deal.history.lastIndex { $0.stageChange != nil })
    deal.history[last].isUndone = true
    let journey = try XCTUnwrap(journeys(deal).last)
    XCTAssertEqual(journey.visits.count, 1)
    XCTAssertNil(try XCTUnwrap(journey.visits.first).left)
    XCTAssertFalse(journey.passed(0))
  }

  func testEachPipelineIsAWayOfItsOwn() throws {
    let first = try office.move(try office.add(to: .sales), to: "signing")
    office.now = office.after(days: 1)
    let moved = try office.move(first, to: "in-work") { $0.pipeline = .smm }
    let ways = journeys(moved.deal)
    XCTAssertEqual(ways.map(\.pipeline), [0, 1])
    XCTAssertEqual(ways.map(\.end), [.elsewhere, .here])
    XCTAssertEqual(ways[0].visits.last?.left, ways[1].entered)
    XCTAssertEqual(ways[1].visits.map(\.position), [0])
    XCTAssertTrue(ways[0].reached(2))
    // A pipeline that is gone is no way.
    XCTAssertEqual(journeys(moved.deal, [.smm]).map(Self.stays), [Self.stays(ways[1])])
    // What was known before the transfer.
    let before = try XCTUnwrap(first.deal.stageEnteredAt)
    XCTAssertEqual(ways[0].known(at: before)?.end, .here)
    XCTAssertNil(ways[1].known(at: before))
    XCTAssertEqual(ways[0].known(at: ways[1].entered)?.end, .elsewhere)
  }

  func testWhatIsKnownEndsWithItsMoment() throws {
    let new = try office.add(to: .sales)
    office.now = office.after(days: 1)
    let won = try office.win(new)
    let whole = try journey(won)
    let closing = try XCTUnwrap(whole.endedAt)
    XCTAssertNil(whole.known(at: try XCTUnwrap(whole.entered.adding(seconds: -1))))
    XCTAssertEqual(whole.known(at: whole.entered), try journey(new))
    let justBefore = try XCTUnwrap(whole.known(at: try XCTUnwrap(closing.adding(seconds: -1))))
    XCTAssertEqual(justBefore.end, .here)
    XCTAssertNil(justBefore.visits.last?.left)
    XCTAssertEqual(whole.known(at: closing), whole)
  }

  func testARemovedStageIsWhereItsDealsWent() throws {
    let signing = try office.move(try office.add(to: .sales), to: "signing").deal
    let sales = Pipeline.sales
    let without = Pipeline(
      id: sales.id, name: sales.name, currency: .rub, allowSkip: true, allowBack: true,
      bounds: sales.bounds, companyFields: [], commentRule: sales.commentRule, packages: [],
      lossReasons: [], meetingActions: [], stages: sales.stages.filter { $0.id.text != "signing" },
      removed: [
        RemovedStage(id: StageID("signing"), name: "На подпись", moveTo: StageID("in-progress"))
      ])
    let journey = try XCTUnwrap(journeys(signing, [without]).last)
    XCTAssertEqual(journey.visits.map(\.position), [0, 1])
  }

  func testImportedDealsAreUnknownUnlessTheyCameToTheFirstStage() throws {
    let new = try office.add(to: .sales).deal
    let late = try office.add(to: .sales) { $0.stage = StageID("signing") }.deal
    let closed = try office.win(try office.add(to: .sales)).deal
    func imported(_ deal: Deal, inOne: Bool = false) throws -> Journey {
      var deal = deal
      deal.origin = Origin(system: "amocrm", id: "1")
      if inOne {
        let first = deal.history[0].operation
        deal.history = deal.history.map {
          Event(at: $0.at, recorded: $0.recorded, by: $0.by, operation: first, kind: $0.kind)
        }
      }
      return try XCTUnwrap(journeys(deal).last)
    }
    XCTAssertFalse(try imported(new).isUnknown)
    XCTAssertTrue(try imported(late).isUnknown)
    XCTAssertFalse(try XCTUnwrap(journeys(late).last).isUnknown)
    XCTAssertFalse(try imported(closed).isUnknown)
    XCTAssertTrue(try imported(closed, inOne: true).isUnknown)
    XCTAssertFalse(try XCTUnwrap(journeys(closed).last).isUnknown)
  }

  func testWhatAnImportDidInTheNextPipelineLeavesTheFirstOneKnown() throws {
    let moved = try office.move(try office.add(to: .sales), to: "in-work") { $0.pipeline = .smm }
    var deal = moved.deal
    deal.origin = Origin(system: "amocrm", id: "1")
    let first = deal.history[0].operation
    deal.history = deal.history.map {
      Event(at: $0.at, recorded: $0.recorded, by: $0.by, operation: first, kind: $0.kind)
    }
    XCTAssertEqual(journeys(deal).map(\.isUnknown), [false, false])
  }

  /// R87: of deals that are not asked for, and of those without a past, nothing is told.
  func testOnlyDealsThatAreAskedForAreTold() throws {
    let deals = try (0..<3).map { _ in try office.add(to: .sales).deal }
    var trails = DealTrails()
    for deal in deals { trails.append(0, of: DealTrails(deal)) }
    let told = ReportedDeals(
      deals.map { DealRecord($0, pipeline: nil) }, at: [0, -1, 2], of: trails, in: [.sales],
      knownAt: .last, where: { $0.id != deals[0].id }
    ) { [office] in
      DealSubject(
        $0, in: AuditRecords(deals: [], companies: [], contacts: []), chain: nil, pipeline: nil,
        clock: AuditClock(now: office.now, zone: office.zone))
    }
    XCTAssertEqual(told.map(\.id), [deals[2].id])
    XCTAssertEqual(told.first?.journeys.map(\.entered), [try XCTUnwrap(deals[2].createdAt)])
  }
}
