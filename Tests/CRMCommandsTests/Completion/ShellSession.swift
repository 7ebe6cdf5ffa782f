import CRMTestSupport
import CommandLineKit
import Foundation
import XCTest

/// Types into a real shell that has read the completion file of the repository.
struct ShellSession {
  /// Something typed, and what shows that it was understood.
  struct Step: Encodable {
    /// The keys; a tab asks for completion.
    let type: String
    /// What has to appear before the line is looked at.
    var until: String?
    /// What has to appear once the line is run.
    var run: String?
  }

  /// What became of a step.
  struct Answer: Decodable {
    /// The line as the shell holds it.
    let line: String
    /// What was shown meanwhile.
    let screen: String
  }

  private struct Job: Encodable {
    let shell: String
    let completion: String
    let bin: String
    let folder: String
    let env: [String: String]
    let steps: [Step]
  }

  let shell: CompletionShell
  let folder: String
  let environment: [String: String]

  /// Skips the test where the shell is not installed.
  static func require(_ shell: CompletionShell) throws {
    for program in [shell.rawValue, "python3"] { _ = try OptionalProgram(program) }
  }

  /// Types the steps one after another into one shell.
  func answers(_ steps: [Step]) throws -> [Answer] {
    let program = URL(fileURLWithPath: try BuiltProgram().path)
    let job = Job(
      shell: shell.rawValue, completion: CompletionFilesTests.file(of: shell).url.path,
      bin: program.deletingLastPathComponent().path, folder: folder, env: environment, steps: steps)
    let driver = RecordedFile("Tests/CRMCommandsTests/Shells/drive.py").url.path
    let (status, out, err) = try Self.run(["python3", driver], input: JSONEncoder().encode(job))
    guard status == 0 else {
      XCTFail("\(shell.rawValue): \(String(decoding: err, as: UTF8.self))")
      return []
    }
    return try JSONDecoder().decode([Answer].self, from: out)
  }

  /// Runs a program of the PATH to its end.
  static func run(
    _ words: [String], input: Data
  ) throws -> (status: Int32, out: Data, err: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: input)
    try stdin.fileHandleForWriting.close()
    let out = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let err = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, out, err)
  }
}
