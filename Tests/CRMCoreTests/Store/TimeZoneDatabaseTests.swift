import CRMCore
import CRMModel
import CRMTestSupport
import Foundation
import Glibc
import XCTest

/// The machine's descriptions of time zones, whichever version of them it has.
final class TimeZoneDatabaseTests: XCTestCase {
  private let zones = PosixSystem().timeZones()
  private let environment = ProcessInfo.processInfo.environment

  private func moment(_ text: String) throws -> Int64 {
    Int64(try XCTUnwrap(ISO8601DateFormatter().date(from: text)).timeIntervalSince1970)
  }

  /// Of the past only: governments change what is to come, and old descriptions do not know it.
  func testKnownOffsets() throws {
    let table: [(zone: String, moment: String, hours: Double)] = [
      ("UTC", "2024-07-01T00:00:00Z", 0),
      ("Europe/Moscow", "2024-01-15T12:00:00Z", 3),
      ("Europe/Moscow", "2024-07-15T12:00:00Z", 3),
      ("Europe/Moscow", "2013-07-15T12:00:00Z", 4),
      ("Europe/Moscow", "2008-07-15T12:00:00Z", 4),
      ("Europe/Moscow", "2008-01-15T12:00:00Z", 3),
      ("Europe/Berlin", "2024-01-15T12:00:00Z", 1),
      ("Europe/Berlin", "2024-07-15T12:00:00Z", 2),
      ("Europe/Berlin", "2024-03-31T00:59:59Z", 1),
      ("Europe/Berlin", "2024-03-31T01:00:00Z", 2),
      ("Europe/Berlin", "2024-10-27T00:59:59Z", 2),
      ("Europe/Berlin", "2024-10-27T01:00:00Z", 1),
      ("Asia/Kolkata", "2024-07-15T12:00:00Z", 5.5),
      ("Etc/GMT+5", "2024-07-15T12:00:00Z", -5),
    ]
    for row in table {
      let offset = try zones.offsets(of: row.zone)(moment(row.moment))
      XCTAssertEqual(offset, Int(row.hours * 3_600), "\(row.zone) at \(row.moment)")
    }
  }

  /// Every zone of the machine, every few weeks until far behind the last transition, as the C library
  /// reads the same file.
  func testAgreesWithTheCLibrary() throws {
    let named = environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 }
    let folder = named ?? TimeZoneDatabase.usualFolder
    let magic = Data("TZif".utf8)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
      // The same zones again, and those that count leap seconds.
      !name.hasPrefix("posix/") && !name.hasPrefix("right/")
        && FileManager.default.contents(atPath: folder + "/" + name)?.prefix(4) == magic
    }
    XCTAssertGreaterThan(names.count, 300)
    defer { setZone(environment["TZ"]) }
    for name in names {
      setZone(":" + name)
      let offset = try zones.offsets(of: name)
      for time in stride(from: Int64(0), to: 5_000_000_000, by: 2_345_678) {
        var (moment, fields) = (time_t(time), tm())
        localtime_r(&moment, &fields)
        if offset(time) != fields.tm_gmtoff {
          XCTFail("\(name) at \(time): \(offset(time)) is not \(fields.tm_gmtoff)")
          break
        }
      }
    }
  }

  /// Sets the one zone of the process that the C library knows.
  private func setZone(_ value: String?) {
    if let value { setenv("TZ", value, 1) } else { unsetenv("TZ") }
    tzset()
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
      TimeZoneDatabase.usualFolder + "/Europe/Berlin", limit: 1 << 20)
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
