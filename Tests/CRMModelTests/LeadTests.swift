import CRMTestSupport
import XCTest

@testable import CRMModel

/// R59, R62: what a lead is taken in with, and what can become of it.
final class LeadTests: XCTestCase {
  private var office = Department()
  private lazy var context = office.context()

  func testOneClueIsEnough() throws {
    for clue in LeadForm.clues {
      var edit = CardEdit<Lead>()
      if clue.type.form == .texts {
        edit.add(clue == .emails ? "a@example.com" : "89210001122", to: clue)
      } else {
        edit.fill(clue, "Пекарня")
      }
      let lead = try taken(edit)
      XCTAssertEqual(lead.state, .new, clue.key)
      XCTAssertEqual(lead.receivedAt, context.now, clue.key)
      XCTAssertFalse(lead.name.isEmpty, clue.key)
    }
  }

  func testWhatIsNoClueIsNotEnough() {
    for field in Lead.card where !LeadForm.clues.contains(field) && field.type == .line {
      var edit = CardEdit<Lead>()
      edit.fill(field, "сайт")
      XCTAssertThrowsError(try taken(edit), field.key) {
        XCTAssertEqual(($0 as? Refusal)?.rule, "R59")
      }
    }
  }

  func testOnlyANewOneBecomesSomething() throws {
    let (deal, context) = (try office.deal(at: "call").deal, context)
    for state in Lead.State.allCases {
      var lead = try taken()
      lead.facts["state"] = .text(state.rawValue)
      let steps: [(String, (Lead) throws -> Lead)] = [
        ("accept", { try $0.settled(as: .accepted, by: deal, contact: nil, in: context) }),
        ("link", { try $0.settled(as: .linked, by: deal, contact: nil, in: context) }),
        ("close", { try $0.closed(as: .dead, because: "молчит", in: context) }),
      ]
      for (name, step) in steps {
        if state == .new {
          XCTAssertNotEqual(try step(lead).state, .new, name)
        } else {
          XCTAssertThrowsError(try step(lead), "\(name) \(state)") {
            XCTAssertEqual(($0 as? Refusal)?.rule, "R62")
          }
        }
      }
    }
  }

  func testWhatBecameADealIsTheDealManagers() throws {
    let deal = try office.deal(at: "call").deal
    let settled = try taken().settled(as: .accepted, by: deal, contact: nil, in: context)
    XCTAssertEqual(settled.deal, deal.id)
    XCTAssertEqual(settled.manager, deal.manager)
    XCTAssertEqual(settled[.company], .text(deal.company.text))
    var edit = CardEdit<Lead>()
    edit.fill(.name, "Белова")
    edit.fill(.manager, "petrov")
    let own = try taken(edit).settled(as: .linked, by: deal, contact: nil, in: context)
    XCTAssertEqual(own.manager, Login(stored: "petrov"))
  }

  func testOnlyAClosedOneIsTakenUpAgain() throws {
    for state in Lead.State.allCases {
      var lead = try taken()
      lead.facts["state"] = .text(state.rawValue)
      lead.facts["reason"] = .text("молчит")
      if [.dead, .closed].contains(state) {
        let again = try lead.reopened(in: context)
        XCTAssertEqual(again.state, .new)
        XCTAssertNil(again[.reason])
      } else {
        XCTAssertThrowsError(try lead.reopened(in: context), "\(state)")
      }
    }
  }

  func testASourceTakesTurns() {
    var source = LeadSource()
    XCTAssertNil(source.next(after: 0))
    source.responsible = ["a", "b", "c"].map { Login(stored: $0) }
    XCTAssertEqual((0..<5).compactMap { source.next(after: $0)?.text }, ["a", "b", "c", "a", "b"])
  }

  private func taken(_ edit: CardEdit<Lead>? = nil) throws -> Lead {
    var named = CardEdit<Lead>()
    named.fill(.name, "Белова Мария")
    return try Lead.take(
      edit ?? named, id: Department.identifier(7), in: context)
  }
}
