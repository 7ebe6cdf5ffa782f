import CRMCore
import CRMTestSupport
import XCTest

/// R44: what changing stages and pipelines does to documents, and what undo makes of it.
final class StageCommandsTests: XCTestCase {
  private func document(_ world: TestWorld, _ pipeline: String) throws -> JSONValue {
    let bytes = try XCTUnwrap(world.documents()["pipelines/\(pipeline).json"])
    return try JSONReader.parse(Array(bytes))
  }

  private func assertDone(_ run: TestRun, line: UInt = #line) {
    XCTAssertEqual(run.status, 0, run.err, line: line)
  }

  /// R35, R45: a deal that enters another pipeline takes the fields of that one.
  func testAMoveToAnotherPipelineSetsTheFieldsOfThatOne() throws {
    let world = try TestWorld()
    let deal = try world.startDeal(pipeline: "ads")
    for (field, pipeline) in [("narcosis", "smm"), ("board", "ads")] {
      try world.make(
        "field", "add", field, "--name", field + "-name", "--on", "deal", "--type", "flag",
        "--pipeline", pipeline)
    }
    let move = [
      "deal", "move", deal, "in-work", "--pipeline", "smm", "--comment", TestWorld.comment, "--set",
    ]
    XCTAssertEqual(world.run(move + ["board=да"]).status, 2, "that is a field of the old one")
    XCTAssertEqual(world.run(move + ["narcosis=да"]).status, 0)
    let card = world.run("deal", "show", deal, "--json").json
    XCTAssertEqual(card.at("fields", "narcosis").bool, true)
  }

