import CRMModel
import XCTest

final class InstantTests: XCTestCase {
  func testISOFormsAreRead() throws {
    let table = [
      ("2026-11-21T16:00:00Z", "2026-11-21T16:00:00Z"),
      ("2026-11-21T19:00:00+03:00", "2026-11-21T16:00:00Z"),
      ("2026-11-21T19:00+03:00", "2026-11-21T16:00:00Z"),
      ("2026-11-21T00:00-09:30", "2026-11-21T09:30:00Z"),
      ("2026-11-21T16:00:00.999999999999999999999Z", "2026-11-21T16:00:00Z"),
      ("1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
      ("9999-12-31T23:59:59-00:00", "9999-12-31T23:59:59Z"),
    ]
    for (text, expected) in table { XCTAssertEqual(try Instant(parsing: text).text, expected) }
    XCTAssertEqual(try Instant(parsing: "1970-01-01T00:00:00Z").secondsSinceEpoch, 0)
  }

  func testOtherFormsAreRefused() {
    let table = [
      "", "2026-11-21", "2026-11-21T16:00:00", "2026-11-21 16:00:00Z", "2026-11-21T16Z",
      "2026-11-21T24:00:00Z", "2026-11-21T16:60:00Z", "2026-11-21T16:00:60Z",
      "2026-02-30T00:00:00Z", "2026-11-21T16:00:00Zulu", "2026-11-21T16:00:00.Z",
      "2026-11-21T16:00.5Z", "2026-11-21T16:00:00+0300", "2026-11-21T16:00:00+24:00",
      "2026-11-21T16:00:00+03:60", "2026-11-21t16:00:00z", "21.11.2026T16:00:00Z",
      "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "12026-11-21T16:00:00Z",
    ]
    for text in table { XCTAssertThrowsError(try Instant(parsing: text), text) }
  }

  func testInstantsSurviveTheirText() throws {
    for seconds in stride(
      from: Instant.first.secondsSinceEpoch, through: Instant.last.secondsSinceEpoch,
      by: 34_567_891)
    {
      let instant = try XCTUnwrap(Instant(secondsSinceEpoch: seconds))
      XCTAssertEqual(try Instant(parsing: instant.text), instant)
    }
  }

  func testBytesAreReadInTheFormOfTextsOnly() throws {
    func read(_ text: String) -> Instant? {
      Array(text.utf8).withUnsafeBufferPointer { Instant(utf8: $0) }
    }
    for text in ["2026-11-21T16:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
      XCTAssertEqual(read(text), try Instant(parsing: text))
    }
    for text in [
      "", "2026-11-21T16:00Z", "2026-11-21T16:00:00", "2026-11-21T16:00:00+03:00",
      "2026-11-21 16:00:00Z", "2026-02-29T16:00:00Z", "2026-13-01T00:00:00Z",
      "2026-11-21T24:00:00Z", "2026-11-21T16:60:00Z", "0000-01-01T00:00:00Z",
      "2026-11-2:T16:00:00Z", "2026-11-21T16:00:0/Z", "2026-11-21T16:00:00ZZ",
    ] {
      XCTAssertNil(read(text), text)
    }
  }

  func testArithmeticIsChecked() {
    XCTAssertNil(Instant.last.adding(seconds: 1))
    XCTAssertNil(Instant.first.adding(seconds: -1))
    XCTAssertNil(Instant.last.adding(seconds: .max))
    XCTAssertNil(Instant.first.adding(seconds: .min))
    XCTAssertNil(Instant(secondsSinceEpoch: .max))
    XCTAssertNil(Instant(secondsSinceEpoch: .min))
    XCTAssertEqual(Instant.first.adding(seconds: 1)?.text, "0001-01-01T00:00:01Z")
    XCTAssertLessThan(Instant.first, Instant.last)
  }
}
