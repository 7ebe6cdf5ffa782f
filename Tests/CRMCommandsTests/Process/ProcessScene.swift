import Foundation
import XCTest

/// A data directory in a temporary folder that real processes work on.
final class ProcessScene: Sendable {
  let program: BuiltProgram
  let folder: String
  /// Deals that wait at the last open stage for their first payment.
  let deals: [String]

  var data: String { folder + "/.crm" }

  private static let talk = "'Подробно поговорили о размещении и сроках, ждут шага'"

  /// A department with so many deals, in a folder that is there already or in a new one.
  init(deals count: Int, in folder: String? = nil) throws {
    program = try BuiltProgram()
    self.folder = folder ?? NSTemporaryDirectory() + "crm-process-\(UUID().uuidString)"
    if folder == nil {
      try FileManager.default.createDirectory(
        atPath: self.folder, withIntermediateDirectories: true)
    }
    let (program, place) = (program, self.folder)
    let made = try Self.run(program, place, ["init"])
    XCTAssertEqual(made.status, 0, made.error)
    let lines = (0..<count).flatMap(Self.commands).joined(separator: "\n")
    let batch = try Self.run(program, place, ["batch", "-q"], input: lines)
    XCTAssertEqual(batch.status, 0, batch.error)
    let list = try Self.run(program, place, ["deal", "list", "-q"])
    deals = list.output.split(separator: "\n").map(String.init)
    XCTAssertEqual(deals.count, count)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Walks a deal to the stage where it waits for money.
  private static func commands(_ number: Int) -> [String] {
    let name = "'Кафе \(number)'"
    let next = "--next Встреча --due +1d"
    let report = ["met", "need", "objections", "agreed", "next"]
      .map { "--report '\($0)=Обсудили с управляющей'" }.joined(separator: " ")
    return [
      "company add \(name) --phone +7495\(1_234_567 + number) --address 'Тверская, 1'",
      "contact add \(name) --name 'Петрова Анна Сергеевна' --role decision-maker"
        + " --phone +7916\(1_000_000 + number) --email anna\(number)@elki.example --position управляющая",
      "deal add \(name) --pipeline ads \(next)",
      "deal move \(name) call --comment \(talk) --result Да \(next)",
      "deal move \(name) decision-maker --comment \(talk) --result Да \(next)",
      "deal move \(name) meeting \(report) --result Да \(next)",
      "deal move \(name) proposal --budget 60000 --comment \(talk) --result Да \(next)",
      "deal move \(name) contract --comment \(talk) --result Да \(next)",
    ]
  }

  // MARK: Processes

  /// The words of the first payment of a deal.
  static func payment(_ deal: String) -> [String] {
    [
      "split-pay", deal, "--paid", "20000", "--total", "60000", "--package", "Стандарт",
      "--end-date", "2027-01-31", "--result", "Да", "--next", "Встреча", "--due", "+7d",
    ]
  }

  /// Runs the program to its end.
  func run(_ words: [String], input: String = "") throws -> ProcessResult {
    try Self.run(program, folder, words, input: input)
  }

  /// Runs a shell script, which finds the program as `$CRM`.
  func shell(_ script: String, input: String = "") throws -> ProcessResult {
    try Self.finish(Self.process(program, folder, "/bin/sh", ["-c", script]), input)
  }

  /// A process that runs a shell script, not started.
  func shellProcess(_ script: String) -> Process {
    Self.process(program, folder, "/bin/sh", ["-c", script])
  }

  private static func run(
    _ program: BuiltProgram, _ folder: String, _ words: [String], input: String = ""
  ) throws -> ProcessResult {
    try finish(process(program, folder, program.path, words), input)
  }

  private static func process(
    _ program: BuiltProgram, _ folder: String, _ executable: String, _ arguments: [String]
  ) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = [
      "CRM": program.path, "CRM_DATA": folder + "/.crm", "CRM_USER": "anna", "CRM_LANG": "en",
      "CRM_NOW": "2026-11-20T10:00:00+03:00", "HOME": folder + "/home",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
    return process
  }

  /// Standard output and error go through files, so that neither can fill up and block.
  private static func finish(_ process: Process, _ input: String) throws -> ProcessResult {
    let name = NSTemporaryDirectory() + "crm-stream-\(UUID().uuidString)"
    let paths = [".in", ".out", ".err"].map { name + $0 }
    defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
    for path in paths {
      XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data(input.utf8)))
    }
    let handles = (
      input: FileHandle(forReadingAtPath: paths[0]), output: FileHandle(forWritingAtPath: paths[1]),
      error: FileHandle(forWritingAtPath: paths[2])
    )
    for handle in [handles.output, handles.error] { try handle?.truncate(atOffset: 0) }
    process.standardInput = handles.input
    process.standardOutput = handles.output
    process.standardError = handles.error
    try process.run()
    process.waitUntilExit()
    func text(_ path: String) -> String {
      String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
    return ProcessResult(
      status: process.terminationStatus, output: text(paths[1]), error: text(paths[2]))
  }

  // MARK: What must hold

  /// Checks that nothing is damaged.
  func assertSound(
    _ message: String = "", file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let check = try run(["fsck", "--json"])
    XCTAssertEqual(check.status, 0, message + check.output + check.error, file: file, line: line)
  }

  /// Every deal by its id, with everything that its card shows.
  func card(_ deal: String) throws -> String {
    let card = try run(["deal", "show", deal, "--json"])
    XCTAssertEqual(card.status, 0, card.error)
    return card.output
  }

  /// The payment chains that are whole in a list of all deals; a failure for half of one.
  func paidDeals(
    file: StaticString = #filePath, line: UInt = #line
  ) throws -> Set<String> {
    let list = try run(["deal", "list", "--state", "all", "--json"])
    XCTAssertEqual(list.status, 0, list.error, file: file, line: line)
    var parts: [String: [Int]] = [:]
    for row in try list.rows() {
      guard let chain = row["chain"] as? [String: Any], let id = chain["id"] as? String,
        let part = chain["part"] as? Int
      else { continue }
      parts[id, default: []].append(part)
    }
    for (id, found) in parts {
      XCTAssertEqual(found.sorted(), [1, 2], "half of a payment: \(id)", file: file, line: line)
    }
    return Set(parts.keys)
  }
}
