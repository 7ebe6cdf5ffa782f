import CRMModel
import CRMTestSupport
import XCTest

/// R67: any number of phones and e-mails, the first being the main one.
final class FurtherValuesTests: XCTestCase {
  private var department = CRMTestSupport.Department()

  private func company(_ change: (inout CardEdit<Company>) -> Void) throws -> Company {
    let company = Company(
      id: try XCTUnwrap(CompanyID("aaaaaaaa")), name: "Кафе", manager: Login(stored: "anna"))
    return edited(company, change)
  }

  private func edited(
    _ company: Company, _ change: (inout CardEdit<Company>) -> Void
  ) -> Company {
    var edit = CardEdit<Company>()
    change(&edit)
    return edit.apply(to: company, in: department.context())
  }

  private func phones(_ company: Company) -> [String] { company.phones.map(\.typed) }

  func testTheFirstIsTheMainOne() throws {
    let cafe = try company { edit in
      for phone in ["84950000001", "84950000002", "+7 495 000-00-01"] {
        edit.give(phone, to: .phone)
      }
      for email in ["a@b.ru", "c@d.ru", "c@d.ru"] { edit.give(email, to: .email) }
    }
    XCTAssertEqual(phones(cafe), ["84950000001", "84950000002"], "one number, however typed")
    XCTAssertEqual(cafe.emails.map(\.text), ["a@b.ru", "c@d.ru"])
    XCTAssertEqual(cafe.phone?.typed, "84950000001")
  }

  func testAnotherMainOneKeepsTheFurtherOnes() throws {
    let cafe = try company { edit in
      for phone in ["84950000001", "84950000002"] { edit.give(phone, to: .phone) }
    }
    XCTAssertEqual(
      phones(edited(cafe) { $0.give("84950000003", to: .phone) }), ["84950000003", "84950000002"])
    XCTAssertEqual(
      phones(edited(cafe) { $0.give("+74950000002", to: .phone) }), ["+74950000002"],
      "a further one became the main one and is not there twice")
  }

  func testAfterTheMainOneTheNextIsIt() throws {
    let cafe = try company { edit in
      for phone in ["84950000001", "84950000002", "84950000003"] { edit.give(phone, to: .phone) }
    }
    let without = edited(cafe) { $0.take("+7 495 000-00-01", from: .phone) }
    XCTAssertEqual(phones(without), ["84950000002", "84950000003"])
    XCTAssertEqual(
      without.history.suffix(2).map(\.kind),
      [
        .edited(FieldChange("phone", old: "84950000001", new: "84950000002"), reason: nil),
        .edited(
          FieldChange("otherPhones", old: "84950000002, 84950000003", new: "84950000003"),
          reason: nil),
      ])
    XCTAssertEqual(
      phones(edited(cafe) { $0.take("84950000002", from: .phone) }), ["84950000001", "84950000003"])
    let none = edited(without) { edit in
      edit.take("84950000002", from: .phone)
      edit.take("84950000003", from: .phone)
    }
    XCTAssertEqual(phones(none), [])
    XCTAssertEqual(edited(cafe) { $0.take("84950000009", from: .phone) }, cafe)
  }

  func testAWeakenedCardIsLookedAt() {
    var edit = CardEdit<Company>()
    edit.remove("сеть", from: .tags)
    XCTAssertFalse(edit.canLose)
    edit.take("84950000001", from: .phone)
    XCTAssertTrue(edit.canLose, "a deal may need the phone")
  }

  func testEveryNumberIsMatched() throws {
    let cafe = try company { edit in
      for phone in ["84950000001", "84950000002"] { edit.give(phone, to: .phone) }
    }
    var lead = MatchSubject(.lead)
    lead.phones = [try PhoneNumber(typed: "+7 495 000-00-02")]
    XCTAssertEqual(lead.reason(MatchSubject(cafe)), .phone)
  }
}
