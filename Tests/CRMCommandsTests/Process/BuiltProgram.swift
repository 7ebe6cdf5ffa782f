import Foundation
import XCTest

/// The built `crm`: `$CRM_BINARY`, else the one beside the tests.
struct BuiltProgram: Sendable {
  let path: String

  init() throws {
    let beside = Bundle.main.bundleURL.appendingPathComponent("crm").path
    path = ProcessInfo.processInfo.environment["CRM_BINARY"] ?? beside
    try XCTSkipUnless(FileManager.default.isExecutableFile(atPath: path), "no program at \(path)")
  }

  /// How often the tests with chance in them try: a few times, or often where `CRM_LONG_TESTS=1`.
  static func rounds(_ few: Int, long: Int) -> Int {
    ProcessInfo.processInfo.environment["CRM_LONG_TESTS"] == "1" ? long : few
  }
}
