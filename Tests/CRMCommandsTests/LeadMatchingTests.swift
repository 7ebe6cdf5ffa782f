import CRMCore
import CRMTestSupport
import XCTest

/// R61, R62: whose lead it is, and what a source's leads become by themselves (R60).
final class LeadMatchingTests: XCTestCase {
  /// Two people share a phone: whoever does not say a name may be either.
  func testOfTwoWhoShareAPhoneAPersonDecides() throws {
    let world = try pair()
    _ = world.run("lead", "add", "--phone", "89210001122", "--text", "Перезвонить")
    let refused = world.run("lead", "accept", "89210001122", "--pipeline", "ads")
    XCTAssertEqual(refused.status, 3, refused.err)
    XCTAssertEqual(refused.err.components(separatedBy: "--contact ").count, 3, refused.err)
    let second = world.run("contact", "list", "--search", "Орлов", "-q").id
    let accepted = world.run(
      "lead", "accept", "89210001122", "--contact", second, "--pipeline", "ads", "--json")
    XCTAssertEqual(accepted.json.at("company", "name").string, "Бар", accepted.err)
  }

  /// Somebody was entered twice: both are certain, and a person decides.
  func testOfTwoWhoAreCertainAPersonDecides() throws {
    let world = try pair()
    for company in ["Кафе", "Бар"] {
      _ = world.run(
        "contact", "add", company, "--name", "Иванов Лев", "--email", "lev@example.com",
        "--duplicate")
    }
    _ = world.run("lead", "add", "--email", "lev@example.com", "--name", "Иванов Лев")
    let refused = world.run("lead", "accept", "Иванов Лев", "--pipeline", "ads")
    XCTAssertEqual(refused.status, 3, refused.err)
    XCTAssertEqual(refused.err.components(separatedBy: "--contact ").count, 3, refused.err)
  }

  /// I10: only who is certain was here before.
  func testASimilarNameIsNoRepeatedLead() throws {
    let world = try pair()
    _ = world.run("company", "add", "Столовая Парковая")
    let similar = world.run("lead", "add", "--company", "ООО Столовая Парковая", "--json")
    XCTAssertTrue(similar.json.at("isRepeat").isNull, similar.err)
    let certain = world.run(
      "lead", "add", "--phone", "+79210001122", "--name", "Орлов Петр", "--json")
    XCTAssertEqual(certain.json.at("isRepeat").bool, true, certain.err)
  }

  func testANameTellsThemApart() throws {
    let world = try pair()
    _ = world.run("lead", "add", "--phone", "89210001122", "--name", "Петр Орлов")
    let accepted = world.run("lead", "accept", "Петр Орлов", "--pipeline", "ads", "--json")
    XCTAssertEqual(accepted.json.at("company", "name").string, "Бар", accepted.err)
    XCTAssertEqual(world.run("contact", "list", "-q").out.split(separator: "\n").count, 2)
  }

  /// A colleague's phone is certain of the company, and the colleague is made.
  func testANewPersonOfAKnownCompany() throws {
    let world = try pair()
    _ = world.run("company", "edit", "Бар", "--phone", "+74951002030")
    _ = world.run("lead", "add", "--phone", "+74951002030", "--name", "Новиков Иван")
    let accepted = world.run("lead", "accept", "Новиков Иван", "--pipeline", "ads", "--json")
    XCTAssertEqual(accepted.json.at("company", "name").string, "Бар", accepted.err)
    XCTAssertEqual(world.run("company", "list", "-q").out.split(separator: "\n").count, 2)
    XCTAssertEqual(
      world.run("contact", "list", "--company", "Бар", "-q").out.split(separator: "\n").count, 2)
  }

  func testTheResponsibleIsTheOptionThenTheLeadThenTheClient() throws {
    for (option, lead, expected) in [
      ("sidorov", "petrov", "sidorov"), (nil, "petrov", "petrov"), (nil, nil, "orlova"),
    ] as [(String?, String?, String)] {
      let world = try pair()
      _ = world.run("company", "edit", "Бар", "--manager", "orlova")
      let own = lead.map { ["--manager", $0] } ?? []
      _ = world.run(["lead", "add", "--phone", "89210001122", "--name", "Орлов Петр"] + own)
      let words = ["lead", "accept", "Орлов Петр", "--pipeline", "ads", "--json"]
      let accepted = world.run(words + (option.map { ["--manager", $0] } ?? []))
      XCTAssertEqual(accepted.json.at("manager").string, expected, accepted.err)
    }
  }

  /// What cannot become a deal by itself stays a new lead, and nothing of the try remains.
  func testATryThatIsRefusedLeavesALeadAndNothingElse() throws {
    for pipeline in ["nosuch", "smm"] {
      let world = try pair()
      try world.write(
        #"{"schema":1,"sources":{"fair":{"pipeline":"\#(pipeline)","accept":true}}}"#,
        to: "data/sources.json")
      _ = world.run("pipeline", "archive", "smm")
      let before = world.run("company", "list", "-q").out
      world.input = Array(#"{"source":"fair","external":"1","companyName":"Столовая"}"#.utf8)
      let answer = world.run("lead", "intake", "--json")
      XCTAssertEqual(answer.status, 0, answer.err)
      XCTAssertEqual(answer.json.at("created").number?.text, "1")
      XCTAssertEqual(answer.json.at("accepted").number?.text, "0")
      XCTAssertEqual(world.run("company", "list", "-q").out, before)
      XCTAssertEqual(world.run("lead", "list", "-q").out.split(separator: "\n").count, 1)
    }
  }

  /// Two clients with a person each; both answer one phone.
  private func pair() throws -> TestWorld {
    let world = try TestWorld()
    _ = world.run("init", "--scenario", "restaurant")
    _ = world.run("company", "add", "Кафе")
    _ = world.run("company", "add", "Бар")
    for (company, name) in [("Кафе", "Белова Мария"), ("Бар", "Орлов Петр")] {
      _ = world.run("contact", "add", company, "--name", name, "--phone", "89210001122")
    }
    return world
  }
}
