import CRMModel
import XCTest

@testable import CRMCore

/// R68: what the deals of a company tell, and what it costs those who do not ask.
final class StandingTests: XCTestCase {
  private let viewpoint = Viewpoint(
    clock: AuditClock(
      now: CatalogScene.time("2026-11-20T10:00:00+03:00"),
      zone: .fixed(seconds: 10_800, identifier: "Europe/Moscow")), user: Login(stored: "anna"))

  private func openDeals(_ schema: Schema, _ company: CompanyRecord) -> String? {
    schema.companies.property("openDeals").flatMap { $0.value(company)?.text }
  }

  func testTheCatalogIsOpenedWhenADealIsAskedFor() throws {
    let scene = try CatalogScene()
    let company = try scene.addCompany("Кафе")
    _ = try scene.addDeal(company)
    _ = try scene.addDeal(company)
    try scene.workspace().read { (snapshot) throws(CRMError) in
      let schema = try snapshot.schema(viewpoint)
      XCTAssertNil(snapshot.catalog, "most expressions ask for no deals")
      let record = CompanyRecord(try snapshot.company("Кафе"))
      XCTAssertEqual(openDeals(schema, record), "2")
      XCTAssertEqual(openDeals(schema, record), "2", "a second time")
      _ = try snapshot.index([.paper])
      XCTAssertEqual(snapshot.catalog?.verified.contains(.deal), false)
      let other = try snapshot.schema(viewpoint)
      XCTAssertEqual(snapshot.catalog?.verified.contains(.deal), false, "a look at papers is none")
      XCTAssertEqual(openDeals(other, record), "2")
      _ = try snapshot.index([.deal])
      XCTAssertEqual(openDeals(try snapshot.schema(viewpoint), record), "2", "as was found already")
    }
  }
}
