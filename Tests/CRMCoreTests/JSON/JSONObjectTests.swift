import CRMModel
import XCTest

@testable import CRMCore

final class JSONObjectTests: XCTestCase {
  func testKeysAreFoundSetAndRemoved() {
    var generator = SplitMix64(seed: 3)
    var object = JSONObject()
    var model: [String: JSONValue] = [:]
    for step in 0..<3000 {
      let key = "k\(Int.random(in: 0..<40, using: &generator))"
      let value: JSONValue? =
        Int.random(in: 0..<3, using: &generator) == 0 ? nil : .number(.init(step))
      object[key] = value
      model[key] = value
      XCTAssertEqual(object[key], value)
      XCTAssertEqual(object.members.map(\.key), model.keys.sorted())
    }
    XCTAssertTrue(object.members.allSatisfy { model[$0.key] == $0.value })
    XCTAssertNil(object["absent"])
  }

  func testOrderOfWritingDoesNotMatter() {
    let left: JSONValue = ["a": 1, "b": 2]
    let right: JSONValue = ["b": 2, "a": 1]
    XCTAssertEqual(left, right)
    XCTAssertEqual(Set([left, right]).count, 1)
  }

  func testAccessorsAnswerForTheirKindOnly() {
    let value: JSONValue = ["a": [true], "b": "x", "c": .null]
    XCTAssertEqual(value["a"]?.array?.first?.bool, true)
    XCTAssertEqual(value["b"]?.string, "x")
    XCTAssertEqual(value["c"]?.isNull, true)
    XCTAssertEqual(value.object?.members.count, 3)
    XCTAssertNil(value["d"])
    XCTAssertNil(value["b"]?["x"])
    XCTAssertNil(value["a"]?.string)
    XCTAssertNil(value["b"]?.number)
    XCTAssertNil(value["b"]?.bool)
    XCTAssertNil(value["b"]?.array)
    XCTAssertEqual(value["b"]?.isNull, false)
  }
}