  /// R44: what replaces a requirement of the department's own is said, and can be read by a command.
  func testR44ARequirementThatIsReplacedIsAChange() throws {
    let world = try TestWorld()
    try world.make("init")
    func edit(_ supply: String) -> TestRun {
      world.run(
        "stage", "edit", "smm", "call", "--require",
        #"{"id":"known","where":"budget is set","say":"сумма","supply":"\#(supply)"}"#)
    }
    XCTAssertTrue(edit("--budget").out.contains("known: budget is set («сумма»), --budget"))
    let again = edit("--budget 5")
    XCTAssertTrue(again.out.contains("--budget → known: budget is set («сумма»), --budget 5"))
    let stages = world.run("stage", "list", "smm", "--json").json.array
    let call = try XCTUnwrap(stages?.first { $0.at("id").string == "call" })
    XCTAssertEqual(call.at("own", 0, "supply").string, "--budget 5")
  }

  /// R48, R41: a key that nothing has is no key; a misspelt `if` must not make a rule hold always.
  func testR48AMistypedKeyIsRefusedWithThoseThatThereAre() throws {
    let world = try TestWorld()
    try world.make("init")
    let before = try world.documents()
    for (words, keys) in [
      (
        ["pipeline", "edit", "smm", "--rule", #"{"id":"x","when":"won","do":[],"iff":"a"}"#],
        "'iff' не бывает; есть: do, id, if, when"
      ),
      (
        [
          "stage", "edit", "smm", "call", "--require",
          #"{"id":"x","where":"budget is set","say":"-","suply":"--budget"}"#,
        ], "'suply' не бывает; есть: id, say, supply, where"
      ),
      (
        [
          "pipeline", "edit", "smm", "--rule",
          #"{"id":"x","when":"won","do":[{"task":"Встреча","dew":"+1d"}]}"#,
        ], "не бывает 'dew'; есть: due, for, remind, text"
      ),
      (
        ["pipeline", "edit", "smm", "--rule", #"{"id":"x","when":"won","do":[{"mowe":"call"}]}"#],
        "неизвестный шаг 'mowe'; есть: task, move, close, assign, set, process"
      ),
    ] {
      let run = world.run(words)
      XCTAssertTrue([2, 3].contains(run.status), run.err)
      XCTAssertTrue(run.err.contains(keys), run.err)
    }
    XCTAssertEqual(try world.documents(), before)
  }

  /// R35: a field that conditions of the department ask for stays until they ask no more.
  func testR35AFieldThatIsAskedForStays() throws {
    let world = try TestWorld()
    try world.make("init")
    try world.make("field", "add", "nps", "--name", "NPS", "--on", "deal", "--type", "number")
    let own = #"{"id":"asked","where":"nps is set","say":"NPS","supply":"--set nps="}"#
    try world.make("stage", "edit", "smm", "call", "--require", own)
    try world.make("stage", "edit", "smm", "proposal", "--when", "nps > 5")
    try world.make(
      "pipeline", "edit", "smm", "--rule",
      #"{"id":"good","when":"won","if":"nps > 8","do":[{"set":{"tag":"vip"}}]}"#)
    let refused = world.run("field", "remove", "nps", "--with-values", "--json")
    XCTAssertEqual(refused.status, 3)
    let hints = refused.error.at("hints").array?.compactMap(\.string) ?? []
    XCTAssertEqual(
      hints,
      [
        "crm stage edit smm call --unrequire asked", "crm stage edit smm proposal --when ''",
        "crm pipeline edit smm --unrule good",
      ])
    for hint in hints {
      let words = hint.split(separator: " ").dropFirst().map { $0 == "''" ? "" : String($0) }
      XCTAssertEqual(world.run(words).status, 0, hint)
    }
    XCTAssertEqual(world.run("field", "remove", "nps").status, 0)
    XCTAssertEqual(world.run("pipeline", "lint").status, 0)
  }

  func testDocumentHasTheLowestVersionThatCanHoldIt() throws {
    let world = try TestWorld()
    try world.make("init")
    func version(after words: String..., line: UInt = #line) throws -> Int? {
      assertDone(world.run(words), line: line)
      return try document(world, "smm")["schema"]?.int
    }
    XCTAssertEqual(try version(after: "stage", "add", "smm", "Показ", "--description", "Видели"), 1)
    XCTAssertEqual(try version(after: "stage", "edit", "smm", "call", "--probability", "20"), 1)
    XCTAssertEqual(try version(after: "stage", "edit", "smm", "call", "--norm", "2d"), 2)
    XCTAssertEqual(try version(after: "stage", "edit", "smm", "call", "--norm", ""), 1)
    XCTAssertEqual(try version(after: "stage", "edit", "smm", "call", "--gap", "2d"), 2)
    XCTAssertEqual(try version(after: "stage", "edit", "smm", "call", "--gap", ""), 1)
    XCTAssertEqual(
      try version(after: "stage", "edit", "smm", "call", "--when", "budget > 1000"), 2)
    XCTAssertEqual(try version(after: "stage", "edit", "smm", "call", "--when", ""), 1)
    for (on, off) in [
      (["--silence", "2d"], ["--silence", ""]), (["--oldest", "2d"], ["--oldest", ""]),
      (["--described"], ["--no-described"]),
    ] {
      assertDone(world.run(["pipeline", "edit", "smm"] + on))
      XCTAssertEqual(try document(world, "smm")["schema"]?.int, 2)
      assertDone(world.run(["pipeline", "edit", "smm"] + off))
      XCTAssertEqual(try document(world, "smm")["schema"]?.int, 1)
    }
    XCTAssertEqual(try version(after: "pipeline", "archive", "smm"), 2)
    XCTAssertEqual(try version(after: "pipeline", "restore", "smm"), 1)
    XCTAssertEqual(try version(after: "stage", "remove", "smm", "pokaz"), 2)
  }

  func testWhatChangesNothingWritesNothing() throws {
    let world = try TestWorld()
    try world.make("init")
    let before = try world.documents()
    for words in [
      ["pipeline", "restore", "smm"],
      ["pipeline", "edit", "smm", "--package", "стандарт"],
      ["stage", "edit", "smm", "call", "--require", "comment", "--norm", ""],
      ["stage", "move", "smm", "call", "--after", "in-work"],
      ["stage", "move", "smm", "call", "--after", "call"],
      ["stage", "remove", "smm", "proposal", "--dry-run"], ["stage", "add", "smm", "Показ", "-n"],
      ["pipeline", "add", "Выставки", "-n"],
    ] {
      assertDone(world.run(words))
      XCTAssertEqual(try world.documents(), before, "\(words)")
    }
  }

  func testKeysThatNobodyKnowsStay() throws {
    let world = try TestWorld()
    try world.make("init")
    let path = "data/pipelines/smm.json"
    let text = try String(contentsOfFile: world.resolve(path), encoding: .utf8)
    try world.write(
      text.replacing("\"id\": \"call\"", with: "\"colour\": \"red\", \"id\": \"call\"")
        .replacing("\"id\": \"smm\"", with: "\"id\": \"smm\", \"owner\": {\"a\": [1.50]}"), to: path
    )
    assertDone(world.run("stage", "edit", "smm", "call", "--name", "Первый звонок"))
    assertDone(world.run("pipeline", "edit", "smm", "--name", "Соцсети"))
    let document = try document(world, "smm")
    XCTAssertEqual(document["owner"]?["a"], [.number(try XCTUnwrap(JSONNumber(text: "1.50")))])
    XCTAssertEqual(document["stages"]?.array?[1]["colour"]?.string, "red")
    XCTAssertEqual(document["stages"]?.array?[1]["name"]?.string, "Первый звонок")
  }

  /// Undo gives back every byte, and is refused where a deal would stand nowhere.
  func testUndoOfAStageThatDealsHaveReached() throws {
    let world = try TestWorld()
    try world.make("init")
    assertDone(world.run("stage", "add", "smm", "Показ", "--first", "--as", "admin"))
    assertDone(world.run("company", "add", "Бар"))
    assertDone(world.run("deal", "add", "Бар", "--pipeline", "smm"))
    let refused = world.run("undo", "--as", "admin")
    XCTAssertEqual(refused.status, 3, refused.err)
    assertDone(world.run("deal", "delete", "Бар", "--reason", "Ошибка"))
    XCTAssertEqual(world.run("undo", "--as", "admin").status, 3, "a deleted deal may be restored")
    for _ in 0..<2 { assertDone(world.run("undo")) }
    assertDone(world.run("undo", "--as", "admin"))
    XCTAssertNil(try document(world, "smm")["stages"]?.array?.first { $0["id"] == "pokaz" })
  }

  func testUndoOfAPipelineThatDealsWalk() throws {
    let world = try TestWorld()
    try world.make("init")
    assertDone(world.run("pipeline", "add", "Выставки", "--as", "admin"))
    assertDone(world.run("company", "add", "Бар"))
    assertDone(world.run("deal", "add", "Бар", "--pipeline", "vystavki"))
    XCTAssertEqual(world.run("undo", "--as", "admin").status, 3)
    assertDone(world.run("undo"))
    assertDone(world.run("undo", "--as", "admin"))
    XCTAssertNil(try world.documents()["pipelines/vystavki.json"])
  }

  func testRemovalIsOneOperation() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    let before = try world.documents().mapValues { String(decoding: $0, as: UTF8.self) }
    assertDone(world.run("stage", "remove", "ads", "in-work", "--move-to", "call"))
    XCTAssertEqual(world.run("deal", "show", deal, "--json").json["stage"]?.string, "call")
    XCTAssertEqual(try schema(of: deal, world), 2)
    assertDone(world.run("undo"))
    let after = try world.documents().mapValues { String(decoding: $0, as: UTF8.self) }
    XCTAssertEqual(after["pipelines/ads.json"], before["pipelines/ads.json"])
    XCTAssertEqual(world.run("deal", "show", deal, "--json").json["stage"]?.string, "in-work")
    assertDone(world.run("redo"))
    XCTAssertEqual(world.run("deal", "show", deal, "--json").json["stage"]?.string, "call")
    XCTAssertEqual(world.run("fsck").status, 0)
  }

  /// A deal that an undo would bring back to a stage that is gone stays where it is.
  func testUndoBringsNoDealToAStageThatIsGone() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    try world.walk(deal, to: "call")
    let last = world.run("log", "--limit", "1", "--json").json.at(0, "user").string ?? ""
    assertDone(world.run("stage", "remove", "ads", "in-work", "--as", "admin"))
    XCTAssertEqual(world.run("undo", "--as", last).status, 3)
    assertDone(world.run("undo", "--as", "admin"))
    assertDone(world.run("undo", "--as", last))
  }

  func testDeletedDealsGoAlong() throws {
    let world = try TestWorld()
    let deal = try world.startDeal()
    assertDone(world.run("deal", "delete", deal, "--reason", "Ошибка"))
    XCTAssertEqual(world.run("stage", "remove", "ads", "in-work").status, 3)
    assertDone(world.run("stage", "remove", "ads", "in-work", "--move-to", "call"))
    assertDone(world.run("deal", "restore", deal))
    XCTAssertEqual(world.run("deal", "show", deal, "--json").json["stage"]?.string, "call")
  }

  func testThereAreAtMostFiftyStages() throws {
    let world = try TestWorld()
    try world.make("init")
    for number in 9...50 { assertDone(world.run("stage", "add", "smm", "Этап \(number)")) }
    XCTAssertEqual(world.run("stage", "add", "smm", "Этап 51").status, 3)
    assertDone(world.run("stage", "remove", "smm", "etap-9"))
    assertDone(world.run("stage", "add", "smm", "Этап 51"))
    let ids = try document(world, "smm")["stages"]?.array?.compactMap { $0["id"]?.string } ?? []
    XCTAssertEqual(ids.suffix(3), ["etap-51", "won", "lost"])
  }

  private func schema(of deal: String, _ world: TestWorld) throws -> Int? {
    let bytes = try XCTUnwrap(
      world.documents().first { $0.key.hasSuffix("/\(deal).json") }?.value)
    return try JSONReader.parse(Array(bytes))["schema"]?.int
  }
}
