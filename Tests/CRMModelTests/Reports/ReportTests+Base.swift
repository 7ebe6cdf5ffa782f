import CRMTestSupport
import XCTest

@testable import CRMModel

/// R68: how complete the base is, and what clients are by the department's own rules.
final class BaseTests: XCTestCase {
  private var office = CRMTestSupport.Department()

  private func company(
    _ number: UInt64, _ name: String, of manager: String = "anna", _ fields: [Field<Company>: Value]
  ) throws -> Company {
    var edit = CardEdit<Company>()
    for (field, value) in fields { edit.set(field, value) }
    edit.set(.manager, .text(manager))
    return edit.add(
      id: CRMTestSupport.Department.identifier(number), name: name, in: office.context())
  }

  private func frame(_ companies: [Company], _ profile: [String: Int] = [:]) throws -> ReportFrame {
    let clock = AuditClock(now: office.now, zone: office.zone)
    let today = clock.zone.day(of: clock.now)
    var material = ReportMaterial(
      scope: ReportFrame.Scope(clock: clock, days: today...today, period: nil, slice: nil),
      pipelines: [], isOfOnePipeline: false, plans: SalesPlans([]),
      people: People(),
      calendar: .standard)
    material.companies = companies
    material.baseProfile = profile
    return try Report.base.frame(material)
  }

  private func lines(_ rows: [[ReportCell]]) -> [String] { rows.map(\.line) }

  func testACardIsAsCompleteAsItsWeights() throws {
    let full = try company(
      1, "Бар",
      [
        .phone: "84950000001", .email: "a@b.ru", .address: "Тверская, 1", .city: "Москва",
        .taxNumber: "7707083893", .site: "b.ru",
      ])
    let half = try company(
      2, "Кафе", [.phone: "84950000002", .city: "Москва", .site: "k.ru"])
    let empty = try company(3, "Ларек", of: "boris", [:])
    let usual = try frame([full, half, empty])
    XCTAssertEqual(lines(usual.rows.rows), ["anna 2 1 9/12", "boris 1 0 0/6"])
    XCTAssertEqual(lines([usual.rows.total ?? []]), ["- 3 1 9/18"])
    XCTAssertEqual(
      lines(usual.parts[0].rows.rows),
      [
        "Ларек boris 0/6 phone, email, address, city, inn, site crm company edit \(empty.id.text) "
          + "--phone PHONE --email EMAIL --address ADDRESS --city CITY --inn INN --site SITE",
        "Кафе anna 3/6 email, address, inn crm company edit \(half.id.text) --email EMAIL "
          + "--address ADDRESS --inn INN",
      ], "the emptiest first, a complete one never")
    let own = try frame([half, empty], ["phone": 3, "email": 1, "area": 2])
    XCTAssertEqual(lines(own.rows.rows), ["anna 1 0 3/6", "boris 1 0 0/6"])
    XCTAssertEqual(
      lines(own.parts[0].rows.rows).last,
      "Кафе anna 3/6 area, email crm company edit \(half.id.text) --set area= --email EMAIL",
      "the department's own field too, the weightiest first")
    XCTAssertEqual(try frame([]).rows.rows, [])
  }

  func testTheFirstStatusThatHoldsIsTheClients() throws {
    let clock = AuditClock(now: office.now, zone: office.zone)
    let context = ValueContext(clock: clock, currency: .rub)
    var deals = [try office.win(try office.deal(at: "contract")).deal, try office.add().deal]
    func schema() -> Schema {
      let records = deals.map { DealRecord($0, pipeline: .ads) }
      return Schema(
        fields: CustomFields([]), people: People(), context: context,
        standing: CompanyStanding { id in records.filter { $0.company == id } })
    }
    func value(_ key: String) throws -> Value? {
      let record = CompanyRecord(office.company)
      return try XCTUnwrap(schema().companies.property(key)).value(record)
    }
    XCTAssertEqual(try value("openDeals")?.text, "1")
    XCTAssertEqual(try value("wonDeals")?.text, "1")
    XCTAssertEqual(
      try value("lastWon"), DealRecord(deals[0], pipeline: .ads).closedAt.map(Value.moment))
    deals[1].deletedAt = office.now
    XCTAssertEqual(try value("openDeals")?.text, "0", "a deleted deal is none")

    let statuses = try [
      "new=Новый=wonDeals = 0", "regular=Постоянный=wonDeals >= 1", "all=Все=age >= 0d",
    ]
    .map { (word) throws(ValueError) in try ClientStatus(parsing: word) }
    var known = schema()
    let expressions = ExpressionContext(values: context, user: Login(stored: "anna")) { _, word in
      .ids([word])
    }
    known.standing.rules = try statuses.map { status in
      (status, try status.condition.condition(in: known.companies, expressions))
    }
    let record = CompanyRecord(office.company)
    XCTAssertEqual(known.standing.status(of: record)?.id, "regular")
    XCTAssertEqual(try XCTUnwrap(known.companies.property("status")).value(record), "regular")
    known.standing.rules.removeLast(2)
    XCTAssertNil(known.standing.status(of: record), "none holds")
    XCTAssertTrue(known.hasBuiltIn("status", of: .company), "no field of one's own is called so")
  }

  func testAStatusIsThreeWords() throws {
    for word in ["", "lost", "lost=Потерян", "lost==wonDeals = 1", "lost=Потерян=wonDeals >"] {
      XCTAssertThrowsError(try ClientStatus(parsing: word), word)
    }
    XCTAssertEqual(try ClientStatus(parsing: "a=Б=city = 'В=Г'").text, "a=Б=city = 'В=Г'")
  }
}
