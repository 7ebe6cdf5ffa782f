import CRMTestSupport
import XCTest

@testable import CRMModel

/// R67: names in full, in parts, and as they were typed.
final class NameSpellingTests: AuditTestCase {
  private var mary: Contact { contact("Белова Мария Петровна") }

  private func contact(_ name: String) -> Contact {
    Contact(
      id: CRMTestSupport.Department.identifier(7), company: office.company.id, name: name,
      role: .other)
  }

  private func edited(
    _ contact: Contact, _ change: (inout CardEdit<Contact>) -> Void
  ) -> Contact {
    var edit = CardEdit<Contact>()
    change(&edit)
    return edit.apply(to: contact, in: office.context())
  }

  private func parts(_ contact: Contact) -> [String?] {
    Contact.partsOfName.map { $0.value(in: contact)?.text }
  }

  func testANameHasItsPartsInTheRussianOrder() {
    XCTAssertEqual(parts(mary), ["Белова", "Мария", "Петровна"])
    XCTAssertEqual(parts(contact("Белова Мария")), ["Белова", "Мария", nil])
    XCTAssertEqual(parts(contact("Мария Петровна")), [nil, "Мария", "Петровна"])
    XCTAssertEqual(parts(contact("Мария")), [nil, "Мария", nil], "a word alone is a first name")
    XCTAssertEqual(parts(contact("Ким Ир Сен Оглы")), ["Ким", "Ир", "Сен Оглы"])
    XCTAssertEqual(parts(contact("")), [nil, nil, nil])
  }

  func testAPartOfTheNameGivesTheName() {
    let married = edited(mary) { $0.fill(.lastName, "Орлова") }
    XCTAssertEqual(married.name, "Орлова Мария Петровна")
    XCTAssertEqual(
      married.history.map(\.kind),
      [
        .edited(
          FieldChange("name", old: "Белова Мария Петровна", new: "Орлова Мария Петровна"),
          reason: nil),
        .edited(FieldChange("lastName", old: "Белова", new: "Орлова"), reason: nil),
      ])
    // R37: what the parts were and became, also where the name gives them.
    let renamed = edited(married) { $0.fill(.name, "Ян Садов-Домов Петрович") }
    XCTAssertEqual(
      renamed.history.last?.kind,
      .edited(FieldChange("lastName", old: "Орлова", new: "Ян"), reason: nil))
    XCTAssertEqual(edited(married) { $0.set(.lastName, nil) }.name, "Мария Петровна")
    XCTAssertEqual(edited(mary) { $0.set(.patronymic, nil) }.name, "Белова Мария")
  }

  func testTheNameGivesItsParts() {
    let spanish = edited(contact("?")) {
      $0.fill(.lastName, "де ла Крус")
      $0.fill(.firstName, "Ана")
    }
    XCTAssertEqual(spanish.name, "де ла Крус Ана")
    XCTAssertEqual(parts(spanish), ["де ла Крус", "Ана", nil], "as they were given")
    let first = edited(contact("Белова Мария")) { $0.fill(.firstName, "Мария") }
    XCTAssertEqual(parts(first), ["Белова", "Мария", nil])
    XCTAssertEqual(
      parts(edited(spanish) { $0.fill(.name, "Орлова Анна") }), ["Орлова", "Анна", nil])
    let both = edited(mary) {
      $0.fill(.name, "Мария де Бриссак")
      $0.fill(.lastName, "де Бриссак")
    }
    XCTAssertEqual(both.name, "Мария де Бриссак", "who gives both, knows")
    let added = edited(contact("")) {
      $0.fill(.name, "Смирнов")
      $0.fill(.firstName, "Олег")
    }
    XCTAssertEqual(added.name, "Смирнов Олег", "A16: the one that the name lacks")
    XCTAssertEqual(parts(added), ["Смирнов", "Олег", nil])
  }

  func testAMergeTakesNoPartsOfNames() throws {
    let other = edited(contact("Петрова")) { $0.fill(.firstName, "Анна") }
    let kept = try MergeClients([other], taking: [:]).apply(to: mary, in: office.context())
    XCTAssertEqual(kept.name, mary.name)
    XCTAssertEqual(parts(kept), parts(mary))
  }

  func testWhatWasTypedIsKeptWhereItDiffers() {
    var edit = CardEdit<Company>()
    edit.set(.name, "Ооо \"Ромашка\"")
    let company = edit.apply(to: office.company, in: office.context())
    XCTAssertEqual(company.name, "ООО «Ромашка»")
    XCTAssertEqual(Field.nameTyped.get(company), "Ооо \"Ромашка\"")
    edit.set(.name, "ООО «Лютик»")
    XCTAssertNil(Field.nameTyped.get(edit.apply(to: company, in: office.context())))
    let made = CardEdit<Company>().add(
      id: office.company.id, name: " Бар ", in: office.context())
    XCTAssertEqual(made.name, "Бар")
    XCTAssertEqual(made.history.count, 1)
  }

  func testWhoBuysAndWhoSells() throws {
    func isCustomer(_ company: Company) -> Value? { Field.isCustomer.value(in: company) }
    XCTAssertEqual(isCustomer(office.company), .flag(true), "unless said otherwise (A22)")
    XCTAssertEqual(Field.isSupplier.value(in: office.company), .flag(false))
    XCTAssertNil(Field.isCustomer.get(office.company), "and written nowhere")
    var edit = CardEdit<Company>()
    edit.set(.isCustomer, .flag(false))
    edit.set(.isSupplier, .flag(true))
    let supplier = edit.apply(to: office.company, in: office.context())
    XCTAssertEqual(isCustomer(supplier), .flag(false))
    let merged = try MergeClients([supplier], taking: [:]).apply(
      to: office.company, in: office.context())
    XCTAssertEqual(isCustomer(merged), .flag(true), "a customer stays one")
    XCTAssertEqual(Field.isSupplier.value(in: merged), .flag(true))
  }

  func testTheBaseIsJudgedByHowItIsWritten() throws {
    var ofBase = Audit.Scope()
    ofBase.isOfBase = true
    var company = office.company
    company.name = "Ооо \"Ёлки\""
    company.phone = try PhoneNumber(typed: "12345")
    var person = mary
    person.name = "Белова  Мария"
    let audit = office.audit(
      [try office.deal(at: "contract").withoutComments], companies: [company], contacts: [person],
      scope: ofBase)
    XCTAssertEqual(
      audit.findings.map { "\($0.check.rawValue) \($0.severity.rawValue): \($0.fix.text)" },
      [
        "name-untidy warning: company edit \(company.id.text) --name ООО «Ёлки»",
        "name-untidy warning: contact edit \(person.id.text) --name Белова Мария",
        "phone-unclear warning: company edit \(company.id.text) --phone PHONE",
      ], "and by nothing else")
    let sound = office.audit([], companies: [office.company], contacts: [mary], scope: ofBase)
    XCTAssertEqual(sound.findings.count, 0)
  }
}
