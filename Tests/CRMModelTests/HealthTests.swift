import CRMModel
import CRMTestSupport
import XCTest

/// R27: none, red, yellow, green.
final class HealthTests: XCTestCase {
  func testR27BordersToTheSecond() {
    let zone = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")
    let clock = AuditClock(now: Department.time("2026-11-20T17:00:00+03:00"), zone: zone)
    let table: [(String, Health)] = [
      ("2026-11-19T23:59:59+03:00", .red), ("2026-11-20T16:59:59+03:00", .red),
      ("2026-11-20T17:00:00+03:00", .yellow), ("2026-11-20T23:59:59+03:00", .yellow),
      ("2026-11-21T00:00:00+03:00", .green), ("9999-12-31T23:59:59+00:00", .green),
    ]
    for (due, health) in table {
      XCTAssertEqual(Health(nextTaskDue: Department.time(due), at: clock), health, due)
    }
    XCTAssertEqual(Health(nextTaskDue: nil, at: clock), Health.none)
  }

  func testR27OnlyOpenDealsHaveHealth() throws {
    var office = Department()
    let deal = try office.deal(at: "call")
    let clock = AuditClock(now: office.now, zone: office.zone)
    XCTAssertEqual(DealRecord(deal.deal, pipeline: .ads).health(at: clock), .green)
    let lost = try office.lose(deal)
    XCTAssertNil(DealRecord(lost.deal, pipeline: .ads).health(at: clock))
    var deleted = deal.deal
    deleted.deletedAt = office.now
    XCTAssertNil(DealRecord(deleted, pipeline: .ads).health(at: clock))
  }

  func testR27OneOverdueTaskMakesADealRed() throws {
    var office = Department()
    let deal = try office.plan(try office.add(), due: office.now)
    let clock = AuditClock(now: office.now, zone: office.zone)
    XCTAssertEqual(DealRecord(deal.deal, pipeline: .ads).health(at: clock), .red)
  }

  func testR27NotesAreNoTasks() throws {
    var office = Department()
    let deal = try office.plan(
      try office.add { $0.next = NextTask() }, due: office.now, kind: .note)
    let clock = AuditClock(now: office.now, zone: office.zone)
    XCTAssertEqual(DealRecord(deal.deal, pipeline: .ads).health(at: clock), Health.none)
  }
}
