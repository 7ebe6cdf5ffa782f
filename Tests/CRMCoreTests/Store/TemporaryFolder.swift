import Foundation
import XCTest

extension XCTestCase {
  /// Makes an empty folder that is removed after the test.
  func makeTemporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("crm-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    addTeardownBlock { try FileManager.default.removeItem(atPath: folder) }
    return folder
  }
}
