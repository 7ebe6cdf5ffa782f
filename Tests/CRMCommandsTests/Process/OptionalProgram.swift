import Foundation
import XCTest

/// A program that some tests need and nobody else does.
struct OptionalProgram {
  /// Where it is on this machine.
  let path: String

  /// Looks for it on the search path.
  ///
  /// Without it the test is skipped, and on a build server it fails: what is checked there must not
  /// depend on what somebody forgot to install.
  ///
  /// Never call it inside of an `XCTAssert…` or `XCTUnwrap`: they take the skip for a failure.
  init(_ name: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let found = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      let isServer = environment["CI"] != nil
      throw isServer ? Missing(name: name) : XCTSkip("\(name) is not installed")
    }
    path = found
  }

  /// It ought to be installed.
  private struct Missing: Error, CustomStringConvertible {
    let name: String

    var description: String { "\(name) is not installed: apt-get install \(name)" }
  }
}
