import CRMCore
import CRMTestSupport
import XCTest

/// How things are named on the command line.
final class ReferencesTests: XCTestCase {
  func testByIdNameAndPrefix() throws {
    let world = try TestWorld()
    let deal = try world.startDeal("Кафе «Ёлки»")
    for reference in [
      deal, "Кафе «Ёлки»", "кафе елки", "КАФЕ  \"ЁЛКИ\"", String(deal.prefix(4)),
      String(deal.prefix(7)),
    ] {
      XCTAssertEqual(world.run("deal", "show", reference, "-q").id, deal, reference)
    }
    for reference in [String(deal.prefix(3)), "Ёлки", deal.uppercased() + "Z", deal + "0"] {
      XCTAssertEqual(world.run("deal", "show", reference).status, 4, reference)
    }
  }

  func testCompaniesAndContacts() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    let company = world.run("company", "show", "кафе пушкин", "-q").id
    XCTAssertEqual(world.run("company", "show", String(company.prefix(5)), "-q").id, company)
    let contact = world.run("contact", "show", "делос андрей петрович", "-q").id
    XCTAssertEqual(world.run("contact", "show", String(contact.prefix(4)), "-q").id, contact)
    XCTAssertEqual(world.run("contact", "show", company).status, 4, "another kind of id")
  }

  func testR47aACompanyOrContactIsNamedByPhoneOrEMail() throws {
    let world = try TestWorld()
    _ = try world.startDeal()
    try world.make("company", "edit", "Кафе Пушкин", "--email", "Cafe@example.com")
    let company = world.run("company", "show", "Кафе Пушкин", "-q").id
    for reference in ["+7 495 123-45-67", "84951234567", "cafe@EXAMPLE.com"] {
      XCTAssertEqual(world.run("company", "show", reference, "-q").id, company, reference)
    }
    let contact = world.run("contact", "show", "Делос Андрей Петрович", "-q").id
    for reference in ["8 (916) 000-00-01", "d@example.com"] {
      XCTAssertEqual(world.run("contact", "show", reference, "-q").id, contact, reference)
      XCTAssertEqual(world.run("company", "show", reference).status, 4, "another's")
    }
    for reference in ["84951234568", "e@example.com", "8495"] {
      XCTAssertEqual(world.run("company", "show", reference).status, 4, reference)
    }
    try world.make(
      "contact", "add", company, "--name", "Орлов", "--email", "D@example.com", "--duplicate")
    let several = world.run("contact", "show", "d@example.com", "--json")
    XCTAssertEqual(several.status, 4)
    XCTAssertEqual(several.error.at("code").string, "ambiguous")
    XCTAssertEqual(several.error.at("hints").array?.count, 2)
  }

  /// C2: a name goes on meaning the deal that is worked on, once the first sale is won.
  func testOnlyOpenDealOfANameIsMeant() throws {
    let world = try TestWorld()
    let won = try world.startDeal()
    try world.walk(won, to: "contract")
    try world.make(
      "deal", "close", won, "--won", "--package", "Стандарт", "--end-date", "2027-02-28")
    XCTAssertEqual(world.run("deal", "show", "Кафе Пушкин", "-q").id, won, "the only one")
    let open = try world.make(
      "deal", "add", "Кафе Пушкин", "--pipeline", "crm", "--next", "Встреча", "--due", "+1d")
    XCTAssertEqual(world.run("deal", "show", "Кафе Пушкин", "-q").id, open)
    for log in [["log"], ["log", "--by-stage"]] {
      XCTAssertEqual(world.run(log + ["Кафе Пушкин"]).out, world.run(log + [open]).out)
    }
    try world.make("deal", "delete", open, "--reason", "Ошибка")
    XCTAssertEqual(world.run("deal", "show", "Кафе Пушкин", "-q").id, won)
    XCTAssertEqual(world.run("deal", "restore", "Кафе Пушкин").status, 4, "two could be meant")
  }

  func testNameOfSeveralIsAmbiguousAndListsThem() throws {
    let world = try TestWorld()
    let first = try world.startDeal()
    let second = try world.make(
      "deal", "add", "Кафе Пушкин", "--pipeline", "crm", "--next", "Встреча", "--due", "+1d")
    for language in ["ru", "en"] {
      let run = world.run("deal", "edit", "кафе пушкин", "--budget", "1", "--lang", language)
      XCTAssertEqual(run.status, 4)
      for id in [first, second] { XCTAssertTrue(run.err.contains(id), run.err) }
    }
    try world.make("deal", "delete", second, "--reason", "Ошибка")
    XCTAssertEqual(world.run("deal", "show", "кафе пушкин", "-q").id, first, "deleted ones are out")
  }

  func testPrefixOfSeveralIsAmbiguous() throws {
    let world = try TestWorld()
    try world.make("init")
    let lines = (1...3_000).map { "company add 'Кафе \($0)'" }
    try world.write(lines.joined(separator: "\n"), to: "batch.txt")
    try world.make("batch", "batch.txt")
    // Of 3,000 ids with 20 bits in their first four characters, some begin alike; the seed says which.
    let ids = world.run("company", "list", "-q").out.split(separator: "\n")
    let twins = try XCTUnwrap(
      Dictionary(grouping: ids) { $0.prefix(4) }.values.first { $0.count == 2 })
    let run = world.run("company", "show", String(twins[0].prefix(4)), "--json")
    XCTAssertEqual(run.code, "ambiguous")
    XCTAssertEqual(run.error.at("hints").array?.count, 2)
  }

  func testSuffixesOfPaymentsCountInNames() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.walk(deal, to: "contract")
    let next = world.run(
      "split-pay", deal, "--paid", "20000", "--total", "60000", "--package", "Стандарт",
      "--end-date", "2027-01-31", "--next", "Проверить оплату", "--due", "+7d", "--json"
    ).json.at("next", "id").string
    XCTAssertEqual(world.run("deal", "show", "Кафе Пушкин", "-q").id, deal)
    XCTAssertEqual(world.run("deal", "show", "кафе пушкин (доплата)", "-q").id, next)
  }

  func testTasks() throws {
    let world = try TestWorld()
    let deal = try world.startDeal("Бар 24/7")
    let done = ["--result", "ок", "--next", "Встреча", "--due", "+1d", "-q"]
    XCTAssertEqual(
      world.run(["task", "done", "бар 24/7"] + done).id, deal + "/1", "a slash in a name")
    XCTAssertEqual(world.run(["task", "done", "Бар 24/7/2"] + done).id, deal + "/2")
    XCTAssertEqual(world.run(["task", "done", deal.prefix(5) + "/3"] + done).id, deal + "/3")
    XCTAssertEqual(world.run(["task", "done", deal] + done).id, deal + "/4")
    try world.make("task", "set", deal, "Встреча", "--due", "+2d")
    XCTAssertEqual(world.run(["task", "done", deal, "--json"] + done.dropLast()).code, "ambiguous")
    for reference in [deal + "/0", deal + "/-1", deal + "/99", deal + "/x", "нет/1"] {
      XCTAssertEqual(world.run(["task", "done", reference] + done).status, 4, reference)
    }
  }

  func testStagesAndPipelinesByNameInAnyCase() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    for stage in ["call", "CALL", "Звонок", "звонок"] {
      let run = world.run(
        "deal", "move", deal, stage, "--comment", TestWorld.comment, "--dry-run", "--json")
      XCTAssertEqual(run.json.at("stage").string, "call", stage)
    }
    for pipeline in ["smm", "SMM", "Smm"] {
      XCTAssertEqual(world.run("pipeline", "show", pipeline, "-q").id, "smm")
    }
    XCTAssertEqual(world.run("pipeline", "show", "реклама", "-q").id, "ads")
  }
}
