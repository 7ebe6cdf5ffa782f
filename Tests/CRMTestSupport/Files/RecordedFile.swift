package import Foundation
import XCTest

/// A file of the repository that the program makes.
package struct RecordedFile {
  private let path: String

  /// A file by its path in the repository.
  package init(_ path: String) { self.path = path }

  /// Its place on this machine.
  package var url: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(path)
  }

  /// Fails where the file is not what the program would write; writes it when it is asked to.
  package func check(
    _ expected: String, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    guard (try? String(contentsOf: url, encoding: .utf8)) != expected else { return }
    let environment = ProcessInfo.processInfo.environment
    if environment["CRM_RECORD"] == "1", environment["CI"] == nil {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(expected.utf8).write(to: url)
    }
    XCTFail(
      "\(path) is stale; record it with CRM_RECORD=1 and read the diff", file: file, line: line)
  }
}
