import CRMModel
import XCTest

@testable import CRMCore

final class ImportMappingTests: XCTestCase {
  private func parsed(_ text: String) throws -> ImportMapping {
    try ImportMapping(bytes: Array(text.utf8))
  }

  func testAMappingIsReadBackAsItWasWritten() throws {
    var mapping = ImportMapping()
    var pipeline = NewPipeline(
      id: "novaya", name: "Новая",
      stages: [
        NewStage(id: "z", name: "Я", kind: .open, requires: []),
        NewStage(id: "a", name: "А", kind: .open, requires: [.comment, .nextTask]),
        NewStage(id: "won", name: "Да", kind: .won),
        NewStage(id: "lost", name: "Нет", kind: .lost),
      ])
    pipeline.currency = Currency(code: "KZT")
    pipeline.lossReasons = ["Дорого"]
    mapping.pipelines = ["Реклама и PR": .known("ads"), "Новая": .create(pipeline)]
    mapping.stages = [
      "Продажи": [
        "Переговоры": .known("call"),
        "Архив": .create(NewStage(id: "arkhiv", name: "Архив", kind: .open)),
      ]
    ]
    mapping.people = ["Иванов Пётр": Login(stored: "ivanov")]
    let bytes = JSONWriter.bytes(of: .object(mapping.json()), style: .pretty)
    XCTAssertEqual(try ImportMapping(bytes: bytes), mapping)
  }

  func testAMistakeIsNamedWithItsPlace() {
    let stages =
      #"[{"id":"a","name":"A","kind":"open"},{"id":"w","name":"W","kind":"won"},"#
      + #"{"id":"l","name":"L","kind":"lost"}]"#
    let cases: [(text: String, place: String)] = [
      (#"{"schema":1,"pipelines":{"X":{}}}"#, "pipelines.X.create"),
      (#"{"schema":1,"pipelines":{"X":{"to":5}}}"#, "pipelines.X.to"),
      (
        #"{"schema":1,"pipelines":{"X":{"create":{"id":"../x","name":"X","stages":\#(stages)}}}}"#,
        "pipelines.X.create.id"
      ),
      (
        #"{"schema":1,"pipelines":{"X":{"create":{"id":"x","name":"","stages":\#(stages)}}}}"#,
        "pipelines.X.create.name"
      ),
      (
        #"{"schema":1,"pipelines":{"X":{"create":{"id":"x","name":"X","stages":[]}}}}"#,
        "pipelines.X.create.stages"
      ),
      (
        #"{"schema":1,"pipelines":{"X":{"create":{"id":"x","name":"X","stages":[{"id":"A","name":"A","kind":"open"}]}}}}"#,
        "pipelines.X.create.stages[0].id"
      ),
      (#"{"schema":1,"pipelines":{"X":{"to":"ads","create":{}}}}"#, "pipelines.X.create"),
      (#"{"schema":1,"pipelines":{"X":{"too":"ads"}}}"#, "pipelines.X.too"),
      (
        #"{"schema":1,"pipelines":{"X":{"create":{"id":"x","name":"X","curency":"RUB","stages":\#(stages)}}}}"#,
        "pipelines.X.create.curency"
      ),
      (
        #"{"schema":1,"pipelines":{"X":{"create":{"id":"x","name":"X","currency":"рубли","stages":\#(stages)}}}}"#,
        "pipelines.X.create.currency"
      ),
      (
        #"{"schema":1,"pipelines":{"X":{"create":{"id":"x","name":"X","stages":[{"id":"a","name":"A","kind":"open","require":[]}]}}}}"#,
        "pipelines.X.create.stages[0].require"
      ),
      (
        #"{"schema":1,"pipelines":{"X":{"create":{"id":"x","name":"X","stages":[{"id":"a","name":"A","kind":"open","requires":["task"]}]}}}}"#,
        "pipelines.X.create.stages[0].requires"
      ),
      (#"{"schema":1,"stages":{"X":{"Y":{"created":{}}}}}"#, "stages.X.Y.created"),
      (#"{"schema":1,"persons":{}}"#, "persons"),
      (#"{"schema":1,"stages":{"X":{"Y":7}}}"#, "stages.X.Y"),
      (#"{"schema":1,"stages":{"X":{"Y":{"create":{"id":"y","name":"Y","kind":"x"}}}}}"#, "kind"),
      (#"{"schema":1,"people":{"Иванов":"иван ов"}}"#, "people.Иванов"),
      (#"{"schema":1,"people":{"Иванов":null}}"#, "people.Иванов"),
      (#"{"schema":1,"people":[]}"#, "people"),
      (#"{"people":{}}"#, "schema"),
      (#"{"schema":2}"#, "schema"),
      (#"{"#, "line 1"),
    ]
    for (text, place) in cases {
      XCTAssertThrowsError(try parsed(text), text) {
        let problem = ($0 as? DocumentError)?.problem
        XCTAssertEqual(problem?.en.contains(place), true, "\(text): \(String(describing: problem))")
      }
    }
  }

  func testNamesBecomeLettersThatAreEasyToType() {
    let cases = [
      ("Иванов Пётр", "ivanov-petr"), ("Щукин-Ёлкин", "shchukin-elkin"), ("Sales № 2", "sales-2"),
      ("Объявление", "obyavlenie"), ("!!!", ""), ("", ""), ("  Хор  ", "khor"),
    ]
    for (name, slug) in cases { XCTAssertEqual(Transliteration.slug(name), slug, name) }
    XCTAssertLessThanOrEqual(
      Transliteration.slug(String(repeating: "щ", count: 1_000)).utf8.count, 40)
  }

  func testUniqueNamesAreCountedOn() {
    var names = UniqueNames(taken: ["a", "a3"])
    XCTAssertEqual((0..<3).map { _ in names.next("a") }, ["a2", "a4", "a5"])
    XCTAssertEqual(names.next("b"), "b")
  }
}
