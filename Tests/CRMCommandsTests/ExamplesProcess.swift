import Foundation
import XCTest

/// A real process with the built program at hand, and what it answered.
struct ExamplesProcess {
  let status: Int32
  let output: String
  let error: String

  /// Runs a script or program to its end.
  ///
  /// The settings of whoever runs the tests are left out; `CRM` names the built program.
  init(
    _ executable: URL, _ arguments: [String] = [], environment: [String: String] = [:],
    in folder: ExamplesFolder
  ) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment
      .filter { !["CRM", "LC_", "LAN", "NO_"].contains($0.key.prefix(3)) }
      .merging(["CRM": try Self.program.path, "TMPDIR": folder.url.path, "LC_ALL": "C.UTF-8"]) {
        $1
      }
      .merging(environment) { $1 }
    // Files hold whatever is printed; a pipe that nobody empties would stop the process.
    let streams = try ["output", "error"].map { name in
      let url = folder.url.appendingPathComponent(".\(name)")
      try Data().write(to: url)
      return (url: url, handle: try FileHandle(forWritingTo: url))
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = streams[0].handle
    process.standardError = streams[1].handle
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: streams[0].url, encoding: .utf8)
    error = try String(contentsOf: streams[1].url, encoding: .utf8)
  }

  /// The folder of `Package.swift`.
  static var checkout: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// The program under test.
  static var program: URL {
    get throws { URL(fileURLWithPath: try BuiltProgram().path) }
  }

  /// A script of the restaurant department.
  static func example(_ name: String) -> URL {
    checkout.appendingPathComponent("Examples/restaurant/\(name)")
  }
}
