import CRMModel
import CRMTestSupport
import XCTest

/// R24: a deal that falls short goes back to its manager, who mends it, and the head agrees or not.
final class ReworkTests: XCTestCase {
  private var office = Department()
  private let head = Login(stored: "orlova")

  func testR24SentBackDealIsDueByTheEndOfTheWorkingDay() throws {
    let (deal, rework) = try sentBack()
    XCTAssertEqual(rework.state, .open)
    XCTAssertEqual(rework.author, head)
    XCTAssertEqual(rework.faults.map(\.check), [.taskMissing])
    XCTAssertEqual(office.zone.text(of: rework.due), "2026-11-20 18:00")
    XCTAssertEqual(deal.lastEvents, [.sentBack(checks: [.taskMissing], due: rework.due)])
    let record = DealRecord(deal, pipeline: .ads)
    XCTAssertEqual(record.reworkDue, rework.due)
    XCTAssertEqual(record.reworkState, .open)
  }

  func testR24SecondSendingBackAddsWhatIsNewAndNeverDoubles() throws {
    let (deal, rework) = try sentBack()
    XCTAssertNil(try sendBack(deal))
    var renamed = deal
    renamed.name = "Другое"
    let again = try XCTUnwrap(sendBack(renamed))
    XCTAssertEqual(again.rework?.faults.map(\.check), [.taskMissing, .nameMismatch])
    XCTAssertEqual(again.rework?.due, rework.due)
    XCTAssertEqual(again.lastEvents, [.sentBack(checks: [.nameMismatch], due: rework.due)])
  }

  func testR24DoneIsRefusedWhileAFindingStandsAndSaysHowToMendIt() throws {
    let (deal, _) = try sentBack()
    let refusal = assertRefused(try done(deal), "R24")
    XCTAssertEqual(
      refusal?.remedies.map(\.text), ["task set \(deal.id.text) ACTION --due tomorrow"])
    assertMissing(["comment --note"], try done(mended(deal), note: nil))
    let fixed = try done(mended(deal))
    XCTAssertEqual(fixed.rework?.state, .fixed)
    XCTAssertEqual(fixed.rework?.note, "Поставил задачу")
    XCTAssertEqual(fixed.rework?.changedBy, office.user)
    XCTAssertNil(DealRecord(fixed, pipeline: .ads).reworkDue)
    assertRefused(try done(fixed), "R24")
  }

  func testR24FindingThatWasNotSentBackDoesNotKeepItOpen() throws {
    let (deal, _) = try sentBack()
    var renamed = try mended(deal)
    renamed.name = "Другое"
    XCTAssertEqual(try done(renamed).rework?.state, .fixed)
  }

  func testR24OverdueReworkIsAFindingAndNoReasonToSendBack() throws {
    let (deal, rework) = try sentBack()
    office.now = rework.due
    XCTAssertFalse(try findings(deal).contains { $0.check == .reworkOverdue })
    office.now = office.after(minutes: 1)
    let finding = try XCTUnwrap(try findings(deal).first { $0.check == .reworkOverdue })
    XCTAssertEqual(finding.severity, .error)
    XCTAssertEqual(finding.fix.text, "rework done \(deal.id.text) --note WHAT WAS DONE")
    XCTAssertNil(try sendBack(deal))
    // What is mended may be said to be so after the time, too.
    XCTAssertEqual(try done(mended(deal)).rework?.state, .fixed)
  }

  func testR24HeadReturnsADealOnWhichTheAuditFoundNothing() throws {
    office.user = head
    let deal = try office.deal(at: "contract").deal
    XCTAssertNil(deal.rework)
    let back = try returned(deal)
    XCTAssertEqual(back.rework?.state, .returned)
    XCTAssertEqual(back.rework?.faults, [])
    XCTAssertEqual(back.rework?.author, head)
    XCTAssertEqual(Permission(changing: deal, to: back, on: .first), .lead(of: deal.manager))
    assertRefused(try returned(back), "R24", "it is the manager's turn")
    let accepted = try accept(try done(back))
    XCTAssertEqual(try returned(accepted).rework?.note, nil)
  }

