import CRMTestSupport
import XCTest

@testable import CRMModel

/// R36: what a rule of the present stage needs is taken away by no command.
final class NothingLostTests: XCTestCase {
  func testR36TheOnlyDecisionMakerStaysInTheDeal() throws {
    var office = Department()
    let person = office.contacts[0]
    let before = try office.deal(at: "call")
    let after = try office.deal(at: "decision-maker")
    let context = office.context()
    let commands: [any DealAction] = [
      UnlinkContact(person), LinkContact(person, role: .other),
    ]
    for command in commands {
      XCTAssertNoThrow(try command.apply(to: before, in: context), "no stage asks for it yet")
      assertMissing(["decision-maker -"], try command.apply(to: after, in: context))
    }
    XCTAssertNoThrow(try LinkContact(person, role: .influencer).apply(to: after, in: context))
    let other = office.person("Орлов Петр Ильич", role: .influencer)
    office.contacts.append(other)
    var two = after
    two.contacts = office.contacts
    two.deal = try LinkContact(other, role: nil).apply(to: two, in: context).deal
    XCTAssertNoThrow(try UnlinkContact(person).apply(to: two, in: context), "another one decides")
  }

  /// R41: an option that the department named is given as it was written, a value that it left open is
  /// asked for, and each field is told.
  func testR41WhatSuppliesARequirementIsSaidAsItWasWritten() throws {
    func missing(_ text: String) throws -> Missing {
      OwnRequirement(
        id: Requirement.ID(rawValue: "own"), condition: try Expression(parsing: "priority = 3"),
        words: "", supply: text
      ).missing { $0.replacing("{name}", with: "Кафе Лето") }
    }
    func supply(_ text: String) throws -> Phrase? { try missing(text).value }
    XCTAssertEqual(try supply("--set nps=")?.en, "nps=VALUE")
    XCTAssertEqual(try supply("--set legal=yes")?.en, "legal=yes")
    XCTAssertEqual(try supply("--priority 3")?.en, "3")
    XCTAssertEqual(try supply("--budget")?.en, "VALUE")
    let command = try missing("crm company edit {name} --city Москва")
    XCTAssertNil(command.option)
    XCTAssertEqual(
      command.remedies.map { $0.words.map(\.ru) },
      [["company", "edit", "Кафе Лето", "--city", "Москва"]])
    XCTAssertEqual(try missing("спросить клиента").remedies.count, 0)
    XCTAssertTrue(Missing(.budget, Phrase("nps"), option: "--set").mayRepeat)
  }
}
