import CRMModel
import XCTest

@testable import CRMCore

final class JSONReaderTests: XCTestCase {
  private func parse(_ text: String, _ limits: JSONReader.Limits = .init()) throws -> JSONValue {
    try JSONReader.parse(Array(text.utf8), limits: limits)
  }

  private func reason(_ text: String) -> JSONError.Reason? {
    reason(Array(text.utf8))
  }

  private func reason(_ bytes: [UInt8]) -> JSONError.Reason? {
    do throws(JSONError) {
      _ = try JSONReader.parse(bytes)
      return nil
    } catch {
      return error.reason
    }
  }

  func testEveryKindOfValueIsRead() throws {
    let table: [(String, JSONValue)] = [
      ("null", .null), ("true", true), ("false", false), (" \t\r\n1 ", 1), ("\"\"", ""),
      ("[]", []), ("{}", [:]), ("[ ]", []), ("{\n}", [:]),
      ("[1,[2],{\"a\":null}]", [1, [2], ["a": .null]]),
      ("{\"b\":1,\"a\":{\"c\":[]}}", ["a": ["c": []], "b": 1]), ("\"Кафе 東京 🍕\"", "Кафе 東京 🍕"),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0000\u041a\u20AC""#, "\u{0}К€"),
      (#""a\ud83c\udf55b""#, "a🍕b"), ("{\"\":0}", ["": 0]),
    ]
    for (text, value) in table { XCTAssertEqual(try parse(text), value, text) }
  }

  func testNumbersAreKeptExactly() throws {
    let table = [
      "0", "-0", "12.10", "1e400", "1E+2", "-1.5e-7", "123456789012345678901234567890", "0.0",
      "10",
    ]
    for text in table {
      XCTAssertEqual(try parse("[\(text)]").array?.first?.number?.text, text)
      XCTAssertEqual(JSONNumber(text: text)?.text, text)
    }
    for text in ["", "-", "01", "+1", ".5", "5.", "1e", "1e+", "0x1", "1 ", "١", "NaN", "--1"] {
      XCTAssertNil(JSONNumber(text: text), text)
      XCTAssertThrowsError(try parse("[\(text),]"), text)
    }
    XCTAssertEqual(try parse("9223372036854775807").int, .max)
    XCTAssertEqual(try parse("-9223372036854775808").int, .min)
    XCTAssertNil(try parse("9223372036854775808").int)
    XCTAssertNil(try parse("1.0").int)
    XCTAssertNil(try parse("\"1\"").int)
  }

  func testWhatIsNotStrictJSONIsRefused() {
    let table: [(String, JSONError.Reason)] = [
      ("", .unexpectedEnd), ("  ", .unexpectedEnd), ("[", .unexpectedEnd), ("[1", .unexpectedEnd),
      ("[1,", .unexpectedEnd), ("{", .unexpectedEnd), ("{\"a\"", .unexpectedEnd),
      ("{\"a\":", .unexpectedEnd), ("{\"a\":1", .unexpectedEnd), ("\"a", .unexpectedEnd),
      ("\"\\", .unexpectedEnd), ("\"\\u12", .unexpectedEnd), ("-", .invalidNumber),
      ("[1,]", .valueExpected), ("[,]", .valueExpected), ("{\"a\":}", .valueExpected),
      ("{\"a\":1,}", .keyExpected), ("{a:1}", .keyExpected), ("{1:1}", .keyExpected),
      ("{'a':1}", .keyExpected), ("{\"a\" 1}", .colonExpected), ("[1 2]", .commaExpected),
      ("{\"a\":1 \"b\":2}", .commaExpected), ("[1}", .commaExpected), ("1 2", .textAfterValue),
      ("{}{}", .textAfterValue), ("nul", .valueExpected), ("True", .valueExpected),
      ("nulll", .textAfterValue), ("01", .invalidNumber), ("-a", .invalidNumber),
      ("1.", .invalidNumber), ("[1.]", .invalidNumber), ("NaN", .valueExpected),
      ("// c\n1", .valueExpected), ("\"a\nb\"", .controlCharacter),
      ("\"\\n\u{1}\"", .controlCharacter),
      ("\"\\x\"", .invalidEscape), ("\"\\u12g4\"", .invalidEscape), ("\"\\u+123\"", .invalidEscape),
      (#""\ud800""#, .loneSurrogate), (#""\udc00""#, .loneSurrogate),
      (#""\ud800\ud800""#, .loneSurrogate), (#""\ud800x""#, .loneSurrogate),
      (#""\ud800\n""#, .loneSurrogate), ("{\"a\":1,\"a\":2}", .duplicateKey("a")),
      ("{\"a\":1,\"\\u0061\":2}", .duplicateKey("a")),
      ("{\"b\":1,\"a\":2,\"b\":3}", .duplicateKey("b")), ("\u{FEFF}{}", .byteOrderMark),
      ("{}\u{FEFF}", .textAfterValue), ("\u{A0}1", .valueExpected), ("1\u{0}", .textAfterValue),
    ]
    for (text, expected) in table { XCTAssertEqual(reason(text), expected, text) }
  }

  func testBytesThatAreNotUTF8AreRefused() {
    let table: [[UInt8]] = [
      [0x80], [0xC3], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xF0, 0x9F, 0x98], [0x5C, 0x6E, 0xC3],
    ]
    for bytes in table {
      XCTAssertEqual(reason([0x22] + bytes + [0x22]), .invalidUTF8, "\(bytes)")
    }
    XCTAssertEqual(reason([0x7B, 0x22, 0xC3, 0x22, 0x3A, 0x31, 0x7D]), .invalidUTF8)
    XCTAssertEqual(reason([0xFF]), .valueExpected)
  }

  func testErrorsSayWhere() {
    let table = [
      ("{\n  \"a\": 1,\n  \"б\": x\n}", 3, 9), ("[1,\n2,]", 2, 3), ("", 1, 1), ("[\n\n", 3, 1),
      ("{\"a\":1,\n \"a\":2}", 2, 2), ("\"абв\u{1}\"", 1, 8),
    ]
    for (text, line, column) in table {
      XCTAssertThrowsError(try parse(text), text) { error in
        XCTAssertEqual((error as? JSONError)?.line, line, text)
        XCTAssertEqual((error as? JSONError)?.column, column, text)
      }
    }
  }

  func testLimitsHold() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    XCTAssertNoThrow(try parse(deep))
    XCTAssertEqual(reason("[" + deep + "]"), .tooDeep(limit: 64))
    XCTAssertEqual(reason(String(repeating: "[", count: 1_000_000)), .tooDeep(limit: 64))
    XCTAssertEqual(reason(String(repeating: "{\"a\":", count: 1_000_000)), .tooDeep(limit: 64))
    let most = String(repeating: "[", count: 100_000)
    XCTAssertThrowsError(try parse(most, JSONReader.Limits(depth: .max))) { error in
      XCTAssertEqual((error as? JSONError)?.reason, .tooDeep(limit: 512))
    }
    XCTAssertNoThrow(try parse("\"12345678\"", JSONReader.Limits(bytes: 10)))
    XCTAssertThrowsError(try parse("\"123456789\"", JSONReader.Limits(bytes: 10))) { error in
      XCTAssertEqual((error as? JSONError)?.reason, .tooLarge(limit: 10))
    }
  }

  func testProblemsAreWordedInBothLanguages() {
    let reasons: [JSONError.Reason] = [
      .tooLarge(limit: 1), .tooDeep(limit: 1), .byteOrderMark, .unexpectedEnd, .valueExpected,
      .keyExpected, .colonExpected, .commaExpected, .textAfterValue, .duplicateKey("\u{1b}"),
      .controlCharacter, .invalidUTF8, .invalidEscape, .loneSurrogate, .invalidNumber,
    ]
    let problems = reasons.map { reason in
      [UInt8]().withUnsafeBufferPointer { JSONError(reason, in: $0, at: 0).problem }
    }
    XCTAssertEqual(Set(problems.map(\.ru)).count, reasons.count)
    XCTAssertEqual(Set(problems.map(\.en)).count, reasons.count)
    XCTAssertFalse(problems.contains { $0.ru.contains("\u{1b}") || $0.en.contains("\u{1b}") })
  }

  func testDamagedDocumentsNeverCrash() throws {
    let seed: UInt64 = 20_261_121
    var generator = SplitMix64(seed: seed)
    var refused = 0
    for _ in 0..<4000 {
      let style: JSONWriter.Style = Bool.random(using: &generator) ? .document : .compact
      var bytes = JSONWriter.bytes(of: .random(using: &generator), style: style)
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = .random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert("\"\\{}[],:u0-".utf8.randomElement(using: &generator) ?? 0, at: index)
        default: bytes.removeSubrange(index...)
        }
      }
      do throws(JSONError) {
        let value = try JSONReader.parse(bytes)
        XCTAssertEqual(
          try? JSONReader.parse(JSONWriter.bytes(of: value, style: .compact)), value,
          "seed \(seed)")
      } catch {
        refused += 1
        XCTAssertGreaterThan(error.line, 0)
        XCTAssertGreaterThan(error.column, 0)
      }
    }
    XCTAssertGreaterThan(refused, 1000)
  }
}
