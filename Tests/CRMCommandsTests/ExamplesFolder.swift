import Foundation
import XCTest

/// A folder of its own for one test, with a blank in its name as users have them.
struct ExamplesFolder {
  let url: URL

  init(for test: XCTestCase) throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("crm examples \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    test.addTeardownBlock { try FileManager.default.removeItem(at: url) }
    self.url = url
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// The text of a file in it.
  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// Every file below a folder in it, sorted.
  func files(below name: String) -> [String] {
    (FileManager.default.enumerator(atPath: path(name))?.allObjects ?? [])
      .compactMap { $0 as? String }.sorted()
  }
}
