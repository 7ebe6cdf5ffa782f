import CRMCore
import CRMModel
import CRMTestSupport
import Foundation
import XCTest

final class TimeZoneDatabaseTests: XCTestCase {
  private let zones = PosixSystem().timeZones()

  private func moment(_ text: String) throws -> Int64 {
    Int64(try XCTUnwrap(ISO8601DateFormatter().date(from: text)).timeIntervalSince1970)
  }

  func testKnownOffsets() throws {
    let table: [(zone: String, moment: String, hours: Double)] = [
      ("UTC", "2026-07-01T00:00:00Z", 0),
      ("Europe/Moscow", "2026-01-15T12:00:00Z", 3),
      ("Europe/Moscow", "2026-07-15T12:00:00Z", 3),
      ("Europe/Moscow", "2013-07-15T12:00:00Z", 4),
      ("Europe/Moscow", "2008-07-15T12:00:00Z", 4),
      ("Europe/Moscow", "2008-01-15T12:00:00Z", 3),
      ("Europe/Berlin", "2026-01-15T12:00:00Z", 1),
      ("Europe/Berlin", "2026-07-15T12:00:00Z", 2),
      ("Europe/Berlin", "2026-03-29T00:59:59Z", 1),
      ("Europe/Berlin", "2026-03-29T01:00:00Z", 2),
      ("Europe/Berlin", "2026-10-25T00:59:59Z", 2),
      ("Europe/Berlin", "2026-10-25T01:00:00Z", 1),
      ("Europe/Berlin", "2126-07-15T12:00:00Z", 2),
      ("Asia/Kolkata", "2026-07-15T12:00:00Z", 5.5),
      ("Pacific/Auckland", "2126-01-15T12:00:00Z", 13),
      ("America/Nuuk", "2126-07-15T12:00:00Z", -1),
      ("Etc/GMT+5", "2026-07-15T12:00:00Z", -5),
    ]
    for row in table {
      let offset = try zones.offsets(of: row.zone)(moment(row.moment))
      XCTAssertEqual(offset, Int(row.hours * 3_600), "\(row.zone) at \(row.moment)")
    }
  }

  /// Every zone that Foundation knows, every few weeks until far behind the last transition.
  func testAgreesWithFoundation() throws {
    XCTAssertGreaterThan(TimeZone.knownTimeZoneIdentifiers.count, 300)
    for identifier in TimeZone.knownTimeZoneIdentifiers {
      let reference = try XCTUnwrap(TimeZone(identifier: identifier))
      let offset = try zones.offsets(of: identifier)
      for time in stride(from: Int64(0), to: 3_000_000_000, by: 2_345_678) {
        let expected = reference.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
        if offset(time) != expected {
          XCTFail("\(identifier) at \(time): \(offset(time)) is not \(expected)")
          break
        }
      }
    }
  }

  func testUnknownNamesAreErrors() {
    let names = [
      "Europe/Atlantis", "Europe", "", "/etc/passwd", "../../../etc/passwd", "Europe/../UTC",
      "Europe//Moscow", "Москва", "Europe/Moscow ", "Europe/Moscow/x", "a\u{0}b",
      String(repeating: "a", count: 5_000),
    ]
    for name in names {
      XCTAssertThrowsError(try zones.offsets(of: name), name) { error in
        XCTAssertEqual(error as? TimeZoneError, .unknown(name))
      }
    }
  }

  func testMissingDatabaseIsNamed() {
    let none = TimeZoneDatabase(folder: "/nowhere") { (path, limit) throws(SystemError) in
      try PosixSystem().readUserFile(path, limit: limit)
    }
    XCTAssertThrowsError(try none.offsets(of: "Europe/Moscow")) { error in
      XCTAssertEqual(error as? TimeZoneError, .noDatabase("/nowhere"))
    }
    XCTAssertEqual(try none.offsets(of: "UTC")(0), 0)
  }

  func testExtremeTimesHaveAnOffset() throws {
    for identifier in ["Europe/Moscow", "Europe/Berlin", "Africa/Casablanca", "Europe/Dublin"] {
      let offset = try zones.offsets(of: identifier)
      for time in [Int64.min, -1 << 60, 1 << 60, .max] {
        XCTAssertLessThan(abs(offset(time)), 86_400, identifier)
      }
    }
  }

  func testDamagedFilesNeverCrash() throws {
    let whole = try PosixSystem().readUserFile(
      "/usr/share/zoneinfo/Europe/Berlin", limit: 1 << 20)
    var random = SplitMix64(seed: 1)
    for round in 0..<3_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        // The headers and the rule are where it hurts.
        let places = [0..<100, (bytes.count - 40)..<bytes.count, 0..<bytes.count]
        let place = Int.random(in: places[round % 3], using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0...3, using: &random))
      let damaged = bytes
      let database = TimeZoneDatabase(folder: "/") { (_, _) throws(SystemError) in damaged }
      guard let offset = try? database.offsets(of: "Zone") else { continue }
      for time in [Int64.min, 0, 4_000_000_000, .max] {
        XCTAssertLessThan(abs(offset(time)), 1_000_000)
      }
    }
  }
}
