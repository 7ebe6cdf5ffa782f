import CRMModel
import CRMTestSupport
import XCTest

/// H7, H8, H10: since when a finding stands, whether it is a habit, and how good a manager's deals are.
final class EveningTests: XCTestCase {
  private var office = Department()
  private let ivanov = Login(stored: "ivanov")
  private let petrov = Login(stored: "petrov")

  func testH7FindingStandsSinceTheFirstEveningOfItsRow() throws {
    let finding = try taskMissing()
    let memory = { (evenings: [Evening]) in
      EveningMemory(evenings, today: self.day("2026-11-20"), found: [finding.found])
    }
    let (old, subject) = (day("2026-11-17"), finding.subject)
    let kept = [Evening.Kept(subject, since: old)]
    XCTAssertNil(memory([]).since(finding))
    XCTAssertEqual(memory([evening("2026-11-18", ivanov, kept)]).since(finding), old)
    // Mended on the 19th, so that it is new today.
    let mended = [evening("2026-11-18", ivanov, kept), evening("2026-11-19", ivanov, [])]
    XCTAssertNil(memory(mended).since(finding))
    // It was another manager's deal on the evening before.
    XCTAssertEqual(memory([evening("2026-11-19", petrov, kept)]).since(finding), old)
    // Another head keeps his evenings later; his do not hide this one.
    let others = [evening("2026-11-18", ivanov, kept), evening("2026-11-19", petrov, [])]
    XCTAssertEqual(memory(others).since(finding), old)
    // An evening that is yet to come says nothing.
    XCTAssertNil(memory([evening("2026-11-21", ivanov, kept)]).since(finding))
  }

  func testH10FindingThatStandsForAWeekIsOneSlipAndThreeOnesAreAHabit() throws {
    let finding = try taskMissing()
    let standing = ["2026-11-17", "2026-11-18", "2026-11-19"].map {
      evening($0, ivanov, [Evening.Kept(finding.subject, since: day("2026-11-17"))])
    }
    XCTAssertEqual(repeats(of: finding, standing), 1)
    let others = [
      // Before the thirty days, of another manager, of another check.
      evening("2026-10-21", ivanov, [slip(1, "2026-10-21")]),
      evening("2026-11-10", petrov, [slip(2, "2026-11-10")]),
      evening("2026-11-10", ivanov, [slip(3, "2026-11-10", .taskOverdue)]),
    ]
    XCTAssertEqual(repeats(of: finding, others), 1)
    let habit = [
      evening("2026-10-22", ivanov, [slip(1, "2026-10-22")]),
      evening("2026-11-10", ivanov, [slip(2, "2026-11-10"), slip(3, "2026-11-10")]),
    ]
    XCTAssertEqual(repeats(of: finding, habit + standing), 4)
  }

  func testH8QualityIsTheShareOfCleanOpenDeals() throws {
    let clean = try office.add().deal
    let idle = try office.add { $0.next = NextTask() }.deal
    var sold = try office.win(office.deal(at: "contract")).deal
    sold.package = nil
    let audit = audit([clean, idle, sold])
    XCTAssertEqual(audit.summary.byManager.map(\.quality), [0.5])
    XCTAssertEqual(audit.summary.byManager.map(\.open), [2])
    let row = EveningMemory([], today: day("2026-11-20"), found: audit.findings.found)
      .rows(of: audit.summary, audit.findings.found, at: office.now, by: petrov)
    XCTAssertEqual(row.map(\.quality), [0.5])
    XCTAssertEqual(row.map(\.errors), [2])
    XCTAssertEqual(
      row.first?.findings.map(\.subject.check),
      [.budgetMissing, .budgetMissing, .taskMissing, .wonIncomplete])
    XCTAssertEqual(row.first?.atRisk, [.roubles(60_000)])
    let evening = Evening(day: day("2026-11-20"), rows: row + [self.row(petrov, [], open: 2)])
    XCTAssertEqual(evening.quality, 0.25)
    XCTAssertNil(Evening(day: day("2026-11-20")).quality)
  }

  func testSecondAuditOfADayReplacesOnlyTheManagersInItsScope() {
    let first = evening("2026-11-20", ivanov, [slip(1, "2026-11-20")])
      .replacing([row(petrov, [slip(2, "2026-11-20")])]) { $0 == petrov }
    XCTAssertEqual(first.rows.map(\.manager), [ivanov, petrov])
    let again = first.replacing([row(petrov, [])]) { $0 == petrov }
    XCTAssertEqual(again.rows.map(\.findings.count), [1, 0])
    XCTAssertEqual(again.replacing([]) { _ in true }.rows, [])
  }

  // MARK: Evenings

  private func day(_ text: String) -> Day { (try? Day(parsing: text)) ?? .first }

  private func slip(
    _ deal: UInt64, _ since: String, _ check: AuditCheck.ID = .taskMissing
  ) -> Evening.Kept {
    Evening.Kept(
      Evening.Subject(check: check, deal: Department.identifier(700 + deal), company: nil),
      since: day(since))
  }

  private func evening(_ date: String, _ manager: Login, _ kept: [Evening.Kept]) -> Evening {
    Evening(day: day(date), rows: [row(manager, kept)])
  }

  private func row(_ manager: Login, _ kept: [Evening.Kept], open: Int = 0) -> Evening.Row {
    Evening.Row(
      manager: manager, at: office.now, by: manager, deals: open, open: open, cleanOpen: 0,
      errors: kept.count, warnings: 0, atRisk: [], findings: kept)
  }

  private func repeats(of finding: Finding, _ evenings: [Evening]) -> Int {
    EveningMemory(evenings, today: day("2026-11-20"), found: [finding.found]).repeats(of: finding)
  }

  private func taskMissing() throws -> Finding {
    try XCTUnwrap(
      audit([office.add { $0.next = NextTask() }.deal]).findings.first { $0.check == .taskMissing })
  }

  private func audit(_ deals: [Deal]) -> Audit {
    Audit(
      deals: deals.map { DealRecord($0, pipeline: .ads) },
      companies: [CompanyRecord(office.company)],
      contacts: office.contacts.map { ContactRecord($0) }, pipelines: [PipelineID("ads"): .ads],
      scope: Audit.Scope(), clock: AuditClock(now: office.now, zone: office.zone))
  }
}
