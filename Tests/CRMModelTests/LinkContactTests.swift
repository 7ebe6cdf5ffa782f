import CRMModel
import CRMTestSupport
import XCTest

/// People of a deal: five at most, all of its company.
final class LinkContactTests: XCTestCase {
  private var office = Department()

  private func link(_ contact: Contact, to deal: DealCase, as role: Role? = nil) throws -> DealCase
  {
    deal.with(try LinkContact(contact, role: role).apply(to: deal, in: office.context()))
  }

  private func added(_ change: (inout AddDeal) -> Void = { _ in }) throws -> Outcome {
    var action = AddDeal(id: office.identifier())
    action.next = NextTask(action: "Встреча", due: office.after(days: 1))
    change(&action)
    return try action.apply(
      company: office.company, contacts: office.contacts, pipeline: .ads, in: office.context())
  }

  func testNewDealLinksTheFirstFiveContactsInTheirRoles() throws {
    for number in 2...7 { office.contacts.append(office.person("Орлов \(number)", role: .other)) }
    let deal = try office.add()
    XCTAssertEqual(
      deal.deal.contacts,
      office.contacts.prefix(5).map { DealContact(contact: $0.id, role: $0.role) })
  }

  func testR47aWhoDecidesComesFirstThenWhoHasInfluenceThenTheOldest() throws {
    let roles: [Role] = [.other, .other, .influencer, .other, .decisionMaker]
    for (number, role) in roles.enumerated() {
      office.contacts.append(office.person("Орлов \(number)", role: role))
    }
    for (limit, linked) in [(1, [0]), (2, [0, 5]), (3, [0, 3, 5]), (5, [0, 1, 2, 3, 5])] {
      office.settings.maxContacts = limit
      let outcome = try added()
      XCTAssertEqual(
        outcome.deal.contacts.map(\.contact), linked.map { office.contacts[$0].id }, "\(limit)")
      let notice = try XCTUnwrap(outcome.notices.first { $0.message.en.hasPrefix("left out") })
      for (place, contact) in office.contacts.enumerated() {
        XCTAssertEqual(
          notice.message.en.contains(contact.name), !linked.contains(place), contact.name)
      }
    }
    office.settings.maxContacts = 6
    XCTAssertEqual(
      try office.add().deal.contacts.map(\.contact), office.contacts.map(\.id), "there is room")
  }

  func testR47aTheContactThatADealIsMadeWithIsLinkedFirst() throws {
    for number in 1...5 { office.contacts.append(office.person("Орлов \(number)", role: .other)) }
    XCTAssertEqual(
      try added { $0.contact = self.office.contacts[5].id }.deal.contacts.map(\.contact),
      [0, 1, 2, 3, 5].map { office.contacts[$0].id })
  }

  func testTheSettingsSayHowManyContactsThereMayBe() throws {
    office.settings.maxContacts = 2
    let deal = try link(office.person("Орлов 2", role: .other), to: try office.add())
    assertRefused(try link(office.person("Орлов 3", role: .other), to: deal))
    office.settings.maxContacts = 3
    XCTAssertNoThrow(try link(office.person("Орлов 3", role: .other), to: deal))
  }

  func testSixthContactIsRefused() throws {
    var deal = try office.add()
    for number in 2...5 {
      deal = try link(office.person("Орлов \(number)", role: .other), to: deal)
    }
    XCTAssertEqual(deal.deal.contacts.count, 5)
    assertRefused(try link(office.person("Орлов 6", role: .other), to: deal))
    // Another role of one of the five is no sixth contact.
    XCTAssertEqual(
      try link(office.contacts[0], to: deal, as: .influencer).deal.contacts.first?.role, .influencer
    )
  }

  func testContactOfAnotherCompanyIsRefused() throws {
    let deal = try office.add()
    var stranger = office.person("Орлов Петр", role: .other)
    stranger.company = Department.identifier(901)
    assertRefused(try link(stranger, to: deal))
  }

  func testContactsOwnRoleIsTheDefault() throws {
    let deal = try link(office.person("Орлов Петр", role: .influencer), to: try office.add())
    XCTAssertEqual(deal.deal.contacts.last?.role, .influencer)
  }

  func testSameRoleAgainChangesNothing() throws {
    let deal = try office.add()
    XCTAssertEqual(try link(office.contacts[0], to: deal).deal, deal.deal)
  }

  func testContactIsTakenOut() throws {
    let deal = try office.add()
    let person = office.contacts[0]
    let without = deal.with(try UnlinkContact(person).apply(to: deal, in: office.context()))
    XCTAssertEqual(without.deal.contacts, [])
    XCTAssertEqual(without.deal.lastEvents, [.contactRemoved(person.id)])
    assertRefused(try UnlinkContact(person).apply(to: without, in: office.context()))
  }
}
