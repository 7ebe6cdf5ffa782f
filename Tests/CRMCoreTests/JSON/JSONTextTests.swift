import CRMModel
import XCTest

@testable import CRMCore

final class JSONTextTests: XCTestCase {
  func testWhatEndsOrSpoilsAStringIsSeenWhereverItStands() throws {
    for filler in ["a", "ж", "!", "#", "]", "€", "\u{7F}"] {
      for before in 0..<20 {
        for after in 0..<20 {
          let left = String(repeating: filler, count: before)
          let right = String(repeating: filler, count: after)
          XCTAssertEqual(
            try JSONText(Array("[\"\(left)\",\"\(right)\"]".utf8)).root.value,
            [.string(left), .string(right)])
          XCTAssertEqual(
            try JSONText(Array("\"\(left)\\\"\(right)\\n\"".utf8)).root.string,
            "\(left)\"\(right)\n")
          for control in ["\u{0}", "\u{1F}", "\n"] {
            XCTAssertThrowsError(
              try JSONText(Array("\"\(left)\(control)\(right)\"".utf8)), "\(before) \(after)")
          }
        }
      }
    }
  }

  func testAKeyIsFoundHoweverItIsWritten() throws {
    let text = #"{"b":{"name":0},"\u006eame":[1,{"name":2}],"nam":3,"names":4,"имя":5}"#
    let root = try JSONText(Array(text.utf8)).root
    XCTAssertEqual(root.member("name")?.value, [1, ["name": 2]])
    XCTAssertEqual(root.member("имя")?.number?.int, 5)
    XCTAssertNil(root.member("na"))
    XCTAssertNil(root.member("name")?.member("name"))
    XCTAssertEqual(root.members?.map(\.key), ["b", "name", "nam", "names", "имя"])
  }

  func testErrorsOfFieldsSayWhereTheyStand() throws {
    func problem(_ text: String) throws -> String? {
      let fields = try DocumentVersion.fields(Array(text.utf8))
      do throws(DocumentError) {
        _ = try fields.list("history") { (event) throws(DocumentError) in
          try event.object("task")?.list("parts") { (part) throws(DocumentError) in
            try part.int("number")
          }
        }
        return nil
      } catch { return error.problem.en }
    }
    XCTAssertNil(try problem(#"{"history":[{"task":{"parts":[{"number":1}]}},{}]}"#))
    XCTAssertEqual(
      try problem(#"{"history":[{},{"task":{"parts":[{"number":1},{"number":"2"}]}}]}"#),
      "'history[1].task.parts[1].number': a whole number is expected here")
    XCTAssertEqual(
      try problem(#"{"history":[1]}"#), "'history[0]': an object is expected here")
    XCTAssertEqual(
      try problem(#"{"history":[{"task":[]}]}"#),
      "'history[0].task': an object is expected here")
  }
}
