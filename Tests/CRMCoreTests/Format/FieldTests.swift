import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// Every field of every card goes the whole way: whatever row is added to a card is walked by this.
final class FieldTests: XCTestCase {
  private var office = CRMTestSupport.Department()

  func testR33EveryFieldIsSetKeptFoundAndRemembered() throws {
    // Without a main one, another e-mail would become it (R67).
    var company = office.company
    company.email = try EmailAddress(parsing: "main@example.com")
    try walk(company)
    for contact in office.contacts { try walk(contact) }
    try walk(office.deal(at: "call").deal)
    try walk(Lead(id: CRMTestSupport.Department.identifier(9)))
    try walk(Product(id: CRMTestSupport.Department.identifier(9)))
    try walk(Paper(id: CRMTestSupport.Department.identifier(9)))
  }

  private func walk<Subject: Card & Document>(_ blank: Subject) throws {
    let projection = Projection(pipelines: [:])
    for field in Subject.card {
      var edit = CardEdit<Subject>()
      edit.set(field, sample(field, blank))
      let filled = edit.apply(to: blank, in: office.context())
      XCTAssertEqual(field.get(filled), sample(field, blank), field.key)
      XCTAssertTrue(field.isFilled(in: filled), field.key)
      guard case .edited(let change, _)? = filled.history.last?.kind else {
        return XCTFail("\(field.key) has no history")
      }
      XCTAssertEqual(change.field, field.key)
      XCTAssertEqual(change.new, sample(field, blank).text)
      XCTAssertTrue(Subject.keys.contains(field.key))
      let read = try Subject(bytes: filled.bytes(keeping: []))
      XCTAssertEqual(read, filled, "\(field.key) in the document")
      XCTAssertNil(read.contradiction)
      let record = try XCTUnwrap(projection.record(of: filled))
      XCTAssertEqual(
        value(of: field.key, record), shown(field, blank), "\(field.key) in the catalog")
      XCTAssertEqual(edit.apply(to: filled, in: office.context()), filled, "nothing changes twice")

      guard !field.isRequired else { continue }
      var emptying = CardEdit<Subject>()
      emptying.set(field, nil)
      XCTAssertTrue(emptying.canLose)
      let emptied = emptying.apply(to: filled, in: office.context())
      XCTAssertFalse(field.isFilled(in: emptied), "R36: \(field.key)")
      XCTAssertEqual(try Subject(bytes: emptied.bytes(keeping: [])), emptied)
    }
  }

  /// What lists show of a record.
  private func value(of key: String, _ record: CatalogRecord) -> Value? {
    switch record.kind {
    case .company: find(key, Property.ofCompanies, CatalogCompany(record).record)
    case .contact:
      find(
        key, Property.ofContacts,
        ContactSubject(record: CatalogContact(record).record, company: nil))
    case .lead:
      find(
        key, LeadForm.properties,
        CatalogCard<LeadForm>(record).subject { _, id in id })
    case .product:
      find(
        key, ProductForm.properties,
        CatalogCard<ProductForm>(record).subject { _, id in id })
    case .paper:
      find(
        key, PaperForm.properties,
        CatalogCard<PaperForm>(record).subject { _, id in id })
    default: CatalogDeal(record).fact(key)
    }
  }

  private func find<Subject>(
    _ key: String, _ properties: [Property<Subject>], _ subject: Subject
  ) -> Value? {
    properties.first { $0.key == key }.flatMap { $0.value(subject) }
  }

  private func sample<Subject>(_ field: Field<Subject>, _ blank: Subject) -> Value {
    switch field.type {
    case .phone: "8 (916) 000-77-55"
    case .email: "rows@example.com"
    case .taxNumber: "7707083893"
    case .number: ExactNumber(2).map(Value.number) ?? ""
    case .flag: .flag(false)
    case .choices: .texts(["а", "б"])
    case .choice: .text(field.choices.last?.id ?? "")
    default:
      // The first that the field takes.
      [
        "слово", "8 (916) 000-77-55", "rows@example.com", "2026-11-20T07:00:00Z", "2026-11-20",
        "22", "retail 2026-11-28 1200 RUB", "100% 2026-11-20",
      ].map {
        field.type.form == .texts ? Value.texts([$0]) : .text($0)
      }.first { value in
        var subject = blank
        return (try? field.set(value, in: &subject)) != nil
      } ?? ""
    }
  }

  private func shown<Subject>(_ field: Field<Subject>, _ blank: Subject) -> Value {
    // A deal's facts are looked at as they lie there.
    guard Subject.self != Deal.self else { return sample(field, blank) }
    if field.references != nil {
      let named = Value.reference(id: "слово", name: "слово")
      return field.type == .lines ? .list([named]) : named
    }
    if [.moment, .day].contains(field.type) { return field.type.read(sample(field, blank), .rub) }
    if field.type == .phones { return .list(["+79160007755"]) }
    return field.type == .phone ? "+79160007755" : sample(field, blank)
  }

  func testR33ADealWithoutSuchAFactIsOfVersion1() throws {
    var deal = try office.deal(at: "call").deal
    XCTAssertEqual(deal.version, 1)
    deal.facts["priority"] = ExactNumber(0).map(Value.number)
    XCTAssertEqual(deal.version, 2)
  }

  func testAFieldWhoseValueIsOfAnotherTypeIsRefusedWithItsPlace() throws {
    var object = office.company.json
    object["schema"] = .number(JSONNumber(1))
    object["phone"] = .number(JSONNumber(7))
    XCTAssertThrowsError(
      try Company(bytes: JSONWriter.bytes(of: .object(object), style: .compact))
    ) { error in
      XCTAssertTrue(
        "\((error as? DocumentError)?.problem.en ?? "")".hasPrefix("'phone'"), "\(error)")
    }
  }
}
