import CRMTestSupport
import XCTest

/// R67, R38: whatever `--where` knows, lists print and are sorted by.
final class ListedPropertiesTests: XCTestCase {
  private var world: TestWorld!

  override func setUpWithError() throws {
    world = try TestWorld()
    try world.make("init", "--scenario", "restaurant")
    try world.make(
      "field", "add", "loyalty", "--name", "Лояльность", "--on", "company", "--type", "number")
    try world.make("field", "add", "area", "--name", "Площадь", "--on", "deal", "--type", "number")
    for (name, city, area) in [("Астра", "Томск", "9"), ("Бор", "Анапа", "120")] {
      try world.make("company", "add", name, "--city", city, "--set", "loyalty=\(area)")
      try world.make("contact", "add", name, "--name", "Белов \(name)")
      try world.make(
        "deal", "add", name, "--pipeline", "ads", "--set", "area=\(area)", "--next",
        "Связаться с клиентом", "--due", "+\(area)d")
    }
  }

  private func names(_ words: String...) -> [String] {
    let run = world.run(words + ["--fields", "name", "--format", "tsv"])
    XCTAssertEqual(run.status, 0, "\(words): \(run.err)")
    return run.out.split(separator: "\n").dropFirst().map(String.init)
  }

  func testListsAreSortedByWhateverIsAskedFor() {
    XCTAssertEqual(names("company", "list", "--sort", "-loyalty"), ["Бор", "Астра"])
    XCTAssertEqual(names("company", "list", "--sort", "лояльность"), ["Астра", "Бор"])
    for property in ["area", "-company.city", "nextIn", "-manager.department,fields.area"] {
      XCTAssertEqual(names("deal", "list", "--sort", property), ["Астра", "Бор"], property)
    }
    XCTAssertEqual(
      names("contact", "list", "--sort", "company.city"), ["Белов Бор", "Белов Астра"])
    XCTAssertEqual(
      world.run("task", "list", "--sort", "-deal.area", "--fields", "deal.name", "--format", "tsv")
        .out, "deal.name\nБор\nАстра\n")
  }

  func testListsPrintWhateverIsAskedFor() {
    let run = world.run(
      "deal", "list", "--sort", "name", "--limit", "1", "--json", "--fields",
      "name,area,paid,stageAge,company.city,stageName,chain.part,nextIn")
    XCTAssertEqual(
      run.out,
      """
      [
        {
          "name": "Астра",
          "fields.area": 9,
          "paid": 0,
          "stageAge": 0,
          "company.city": "Томск",
          "stageName": "В работу",
          "chain.part": null,
          "nextIn": 9
        }
      ]

      """)
  }

  func testWhereKnowsTheKeysOfTheList() {
    for expression in [
      "stageName = 'В работу'", "pipelineName is set", "chain is empty",
      "chain.part is empty",
    ] {
      XCTAssertEqual(names("deal", "list", "--where", expression), ["Астра", "Бор"], expression)
    }
  }

  func testWhatNobodyKnowsIsRefusedWithTheNearest() {
    for words in [
      ["deal", "list", "--sort", "stagAge"], ["deal", "list", "--fields", "stagAge"],
    ] {
      let run = world.run(words)
      XCTAssertEqual(run.status, 2, "\(words)")
      XCTAssertTrue(run.err.contains("stageAge"), run.err)
    }
  }

  /// R32: a phone is shown as E.164 and found however it was typed, whosever and whichever it is.
  func testEveryPhoneIsShownAsOneNumber() throws {
    try world.make("lead", "add", "--name", "Иван", "--phone", "8 (904) 111-22-33")
    try world.make("company", "edit", "Бор", "--phone", "84951234567", "--phone", "84957654321")
    XCTAssertEqual(names("lead", "list", "--where", "phones = +79041112233"), ["Иван"])
    XCTAssertEqual(names("company", "list", "--where", "phones = 84957654321"), ["Бор"])
    let lead = world.run("lead", "list", "--fields", "phones,phonesTyped", "--format", "tsv").out
    XCTAssertTrue(lead.contains("+79041112233\t8 (904) 111-22-33"), lead)
    let company = world.run("company", "show", "Бор", "--json").out
    XCTAssertTrue(company.contains("\"+74957654321\""), company)
  }
}
