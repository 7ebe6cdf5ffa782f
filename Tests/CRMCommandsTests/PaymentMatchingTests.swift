import CRMCore
import CRMTestSupport
import Foundation
import XCTest

/// R80: what a bank's rows pay, by the payer's ИНН, the invoices that they name, then the sum.
final class PaymentMatchingTests: XCTestCase {
  private static let zerno = "7707083893"
  private static let stranger = "500100732259"

  /// A client with invoices over these sums, СЧ-2026-1 and so on.
  private func office(_ sums: Int...) throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init")
    try world.make("company", "add", "Зерно", "--inn", Self.zerno)
    for sum in sums {
      try world.make("invoice", "add", "--company", "Зерно", "--line", "Монтаж; 1; \(sum)")
    }
    return world
  }

  /// What an import says of rows `number;sum;inn;purpose`, all of one day.
  private func take(_ rows: String..., in world: TestWorld, as format: String = "json") throws
    -> TestRun
  {
    let lines = ["дата;номер;сумма;инн;назначение"] + rows.map { "19.11.2026;\($0)" }
    try Data(lines.joined(separator: "\n").utf8)
      .write(to: URL(fileURLWithPath: world.resolve("bank.csv")))
    return world.run("import", "payments", world.resolve("bank.csv"), "--format", format)
  }

  private func paid(_ number: Int, _ world: TestWorld) -> String? {
    world.run("invoice", "show", "СЧ-2026-\(number)", "--json").json.at("paid").number?.text
  }

  /// Numbers with a comma and no blank between them are two: the first one was paid with it all.
  func testNumbersWithoutBlanks() throws {
    let world = try office(1000, 200)
    let part = try take("1;700;\(Self.zerno);Счета СЧ-2026-1,СЧ-2026-2", in: world).json
    XCTAssertEqual(part.at("entered").array?.count, 0)
    XCTAssertEqual(part.at("doubtful", 0, "candidates").array?.count, 2)
    let whole = try take("2;1200;\(Self.zerno);Счета СЧ-2026-1,СЧ-2026-2", in: world).json
    XCTAssertEqual(whole.at("entered").array?.count, 2)
    XCTAssertEqual([paid(1, world), paid(2, world)], ["1000", "200"])
  }

  /// A person pays for a firm, a bank's table has no ИНН: the hint was to add one more company, or none.
  func testWhoeverPaysTheNamedInvoiceIsACandidate() throws {
    for payer in ["", "0", Self.stranger] {
      let world = try office(1000)
      let row = "17;1000;\(payer);Оплата по счету СЧ-2026-1 за Зерно"
      let doubt = try take(row, in: world).json
      XCTAssertEqual(doubt.at("entered").array?.count, 0)
      XCTAssertEqual(doubt.at("doubtful", 0, "candidates").array?.count, 1, payer)
      let hint = try take(row, in: world, as: "table").out.split(separator: "\n").last ?? ""
      let words = hint.drop { $0 != "$" }.dropFirst(6).split(separator: " ").map(String.init)
      XCTAssertEqual(world.run(words).status, 0, String(hint))
      XCTAssertEqual(paid(1, world), "1000")
      let again = try take(row, in: world).json
      XCTAssertEqual(again.at("known").number?.int, 1, payer)
      XCTAssertEqual(again.at("doubtful").array?.count, 0)
    }
  }

  /// Who names another client's invoice pays none of his own that has the sum by chance.
  func testAnotherClientsInvoiceIsDoubtful() throws {
    let world = try office(1000)
    try world.make("company", "add", "Ручей", "--inn", Self.stranger)
    try world.make("invoice", "add", "--company", "Ручей", "--line", "Монтаж; 1; 1000")
    let answer = try take("1;1000;\(Self.stranger);По счету СЧ-2026-1", in: world)
    XCTAssertEqual(answer.json.at("entered").array?.count, 0)
    XCTAssertEqual(
      answer.json.at("doubtful", 0, "reason").string, "счет — другого клиента")
  }

  func testAPayerOfWhomNothingIsKnownIsAskedFor() throws {
    let world = try office(1000)
    let answer = try take("17;500;;Оплата", in: world, as: "table").out
    XCTAssertTrue(
      answer.hasSuffix(
        "$ crm payment add --company НАЗВАНИЕ --sum 500 --date 2026-11-19 --ref 17 --advance\n"),
      answer)
  }

  /// In whichever order two of one sum stand, the one that names its invoice pays that.
  func testWhatNamesItsInvoiceComesFirst() throws {
    for rows in [
      ["1;100;\(Self.zerno);СЧ-2026-1", "2;100;\(Self.zerno);Монтаж"],
      ["2;100;\(Self.zerno);Монтаж", "1;100;\(Self.zerno);СЧ-2026-1"],
    ] {
      let world = try office(100)
      let answer = try take(rows[0], rows[1], in: world).json
      XCTAssertEqual(answer.at("entered").array?.count, 1)
      XCTAssertEqual(answer.at("doubtful", 0, "number").string, "2", rows[0])
      XCTAssertEqual(world.run("payment", "show", "ОП-2026-1", "--json").json.at("ref").string, "1")
    }
  }

  /// Two transfers of a day and a sum without numbers are two where they are for two things.
  func testPurposesTellTransfersWithoutNumbersApart() throws {
    let world = try office(500, 500)
    let rows = (1...2).map { ";500;\(Self.zerno);Оплата  СЧ-2026-\($0)" }
    XCTAssertEqual(try take(rows[0], rows[1], in: world).json.at("entered").array?.count, 2)
    XCTAssertEqual([paid(1, world), paid(2, world)], ["500", "500"])
    let again = try take(rows[1], rows[0], in: world).json
    XCTAssertEqual(again.at("known").number?.int, 2)
    XCTAssertEqual(again.at("doubtful").array?.count, 0)
  }
}
