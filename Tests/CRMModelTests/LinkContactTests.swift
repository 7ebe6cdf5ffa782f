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

  func testNewDealLinksTheFirstFiveContactsInTheirRoles() throws {
    for number in 2...7 { office.contacts.append(office.person("Орлов \(number)", role: .other)) }
    let deal = try office.add()
    XCTAssertEqual(
      deal.deal.contacts,
      office.contacts.prefix(5).map { DealContact(contact: $0.id, role: $0.role) })
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
