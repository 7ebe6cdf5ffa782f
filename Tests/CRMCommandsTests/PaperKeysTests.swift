import CRMCore
import CRMTestSupport
import XCTest

/// The keys that scripts rely on, of products and papers (R71 to R82).
final class PaperKeysTests: XCTestCase {
  private let product = """
    code createdAt fields id name prices retired revision unit updatedAt vatRate
    """.split(separator: " ").map(String.init)
  private let row = """
    answer bankKey basis company createdAt currency date deal fields file id legal lines manager note \
    number priceList reason ref revision schedule sentAt sentTo state subject supplier terms total tracking type \
    updatedAt validUntil variant vat warehouse
    """.split(separator: " ").map(String.init)
  private let line = """
    amount discount mark n name price product quantity text total unit vat vatRate
    """.split(separator: " ").map(String.init)

  func testProductAndPaperKeys() throws {
    let world = try TestWorld()
    let deal = try world.startDeal("Кафе")
    let added = world.run("product", "add", "KB-1", "--name", "Печь", "--price", "60000", "--json")
    XCTAssertEqual(added.json.keys, (product + ["history"]).sorted())
    XCTAssertEqual(world.run("product", "list", "--json").json.at(0).keys, product)
    let quote = world.run("quote", "add", "--deal", deal, "--line", "KB-1; 1", "--json")
    let more = [
      "automation", "basedOn", "history", "left", "net", "paid", "sent", "variants", "vatTotal",
    ]
    let card = (row + more).sorted()
    XCTAssertEqual(quote.json.keys, card)
    XCTAssertEqual(quote.json.at("lines", 0).keys, line)
    let accepted = world.run("quote", "accept", "КП-2026-1", "--make-order", "--json").json
    XCTAssertEqual(accepted.keys, (card + ["order"]).sorted())
    XCTAssertEqual(accepted.at("order").keys, card)
    let order = world.run("order", "edit", "ЗК-2026-1", "--schedule", "100% today", "--json").json
    XCTAssertEqual(order.at("schedule", 0).keys, ["due", "paid", "part", "sum"])
    XCTAssertEqual(world.run("paper", "list", "--json").json.at(0).keys, row)
    XCTAssertEqual(
      world.run("deal", "papers", deal, "--json").json.at(0).keys,
      [
        "basis", "currency", "date", "depth", "id", "left", "number", "paid", "state", "total",
        "type",
      ])
    XCTAssertNil(world.run("quote", "accept", "КП-2026-1", "--json").json.at("order").string)
  }

  /// R74: the next number is found by halving, and none is used twice.
  func testNumbersFollowEachOther() throws {
    let world = try TestWorld()
    _ = try world.startDeal("Кафе")
    let lines = (1...40).map { _ in "order add --company Кафе --line 'Монтаж; 1; 100'" }
    try world.write(lines.joined(separator: "\n"), to: "orders")
    XCTAssertEqual(world.run("batch", world.resolve("orders")).status, 0)
    let numbers = world.run("order", "list", "--json", "--fields", "number").json.array ?? []
    XCTAssertEqual(
      Set(numbers.compactMap { $0.at("number").string }), Set((1...40).map { "ЗК-2026-\($0)" }))
    XCTAssertEqual(
      world.run("order", "add", "--company", "Кафе", "--line", "Монтаж; 1; 1", "--json").json
        .at("number").string, "ЗК-2026-41")
    // Another year begins anew; a number from outside is none of the row.
    let former = world.run(
      "order", "add", "--company", "Кафе", "--line", "Монтаж; 1; 1", "--date", "2025-05-05",
      "--json")
    XCTAssertEqual(former.json.at("number").string, "ЗК-2025-1")
  }
}
