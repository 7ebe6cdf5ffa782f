import CRMTestSupport
import XCTest

@testable import CRMModel

/// R85: what the audit finds on papers, at the edge of each condition.
final class PaperCheckTests: XCTestCase {
  private var office = Department()
  private lazy var context = office.context()
  private var count: UInt64 = 0

  private func paper(
    _ type: PaperType, _ state: PaperType.State, total: Int = 100, on basis: [PaperID] = [],
    deal: Deal? = nil, _ facts: [String: Value] = [:]
  ) throws -> Paper {
    count += 1
    var paper = Paper(id: Department.identifier(count))
    paper.facts = [
      "type": .text(type.id), "state": .text(state.id), "number": .text("\(type.id)-\(count)"),
      "date": .text("2026-11-20"), "currency": .text("RUB"), "total": .whole(total),
      "company": .text(office.company.id.text),
    ]
    if type.content == .lines { paper.facts["lines"] = .texts(["Печь; 1; \(total); ; 22"]) }
    if !basis.isEmpty { paper.facts["basis"] = .texts(basis.map(\.text)) }
    paper.facts["deal"] = deal.map { .text($0.id.text) }
    paper.facts.merge(facts) { $1 }
    return paper
  }

  /// Expects exactly these findings at a local time.
  private func assert(
    _ expected: String..., of subject: DealCase, _ papers: [Paper] = [], at time: String = "11-20",
    line: UInt = #line
  ) {
    office.now = Department.time("2026-\(time)T23:59:00+03:00")
    var scope = Audit.Scope()
    scope.checks = Set(PaperCheck.all.map(\.id) + [.invoiceLate])
    let findings = Array(office.audit([subject], papers: papers, scope: scope).findings)
    XCTAssertEqual(
      findings.map { "\($0.check.rawValue) \($0.severity.rawValue): \($0.fix.text)" }, expected,
      line: line)
    XCTAssertEqual(findings.count { $0.message.ru == $0.message.en }, 0, line: line)
  }

  func testPaymentOverdue() throws {
    let subject = try office.add(to: .sales) { $0.next = NextTask() }
    let parts = ["schedule": Value.texts(["40% 2026-11-20", "60% 2026-11-22"])]
    let order = try paper(.order, .confirmed, deal: subject.deal, parts)
    let fix = "payment-overdue error: payment add --order \(order.id.text) --sum"
    assert(of: subject, [order])
    assert("\(fix) 40", of: subject, [order], at: "11-21")
    assert("\(fix) 40", "\(fix) 60", of: subject, [order], at: "11-23")
    let most = try paper(
      .payment, .received, on: [order.id], deal: subject.deal, ["total": .text("39.99")])
    assert("\(fix) 0.01", of: subject, [order, most], at: "11-21")
    let all = try paper(.payment, .received, total: 40, on: [order.id], deal: subject.deal)
    assert(of: subject, [order, all], at: "11-21")
    for state in [PaperType.State.draft, .cancelled] {
      let other = try paper(.order, state, deal: subject.deal, parts)
      assert(of: subject, [other], at: "12-20")
    }
    // A client may have papers without a deal.
    let alone = try paper(.order, .done, parts)
    assert(of: subject, [alone], at: "11-20")
    assert(
      "payment-overdue error: payment add --order \(alone.id.text) --sum 40", of: subject, [alone],
      at: "11-21")
  }

  /// R99: what the page for the head says is overdue, of the deals that were asked for.
  func testOverduePaymentsOfTheDealsThatWereAskedFor() throws {
    office.now = Department.time("2026-11-21T10:00:00+03:00")
    let subject = try office.add(to: .sales) { $0.next = NextTask() }
    let parts = ["schedule": Value.texts(["40% 2026-11-20", "60% 2026-11-22"])]
    let clock = AuditClock(now: office.now, zone: office.zone)
    var material = ReportMaterial(
      scope: ReportFrame.Scope(
        clock: clock, days: clock.today...clock.today, period: nil, slice: nil),
      pipelines: [.sales], isOfOnePipeline: true, plans: SalesPlans([]),
      people: People(), calendar: .standard)
    material.papers = [
      try paper(.order, .confirmed, deal: subject.deal, parts),
      try paper(.order, .confirmed, parts),
    ]
    XCTAssertEqual(
      material.overduePayments.map(\.minorUnits), [4_000], "that of nobody's deal, and no other's")
    material.papers.removeLast()
    XCTAssertEqual(material.overduePayments, [])
  }

