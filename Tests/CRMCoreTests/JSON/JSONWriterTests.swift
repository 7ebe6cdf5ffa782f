import CRMModel
import XCTest

@testable import CRMCore

final class JSONWriterTests: XCTestCase {
  private func text(_ value: JSONValue, _ style: JSONWriter.Style) -> String {
    String(decoding: JSONWriter.bytes(of: value, style: style), as: UTF8.self)
  }

  private let sample: JSONValue = [
    "name": "Кафе «Пушкин» / 1", "tags": ["a", "b"], "empty": [], "none": [:],
    "chain": ["id": 1, "parts": [["at": 1], ["at": 2]]],
    "history": [["by": "x", "at": 1, "more": ["k": [1, ["z": 2]]]], ["at": 2]],
    "mixed": [1, ["a": 2]],
  ]

  func testCompactHasNoBlanks() {
    XCTAssertEqual(
      text(sample, .compact),
      #"{"chain":{"id":1,"parts":[{"at":1},{"at":2}]},"empty":[],"#
        + #""history":[{"at":1,"by":"x","more":{"k":[1,{"z":2}]}},{"at":2}],"mixed":[1,{"a":2}],"#
        + #""name":"Кафе «Пушкин» / 1","none":{},"tags":["a","b"]}"#)
  }

  func testPrettyIsIndentedAndSorted() {
    XCTAssertEqual(
      text(["b": [1, ["a": 2]], "a": [:], "c": []], .pretty),
      """
      {
        "a": {},
        "b": [
          1,
          {
            "a": 2
          }
        ],
        "c": []
      }

      """)
  }

  func testADocumentHasOneObjectOfAnArrayInOneLine() {
    XCTAssertEqual(
      text(sample, .document),
      """
      {
        "chain": {
          "id": 1,
          "parts": [
            {"at": 1},
            {"at": 2}
          ]
        },
        "empty": [],
        "history": [
          {"at": 1, "by": "x", "more": {"k": [1, {"z": 2}]}},
          {"at": 2}
        ],
        "mixed": [
          1,
          {
            "a": 2
          }
        ],
        "name": "Кафе «Пушкин» / 1",
        "none": {},
        "tags": [
          "a",
          "b"
        ]
      }

      """)
    XCTAssertEqual(text([["a": 1]], .document), "[\n  {\"a\": 1}\n]\n")
    XCTAssertEqual(text(1, .document), "1\n")
  }

  func testControlCharactersAreEscapedAndNothingElse() throws {
    let table = [
      ("\"\\/", #""\"\\/""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
      ("\u{0}\u{1b}\u{1f}\u{7f}", #""\u0000\u001b\u001f\u007f""#),
      ("a\u{9b}b\u{202e}\u{2028}\u{feff}\u{61c}", #""a\u009bb\u202e\u2028\ufeff\u061c""#),
      ("«Ёлка» — 東京 🍕 € ﷽ و \u{A0}…", "\"«Ёлка» — 東京 🍕 € ﷽ و \u{A0}…\""), ("", "\"\""),
    ]
    for (string, json) in table {
      XCTAssertEqual(text(.string(string), .compact), json)
      XCTAssertEqual(try JSONReader.parse(Array(json.utf8)), .string(string))
    }
  }

  func testWhatIsWrittenIsReadBack() throws {
    let seed: UInt64 = 42
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let value = JSONValue.random(using: &generator)
      for style in [JSONWriter.Style.compact, .pretty, .document] {
        let bytes = JSONWriter.bytes(of: value, style: style)
        let read = try JSONReader.parse(bytes)
        XCTAssertEqual(read, value, "seed \(seed)")
        XCTAssertEqual(JSONWriter.bytes(of: read, style: style), bytes, "seed \(seed)")
      }
    }
  }

  func testWritingPieceByPieceGivesTheSameBytes() {
    for style in [JSONWriter.Style.compact, .pretty, .document] {
      var writer = JSONWriter(style: style)
      writer.beginObject()
      writer.append(key: "a", 1)
      writer.appendKey("b")
      writer.beginArray(ofObjects: true)
      writer.beginObject()
      writer.append(key: "c", .null)
      writer.appendKey("d")
      writer.append("x")
      writer.endObject()
      writer.append(["e": [1]])
      writer.endArray()
      writer.endObject()
      let value: JSONValue = ["a": 1, "b": [["c": .null, "d": "x"], ["e": [1]]]]
      XCTAssertEqual(writer.finished(), JSONWriter.bytes(of: value, style: style))
    }
  }

  func testUnbalancedCallsDoNotCrash() {
    var writer = JSONWriter(style: .document)
    writer.endArray()
    writer.appendKey("a")
    writer.endObject()
    writer.beginArray()
    XCTAssertFalse(writer.finished().isEmpty)
  }

  func testMoneyIsAnExactNumber() {
    let money = Money(minorUnits: 5_500_050, currency: .rub)
    XCTAssertEqual(text(.number(JSONNumber(money)), .compact), "55000.5")
    XCTAssertEqual(JSONNumber(UInt64.max).text, "18446744073709551615")
  }
}
