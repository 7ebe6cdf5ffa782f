import CRMCommands
package import CRMCore
package import CRMModel
package import Foundation
import Synchronization

/// One user's machine: a real temporary folder, and a clock, ids, environment and terminal that a
/// test decides on.
///
/// The clock stands still during a command and moves on by a second after it; ids come from a
/// seeded generator, so the same commands give the same bytes.
package final class TestWorld {
  /// The folder of everything in this world; the data directory is `data` in it.
  package let folder: String
  /// From which commit the program was built; empty where nobody knows.
  package var commit = ""
  /// The variables of the environment.
  package var environment: [String: String]
  /// The real clock.
  package var now: Instant
  /// The operating system's login.
  package var login = "ivanov"
  /// The working directory.
  package var currentFolder: String?
  /// Columns of the terminal that standard output is; `nil` where it is none.
  package var terminalWidth: Int?
  /// Rows of the terminal that standard output is; `nil` where it is none.
  package var terminalHeight: Int?
  /// Whether standard error is a terminal.
  package var hasErrorTerminal = false
  /// What a person types when asked, line by line; nobody is there where it is empty.
  package var answers: [String] = []
  /// Whether the pager can be run.
  package var hasPager = true
  /// Whether there is a program git.
  package var hasGit = true
  /// Which run of git in a command fails, and with it all later ones, counted from 1.
  package var gitFailsAt: Int?
  /// The pagers that were run, with what they were given.
  package let paged = Texts()
  /// What standard input holds.
  package var input: [UInt8] = []
  /// What standard output fails with, if it fails.
  package var outputFailure: SystemError?
  /// The disk of the data directory.
  package var files: any FileSystem = PosixSystem()

  private let random: SharedGenerator

  /// A world in an empty folder; no data directory is made yet.
  package init(seed: UInt64 = 1, now: String = "2026-11-20T07:00:00Z") throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("crm-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    environment = ["CRM_DATA": folder + "/data", "CRM_LANG": "ru"]
    currentFolder = folder
    self.now = try Instant(parsing: now)
    random = SharedGenerator(seed: seed)
  }

  /// A copy of another world as it is now, in a folder of its own; its new ids are other ones.
  package convenience init(copying other: TestWorld, seed: UInt64 = 99) throws {
    try self.init(seed: seed)
    let disk = FileManager.default
    for name in try disk.contentsOfDirectory(atPath: other.folder) {
      try disk.copyItem(atPath: other.folder + "/" + name, toPath: folder + "/" + name)
    }
    environment = other.environment.mapValues {
      $0.replacingOccurrences(of: other.folder, with: folder)
    }
    now = other.now
    login = other.login
    currentFolder = other.currentFolder == other.folder ? folder : other.currentFolder
    input = other.input
    files = other.files
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The data directory.
  package var data: String { folder + "/data" }

  /// Runs one command in this process.
  @discardableResult
  package func run(_ words: String...) -> TestRun { run(words) }

  /// Runs one command in this process.
  @discardableResult
  package func run(_ words: [String]) -> TestRun {
    let sink = Sink()
    let status = Tool.run(world(words, sink))
    now = now.adding(seconds: 1) ?? now
    return TestRun(status: status, outputBytes: sink.output, errorBytes: sink.error)
  }

  /// Where a path of the command line leads to.
  package func resolve(_ path: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// Replaces a file of the folder as an editor does, for its owner alone (R31).
  package func write(_ text: String, to path: String) throws {
    let folder = (resolve(path) as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try text.write(toFile: resolve(path), atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: resolve(path))
  }

  /// Writes a text snippet of the department (R58).
  package func write(text: String, named name: String) throws {
    try write(text, to: data + "/texts/\(name).txt")
  }

  /// Every file of the data directory with its bytes, by path; `local/` is the machine's own.
  package func documents() throws -> [String: Data] {
    let all = FileManager.default.enumerator(atPath: data)
    var documents: [String: Data] = [:]
    while let path = all?.nextObject() as? String {
      guard !path.hasPrefix("local"),
        let bytes = FileManager.default.contents(atPath: data + "/" + path)
      else { continue }
      documents[path] = bytes
    }
    return documents
  }

  private func world(_ words: [String], _ sink: Sink) -> World {
    let (environment, now, login, input) = (environment, now, login, input)
    let (random, currentFolder, width) = (random, currentFolder, terminalWidth)
    let (height, hasErrorTerminal, hasPager) = (terminalHeight, hasErrorTerminal, hasPager)
    let (answers, paged) = (Texts(answers), paged)
    let (folder, failure, system) = (folder, outputFailure, PosixSystem())
    let (hasGit, failing, runs) = (hasGit, gitFailsAt, Counter())
    let zones = TimeZoneDatabase(folder: TimeZoneDatabase.usualFolder) {
      (path, limit) throws(SystemError) in try system.readUserFile(path, limit: limit)
    }
    var world = World(
      arguments: words, environment: { environment[$0] }, now: { now }, random: { random.next() },
      login: { login }, currentFolder: { currentFolder },
      zone: { name in
        guard let offsets = try? zones.offsets(of: name) else { return nil }
        return TimeZoneRules(identifier: name) { offsets($0.secondsSinceEpoch) }
      },
      files: files,
      readFile: { (path, limit) throws(SystemError) in
        let path = path.hasPrefix("/") ? path : folder + "/" + path
        return try system.readUserFile(path, limit: limit)
      },
      readInput: { (limit) throws(SystemError) in
        guard input.count <= limit else {
          throw SystemError(.read, "standard input", code: SystemError.tooLarge)
        }
        return input
      },
      write: { (bytes, stream) throws(SystemError) in
        switch stream {
        case .output:
          if let failure { throw failure }
          sink.takeOutput(bytes)
        case .error: sink.takeError(bytes)
        }
      },
      isTerminal: { $0 == .output ? width != nil : hasErrorTerminal }, terminalWidth: { width },
      terminalHeight: { height }, readAnswer: { answers.removeFirst() },
      page: { command, bytes in
        if hasPager { paged.append("\(command): \(String(decoding: bytes, as: UTF8.self))") }
        return hasPager
      },
      run: { (run) throws(SystemError) in
        guard hasGit else {
          throw SystemError(.run, run.program, code: SystemError.notFound)
        }
        let number = runs.next()
        if let failing, number >= failing {
          return ProgramAnswer(status: 128, output: [], errors: Array("fatal: failed".utf8))
        }
        // No setting of the machine's own decides what a test sees.
        var run = run
        run.variables["GIT_CONFIG_GLOBAL"] = "/dev/null"
        run.variables["GIT_CONFIG_SYSTEM"] = "/dev/null"
        return try system.run(run)
      })
    world.commit = commit
    return world
  }

  /// Texts that closures share.
  package final class Texts: Sendable {
    private let kept: Mutex<[String]>

    init(_ texts: [String] = []) { kept = Mutex(texts) }

    /// All of them.
    package var texts: [String] { kept.withLock { $0 } }

    func append(_ text: String) { kept.withLock { $0.append(text) } }

    func removeFirst() -> String? { kept.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
  }

  /// Counts what closures do.
  private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
      count.withLock { count in
        count += 1
        return count
      }
    }
  }

  /// Keeps what a command writes.
  private final class Sink: Sendable {
    private let kept = Mutex<(output: [UInt8], error: [UInt8])>(([], []))

    var output: [UInt8] { kept.withLock { $0.output } }
    var error: [UInt8] { kept.withLock { $0.error } }

    func takeOutput(_ bytes: [UInt8]) { kept.withLock { $0.output += bytes } }
    func takeError(_ bytes: [UInt8]) { kept.withLock { $0.error += bytes } }
  }

  /// A seeded generator that closures share.
  private final class SharedGenerator: Sendable {
    private let generator: Mutex<SplitMix64>

    init(seed: UInt64) { generator = Mutex(SplitMix64(seed: seed)) }

    func next() -> UInt64 { generator.withLock { $0.next() } }
  }
}