  func testQuoteExpired() throws {
    let subject = try office.add(to: .sales) { $0.next = NextTask() }
    let until = ["validUntil": Value.text("2026-11-20")]
    let quote = try paper(.quotation, .sent, deal: subject.deal, until)
    assert(of: subject, [quote])
    assert(
      "quote-expired warning: quote expire \(quote.id.text)", of: subject, [quote], at: "11-21")
    for state in [PaperType.State.draft, .accepted, .cancelled] {
      assert(of: subject, [try paper(.quotation, state, deal: subject.deal, until)], at: "11-21")
    }
    assert(of: subject, [try paper(.quotation, .sent, deal: subject.deal)], at: "12-21")
    assert(of: subject, [try paper(.invoice, .sent, deal: subject.deal, until)], at: "12-21")
  }

  func testOrderWithoutSchedule() throws {
    let subject = try office.add(to: .sales) { $0.next = NextTask() }
    let order = try paper(.order, .confirmed, deal: subject.deal)
    // The order's own day may be long over: two weeks from the evening on.
    let finding =
      "order-without-schedule warning: order edit \(order.id.text) --schedule 100% 2026-12-04"
    assert(finding, of: subject, [order])
    let most = try paper(.payment, .received, total: 99, on: [order.id], deal: subject.deal)
    assert(finding, of: subject, [order, most])
    let all = try paper(.payment, .received, total: 100, on: [order.id], deal: subject.deal)
    assert(of: subject, [order, all])
    assert(of: subject, [try paper(.order, .draft, deal: subject.deal)])
  }

  func testPaperBroken() throws {
    let subject = try office.add(to: .sales) { $0.next = NextTask() }
    let finding = "paper-broken error: fsck"
    let order = try paper(.order, .draft, deal: subject.deal)
    assert(of: subject, [order])
    assert(
      finding, of: subject, [try paper(.order, .draft, deal: subject.deal, ["total": .whole(1)])])
    let invoice = try paper(.invoice, .draft, on: [order.id], deal: subject.deal)
    assert(finding, of: subject, [invoice])
    assert(of: subject, [invoice, order])
    // What it is based on may stand outside of the deal.
    let outside = try paper(.contract, .signed)
    let agreed = try paper(.order, .draft, on: [outside.id], deal: subject.deal)
    assert(of: subject, [agreed, outside])
  }

  func testInvoiceLate() throws {
    var subject = try office.add(to: .sales) { $0.next = NextTask() }
    assert(of: subject, at: "12-20")
    subject.deal.facts["invoiceRequestedAt"] = .text("2026-11-20T07:00:00Z")
    let id = subject.deal.id.text
    let late = "invoice-late error: invoice add --deal \(id) --line"
    assert(of: subject, at: "11-21")
    assert("\(late) ITEM; QUANTITY; PRICE", of: subject, at: "11-22")
    func invoice(_ state: PaperType.State, sent: String?) throws -> Paper {
      try paper(
        .invoice, state, deal: subject.deal, sent.map { ["sentAt": .text($0)] } ?? [:])
    }
    let draft = try invoice(.draft, sent: nil)
    assert(
      "invoice-late error: invoice send \(draft.id.text) --to E-MAIL", of: subject, [draft],
      at: "11-22")
    assert(of: subject, [try invoice(.sent, sent: "2026-11-20T07:00:00Z")], at: "11-22")
    // One that went out before is no answer, nor is one that was taken back.
    for (state, time) in [(PaperType.State.sent, "06:59:59"), (.cancelled, "08:00:00")] {
      let other = try invoice(state, sent: "2026-11-20T\(time)Z")
      assert("\(late) ITEM; QUANTITY; PRICE", of: subject, [other], at: "11-22")
    }
    var lost = try office.lose(subject)
    lost.deal.facts["invoiceRequestedAt"] = .text("2026-11-20T07:00:00Z")
    assert(of: lost, at: "11-30")
  }
}