  func testR24HeadAcceptsOrReturnsOnlyWhatIsFixed() throws {
    let (deal, _) = try sentBack()
    assertRefused(try accept(deal), "R24")
    assertRefused(try returned(deal), "R24")
    let fixed = try done(mended(deal))
    let accepted = try accept(fixed)
    XCTAssertEqual(accepted.rework?.state, .accepted)
    assertRefused(try accept(accepted), "R24")

    let again = try returned(fixed)
    XCTAssertEqual(again.rework?.state, .returned)
    XCTAssertEqual(again.rework?.reason, "Не та задача")
    XCTAssertEqual(again.rework.map { office.zone.text(of: $0.due) }, "2026-11-20 18:00")
    XCTAssertEqual(try done(again).rework?.state, .fixed)
    assertMissing(["comment --reason"], try returned(fixed, reason: " "))
    // A command happens a minute after the one before.
    assertRefused(try returned(fixed, due: office.after(minutes: 1)), "R30")
    let due = office.after(minutes: 2)
    XCTAssertEqual(try returned(fixed, due: due).rework?.due, due)
  }

  func testR24NewFaultsAfterTheManagersWordOpenANewRework() throws {
    let (deal, _) = try sentBack()
    for ended in [try done(mended(deal)), try accept(done(mended(deal)))] {
      var renamed = ended
      renamed.name = "Другое"
      let again = try XCTUnwrap(sendBack(renamed))
      XCTAssertEqual(again.rework?.state, .open)
      XCTAssertEqual(again.rework?.faults.map(\.check), [.nameMismatch])
    }
  }

  func testR24WithoutAReworkThereIsNothingToEnd() throws {
    let deal = try office.add().deal
    assertRefused(try done(deal), "R24")
    assertRefused(try accept(deal), "R24")
    XCTAssertNil(try sendBack(deal))
  }

  func testR24ClosedDealCannotBeReturned() throws {
    let (deal, _) = try sentBack()
    var closed = try done(mended(deal))
    closed.stage = StageID("lost")
    assertRefused(try returned(closed), "R4")
    XCTAssertEqual(try accept(closed).rework?.state, .accepted)
  }

  // MARK: Steps

  /// A deal that was sent back because it has no task.
  private func sentBack() throws -> (Deal, Rework) {
    let deal = try office.add { $0.next = NextTask() }.deal
    let sent = try XCTUnwrap(try sendBack(deal))
    return (sent, try XCTUnwrap(sent.rework))
  }

  private func sendBack(_ deal: Deal) throws -> Deal? {
    let user = office.user
    office.user = head
    defer { office.user = user }
    let context = office.context()
    return SendBack(try findings(deal)).apply(to: deal, in: context)
  }

  private func mended(_ deal: Deal) throws -> Deal { try office.plan(subject(deal)).deal }

  private func done(_ deal: Deal, note: String? = "Поставил задачу") throws -> Deal {
    let context = office.context()
    return try FinishRework(note: note).apply(to: deal, findings: try findings(deal), in: context)
  }

  private func accept(_ deal: Deal) throws -> Deal {
    try AcceptRework().apply(to: deal, in: office.context())
  }

  private func returned(
    _ deal: Deal, reason: String? = "Не та задача", due: Instant? = nil
  ) throws -> Deal {
    try ReturnRework(reason: reason, due: due).apply(to: subject(deal), in: office.context())
  }

  private func subject(_ deal: Deal) -> DealCase {
    DealCase(
      deal: deal, company: office.company, contacts: office.contacts, chain: [], pipeline: .ads)
  }

  private func findings(_ deal: Deal) throws -> [Finding] {
    Array(
      Audit(
        deals: [DealRecord(deal, pipeline: .ads)], companies: [CompanyRecord(office.company)],
        contacts: office.contacts.map { ContactRecord($0) }, pipelines: [PipelineID("ads"): .ads],
        scope: Audit.Scope(), clock: AuditClock(now: office.now, zone: office.zone)
      ).findings)
  }
}
