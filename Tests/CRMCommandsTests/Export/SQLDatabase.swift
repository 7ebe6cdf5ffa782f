import Foundation
import XCTest

/// A database that an export is loaded into, by the program that people use for it.
final class SQLDatabase {
  let dialect: String
  private let folder: URL
  private var server: Process?
  private var arguments: [String] = []

  /// A file of SQLite.
  static func sqlite() throws -> SQLDatabase {
    let database = try SQLDatabase("sqlite")
    let program = try XCTUnwrap(
      ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
      }, "apt-get install sqlite3")
    database.arguments = [
      program, "-bail", "-separator", "\t", database.folder.appendingPathComponent("db").path,
    ]
    return database
  }

  private static let versions = "/usr/lib/postgresql"

  /// Whether this machine has a server of PostgreSQL.
  static var hasPostgres: Bool { FileManager.default.fileExists(atPath: versions) }

  /// A server of PostgreSQL of its own, which root may not run.
  static func postgres() throws -> SQLDatabase {
    let database = try SQLDatabase("postgres")
    let version = try XCTUnwrap(
      FileManager.default.contentsOfDirectory(atPath: versions).max(), "apt-get install postgresql")
    let (bin, home) = ("\(versions)/\(version)/bin", database.folder.path)
    let nobody =
      geteuid() == 0
      ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    if geteuid() == 0 { chown(home, 65_534, 65_534) }
    let data = "\(home)/data"
    try database.run(
      nobody + [
        "\(bin)/initdb", "-D", data, "-U", "crm", "--auth=trust", "--encoding=UTF8", "--locale=C",
      ])
    let server = try database.process(
      nobody + ["\(bin)/postgres", "-D", data, "-k", home, "-c", "listen_addresses="])
    try server.run()
    database.server = server
    database.arguments = [
      "/usr/bin/psql", "-h", home, "-U", "crm", "-d", "postgres", "-X", "-q", "-A", "-t", "-F",
      "\t",
    ]
    for _ in 0..<300 {
      let question = try database.process(["\(bin)/pg_isready", "-q", "-h", home])
      try question.run()
      question.waitUntilExit()
      if question.terminationStatus == 0 { return database }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw TranscriptPlayer.Problem("the server does not answer")
  }

  private init(_ dialect: String) throws {
    self.dialect = dialect
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("crm-\(dialect)-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    server?.terminate()
    server?.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Runs a script and gives the rows that it prints.
  @discardableResult
  func play(_ script: String) throws -> [[String]] {
    try run(arguments, input: script).split(separator: "\n").map {
      $0.components(separatedBy: "\t")
    }
  }

  @discardableResult
  private func run(_ words: [String], input: String = "") throws -> String {
    let process = try process(words, input: input)
    try process.run()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0, words.joined(separator: " "))
    return try String(contentsOf: folder.appendingPathComponent("out"), encoding: .utf8)
  }

  /// A program that reads the file `in` and writes the file `out`.
  private func process(_ words: [String], input: String = "") throws -> Process {
    let (source, result) = (
      folder.appendingPathComponent("in"), folder.appendingPathComponent("out")
    )
    try Data(input.utf8).write(to: source)
    try Data().write(to: result)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.currentDirectoryURL = folder
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: result)
    return process
  }
}
