import CRMModel
import CRMTestSupport
import XCTest

/// R25 and R26: the checks of closed deals and of payment chains.
final class AuditClosedDealsTests: AuditTestCase {
  func testWonIncomplete() throws {
    var won = try office.win(try office.deal(at: "contract"))
    let id = won.deal.id.text
    won.deal.package = nil
    assertFindings(["won-incomplete error: deal edit \(id) --package PACKAGE"], [won])
    won.deal.endDate = nil
    won.deal.budget = nil
    assertFindings(
      ["won-incomplete error: deal edit \(id) --budget SUM --end-date DATE --package PACKAGE"],
      [won])
  }

  func testWonDealWhosePackageEndedBeforeItWasClosed() throws {
    var won = try office.win(try office.deal(at: "contract"))
    let closedOn = office.zone.day(of: office.now)
    for (days, isFound) in [(-400, true), (-1, true), (0, false), (1, false)] {
      won.deal.endDate = closedOn.adding(days: days)
      assertFindings(
        isFound ? ["won-incomplete error: deal edit \(won.deal.id.text) --end-date DATE"] : [],
        [won])
    }
  }

  func testLostIncomplete() throws {
    var lost = try office.lose(try office.deal(at: "call"))
    let id = lost.deal.id.text
    lost.deal.spokeWith = SpokenPerson(name: "Петр", position: " ")
    assertFindings(
      ["lost-incomplete error: deal edit \(id) --spoke-with FULL NAME --position POSITION"], [lost])
    lost.deal.spokeWith = nil
    lost.deal.lostReason = nil
    assertFindings(
      [
        "lost-incomplete error: deal edit \(id) --reason REASON --spoke-with FULL NAME "
          + "--position POSITION"
      ], [lost])
  }

  /// One command mends one finding, so what takes two commands is two findings.
  func testLostIncompleteWithoutCommentIsMendedByAComment() throws {
    var lost = try office.lose(try office.deal(at: "call")).withoutComments
    let id = lost.deal.id.text
    assertFindings(["lost-incomplete error: comment add \(id) COMMENT"], [lost])
    XCTAssertEqual(
      office.audit([try office.comment(lost, Department.talk)]).findings.map(\.check), [])
    lost.deal.lostReason = nil
    assertFindings(
      [
        "lost-incomplete error: deal edit \(id) --reason REASON",
        "lost-incomplete error: comment add \(id) COMMENT",
      ], [lost])
  }

  func testChainBroken() throws {
    let payment = try office.pay(
      try office.deal(at: "contract"), .roubles(20_000), total: .roubles(60_000))
    let next = try XCTUnwrap(payment.next)
    let changes: [(String, (inout [DealCase]) -> Void)] = [
      ("another sum", { $0[1].deal.budget = .roubles(39_999) }),
      ("no sum", { $0[1].deal.budget = nil }),
      ("two totals", { $0[1].deal.chain?.total = .roubles(1) }),
      ("lost first part", { $0.removeFirst() }),
      ("lost next part", { $0.removeLast() }),
      (
        "overflow",
        {
          $0[0].deal.budget = Money(minorUnits: .max, currency: .rub)
          $0[1].deal.budget = Money(minorUnits: .max, currency: .rub)
        }
      ),
      (
        "two open parts that add up",
        {
          var second = $0[1]
          second.deal = Deal(
            id: Department.identifier(800), name: second.deal.name, company: second.deal.company,
            pipeline: second.deal.pipeline, stage: second.deal.stage, manager: second.deal.manager,
            author: second.deal.author)
          second.deal.tasks = $0[1].deal.tasks
          second.deal.contacts = $0[1].deal.contacts
          second.deal.chain = ChainLink(
            id: $0[0].deal.id, part: 3, total: .roubles(60_000), previous: nil)
          second.deal.budget = .roubles(20_000)
          $0[1].deal.budget = .roubles(20_000)
          $0.append(second)
        }
      ),
    ]
    assertFindings([], [payment.paid, next])
    for (note, change) in changes {
      var parts = [payment.paid, next]
      change(&parts)
      let findings = office.audit(parts).findings.filter { $0.check == .chainBroken }
      XCTAssertFalse(findings.isEmpty, note)
      XCTAssertEqual(Set(findings.map { $0.deal?.id }), [parts[0].deal.id], note)
      XCTAssertEqual(Set(findings.map(\.severity)), [.error], note)
    }
  }
}
