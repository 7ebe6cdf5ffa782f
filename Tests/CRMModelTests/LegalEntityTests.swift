import CRMModel
import XCTest

/// R66: the numbers of a legal entity agree with their control digits and with each other.
final class LegalEntityTests: XCTestCase {
  private func isSound(_ parts: [LegalEntity.Part: String]) -> Bool {
    (try? LegalEntity().with(parts)) != nil
  }

  func testNumbersOfThemselves() {
    let table: [(LegalEntity.Part, String, Bool)] = [
      (.inn, "7707083893", true), (.inn, "7707083894", false), (.inn, "500100732259", true),
      (.inn, "500100732258", false), (.inn, "770708389", false),
      (.ogrn, "1027700132195", true), (.ogrn, "1027700132194", false),
      (.ogrn, "304500116000157", true), (.ogrn, "304500116000156", false),
      (.ogrn, "102770013219", false), (.ogrn, "10277001321951", false),
      (.ogrn, "102770013219a", false),
      (.kpp, "773601001", true), (.kpp, "7736AZ001", true), (.kpp, "7736az001", false),
      (.kpp, "77360100", false), (.kpp, "A73601001", false), (.kpp, "77360100A", false),
      (.bic, "044525225", true), (.bic, "04452522", false), (.bic, "04452522a", false),
      (.account, "40702810200000000001", true), (.account, "4070281020000000000", false),
      (.account, "4070281020000000000a", false), (.name, "ООО «Ромашка»", true),
    ]
    for (part, text, expected) in table {
      XCTAssertEqual(isSound([part: text]), expected, "\(part) \(text)")
    }
  }

  func testAnAccountAgreesWithItsBank() {
    let table: [(String, String, Bool)] = [
      ("40702810200000000001", "044525225", true), ("40702810200000000001", "044525974", false),
      ("40702810200000000002", "044525225", false),
      // A bank's own account at the Bank of Russia, the treasury's, and one of a client there.
      ("30101810400000000225", "044525225", true), ("30101810400000000226", "044525225", false),
      ("40102810545370000003", "004525988", true), ("40102810545370000002", "004525988", false),
      // The treasury's own numbering has no control digit.
      ("03100643000000017300", "004525988", true),
    ]
    for (account, bic, expected) in table {
      XCTAssertEqual(isSound([.bic: bic, .account: account]), expected, "\(account) \(bic)")
    }
  }

  func testASoleProprietorHasNoBranches() {
    XCTAssertTrue(isSound([.inn: "7707083893", .kpp: "773601001"]))
    XCTAssertFalse(isSound([.inn: "500100732259", .kpp: "773601001"]))
    XCTAssertFalse(isSound([.ogrn: "304500116000157", .kpp: "773601001"]))
  }

  func testTwoBranchesAreTwoClients() throws {
    func subject(_ place: Int, kpp: String?, isShared: Bool = false) throws -> MatchSubject {
      var company = Company(
        id: try XCTUnwrap(CompanyID("aaaaaaa\(place)")), name: "Кафе \(place)",
        manager: Login(stored: "anna"))
      var entity = try LegalEntity().with([.inn: "7707083893", .kpp: kpp ?? ""])
      entity.isShared = isShared
      company.legal = [entity]
      return MatchSubject(company)
    }
    let known = try subject(1, kpp: "773601001")
    XCTAssertEqual(try subject(2, kpp: "773601001").reason(known), .taxNumber)
    XCTAssertEqual(try subject(2, kpp: nil).reason(known), .taxNumber)
    XCTAssertNil(try subject(2, kpp: "770401001").reason(known))
    XCTAssertNil(try subject(2, kpp: "773601001", isShared: true).reason(known))
  }
}
