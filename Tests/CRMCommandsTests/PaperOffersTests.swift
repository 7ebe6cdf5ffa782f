import CRMModel
import CRMCore
import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

/// R75, R77, R78: what is offered, ordered of it, and promised.
final class PaperOffersTests: XCTestCase {
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    try world.make("init", "--scenario", "1c")
    try world.make("company", "add", "Вега")
    try world.make("deal", "add", "Вега")
    return world
  }

  func testR75TheLetterAndThePageHaveEveryVariant() throws {
    let world = try world()
    try world.make(
      "quote", "add", "--deal", "Вега", "--variant", "A", "--vat", "on-top", "--line",
      "Станок; 1,5 ч; 1000; 10%")
    try world.make("quote", "variant", "add", "КП-2026-1", "B", "--line", "Пресс; 2; 700")
    let letter = world.run("quote", "send", "КП-2026-1", "--to", "a@example.com").out
    // What is added to the price stands in the line, so that it adds up to the eye.
    for line in [
      "Вариант A на сумму 1\u{A0}647 ₽:",
      "  Станок: 1,5 ч × 1\u{A0}000 ₽ −10% + НДС 22% = 1\u{A0}647 ₽",
      "  Пресс: 2 × 700 ₽ + НДС 22% = 1\u{A0}708 ₽",
    ] { XCTAssertTrue(letter.contains(line), letter) }
    let html = world.run("quote", "print", "КП-2026-1").out
    XCTAssertEqual(html.components(separatedBy: "<th>Сумма с\u{A0}НДС</th>").count, 3, html)
    for format in [["--format", "table"], []] {
      let page = world.run(["quote", "print", "КП-2026-1"] + format).out
      for text in ["Вариант A", "Вариант B", "Станок", "Пресс"] {
        XCTAssertTrue(page.contains(text), page)
      }
    }
    try world.make("quote", "accept", "КП-2026-1", "--variant", "B")
    let page = world.run("quote", "print", "КП-2026-1").out
    XCTAssertFalse(page.contains("Станок") || page.contains("Вариант"), page)
  }

  /// R75: a variant keeps its lines, and no other order of the words is offered where neither names a paper.
  func testAVariantIsAddedOnce() throws {
    let world = try world()
    try world.make("quote", "add", "--deal", "Вега", "--variant", "A", "--line", "Станок; 1; 1000")
    func add(_ quote: String, _ variant: String) -> TestRun {
      world.run("quote", "variant", "add", quote, variant, "--line", "Пресс; 1; 700", "--json")
    }
    XCTAssertEqual(add("КП-2026-1", "A").status, 3)
    XCTAssertEqual(add("КП-2026-1", "B").json.at("lines").array?.count, 2)
    let swapped = add("C", "КП-2026-1").error.at("hints").array?.first?.string ?? ""
    XCTAssertTrue(swapped.hasPrefix("crm quote variant add КП-2026-1 C"), swapped)
    let unknown = add("КП-2026-9", "C").error.at("hints").array?.compactMap(\.string)
    XCTAssertEqual(unknown, ["есть: 'КП-2026-1'"])
  }

  func testR77AnOrderIsMadeByAnAcceptedQuotationLineByLine() throws {
    let world = try world()
    let quote = try world.make(
      "quote", "add", "--deal", "Вега", "--line", "Печь; 1; 100", "--line", "Чаша; 1; 5")
    let early = world.run("order", "add", "--quote", "КП-2026-1", "--json")
    XCTAssertEqual(early.status, 3)
    XCTAssertEqual(
      early.error.at("hints").array?.compactMap(\.string), ["crm quote accept \(quote)"])
    try world.make("quote", "accept", "КП-2026-1")
    func order(_ more: String...) -> TestRun {
      world.run(["order", "add", "--quote", "КП-2026-1", "--json"] + more)
    }
    XCTAssertEqual(order("--lines", "2").json.at("total").number?.text, "5")
    XCTAssertEqual(order("--lines", "2").status, 3)
    XCTAssertEqual(order("--lines", "0").status, 2)
    XCTAssertEqual(order().json.at("total").number?.text, "100", "what is left")
    XCTAssertEqual(order().code, "rule-refused", "all of it is ordered")
    XCTAssertEqual(order("--line", "Доставка; 1; 9").status, 0, "more than was offered")
  }

  /// R78: the task of a promise is the program's own, whatever the department's actions are called.
  func testR78APromiseSetsItsTaskWhateverActionsThereAre() throws {
    let world = try world()
    try world.make(
      "order", "add", "--deal", "Вега", "--line", "Печь; 1; 100", "--schedule", "100% +10d")
    let promise = world.run(
      "order", "promise", "ЗК-2026-1", "--part", "1", "--due", "+20d", "--reason", "Просят")
    XCTAssertEqual(promise.status, 0, promise.err)
    let tasks = world.run("task", "list", "--json").json.array ?? []
    XCTAssertTrue(tasks.contains { $0.at("action").string == "Проверить оплату" })
    let other = world.run(
      "order", "promise", "ЗК-2026-1", "--part", "1", "--due", "+30d", "--reason", "Просят",
      "--next", "Проверить")
    XCTAssertEqual(other.status, 3, "what a person names is in the dictionary (R15)")
  }

  /// R78, R85: the day of an old order is over, so that a schedule that counts from it is overdue at once.
  func testR85TheFixOfAnOldOrderHoldsTheNextEvening() throws {
    let world = try world()
    try world.make(
      "order", "add", "--deal", "Вега", "--line", "Печь; 1; 100", "--date", "2026-10-01")
    try world.make("order", "confirm", "ЗК-2026-1")
    func found() -> [JSONValue] {
      (world.run("audit", "--json").json.at("findings").array ?? []).filter {
        ["order-without-schedule", "payment-overdue"].contains($0.at("check").string)
      }
    }
    let fix = try XCTUnwrap(found().first?.at("fix").string)
    let pasted = world.run(Array(try ShellWord.split(fix).dropFirst()))
    XCTAssertEqual(pasted.status, 0, pasted.err)
    for _ in 1...2 {
      XCTAssertEqual(found(), [], fix)
      world.now = try XCTUnwrap(world.now.adding(seconds: 86_400))
    }
  }

  /// R72, R78: what lines do not fit is made a schedule of any total, by the day of its last part.
  func testR78AScheduleOfSumsIsMadeOneOfAnyTotal() throws {
    let world = try world()
    try world.make(
      "order", "add", "--deal", "Вега", "--line", "Печь; 1; 100", "--date", "2026-10-01",
      "--schedule", "40 today; 60 2026-12-25")
    let edit = ["line", "edit", "ЗК-2026-1", "1", "--line", "Печь; 1; 90", "--json"]
    let refused = world.run(edit)
    XCTAssertEqual(refused.status, 3)
    let hint = try XCTUnwrap(refused.error.at("hints").array?.first?.string)
    XCTAssertTrue(hint.hasSuffix("--schedule '100% 2026-12-25'"), hint)
    XCTAssertEqual(world.run(Array(try ShellWord.split(hint).dropFirst())).status, 0)
    XCTAssertEqual(world.run(edit).status, 0)
  }

  /// R74: nothing new is based on what was cancelled, as nothing is cancelled that something is based on.
  func testR74NothingIsBasedOnACancelledPaper() throws {
    let world = try world()
    try world.make("order", "add", "--deal", "Вега", "--line", "Печь; 1; 100")
    try world.make("order", "confirm", "ЗК-2026-1")
    try world.make("order", "cancel", "ЗК-2026-1", "--reason", "Передумали")
    for words in [["invoice", "add"], ["shipment", "add"], ["act", "add"]] {
      let run = world.run(words + ["--order", "ЗК-2026-1"])
      XCTAssertEqual(run.status, 3, "\(words)")
      XCTAssertTrue(run.err.contains("ЗК-2026-1"), run.err)
    }
    let paid = world.run("payment", "add", "--order", "ЗК-2026-1", "--sum", "10")
    XCTAssertEqual(paid.status, 3, paid.err)
  }

  /// R75: a quotation of one offer has no variant to choose.
  func testR75AVariantThatThereIsNotIsLeftOut() throws {
    let world = try world()
    try world.make("quote", "add", "--deal", "Вега", "--line", "Печь; 1; 100")
    try world.make("quote", "send", "КП-2026-1", "--to", "a@example.com")
    let run = world.run("quote", "accept", "КП-2026-1", "--variant", "Я", "--lang", "en")
    XCTAssertTrue(run.err.contains("has no variants"), run.err)
    XCTAssertEqual(world.run("quote", "accept", "КП-2026-1").status, 0)
  }

  /// R78: a part goes past overdue ones behind it once these are promised, as the refusal says.
  func testR78APromiseFindsItsWayPastLaterParts() throws {
    let world = try world()
    try world.make(
      "order", "add", "--deal", "Вега", "--line", "Печь; 1; 100", "--schedule",
      "50% today; 30% +1d; 20% +2d")
    world.now = try XCTUnwrap(world.now.adding(seconds: 10 * 86_400))
    let promise = [
      "order", "promise", "ЗК-2026-1", "--part", "1", "--due", "+5d", "--reason", "Ждут",
    ]
    let refused = world.run(promise)
    XCTAssertEqual(refused.status, 3)
    let ways = refused.err.split(separator: "\n").compactMap { line in
      line.range(of: "crm order").map { String(line[$0.lowerBound...].dropFirst(4)) }
    }
    XCTAssertEqual(ways.count, 2, refused.err)
    for way in ways {
      let run = world.run(way.split(separator: " ").map(String.init))
      XCTAssertEqual(run.status, 0, "\(way): \(run.err)")
    }
    XCTAssertEqual(world.run(promise).status, 0)
    let early = world.run(
      "order", "promise", "ЗК-2026-1", "--part", "2", "--due", "+1d", "--reason", "Да")
    XCTAssertTrue(early.err.contains("--part 2 --due "), early.err)
  }

  /// R54: a move by a rule ends what the stage has set, and nothing that another rule did.
  func testR54AMoveByARuleLeavesTheTasksOfOtherRulesOpen() throws {
    let world = try world()
    for (stage, result) in [("proposal", "Нужны печи"), ("payment", "Счет отправлен")] {
      try world.make(
        "deal", "move", "Вега", stage, "--result", result, "--next", "Связаться с клиентом",
        "--due", "+1d")
    }
    try world.make("order", "add", "--deal", "Вега", "--line", "Печь; 2; 100")
    try world.make("order", "confirm", "ЗК-2026-1")
    try world.make("shipment", "add", "--order", "ЗК-2026-1", "--line", "1=1")
    try world.make("payment", "add", "--order", "ЗК-2026-1", "--sum", "200")
    let deal = world.run("deal", "show", "Вега", "--json").json
    XCTAssertEqual(deal.at("stage").string, "shipping")
    func state(_ action: String) -> String? {
      deal.at("tasks").array?.first { $0.at("action").string == action }?.at("state").string
    }
    XCTAssertEqual(state("Что с оплатой?"), "done")
    XCTAssertEqual(state("Контроль доставки"), "open")
  }
}
