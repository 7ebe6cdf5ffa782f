import Foundation
import XCTest

/// The built program as a process; `CRM_BINARY` names another build to test, such as the release one.
final class ProcessTests: XCTestCase {
  private struct Result {
    let status: Int32
    let out: String
    let err: String
  }

  private var folder = ""

  override func setUpWithError() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("crm-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let made = try run(["init"])
    XCTAssertEqual(made.status, 0, made.err)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private var binary: URL {
    let named = ProcessInfo.processInfo.environment["CRM_BINARY"]
    return named.map { URL(fileURLWithPath: $0) }
      ?? Bundle.main.bundleURL.appendingPathComponent("crm")
  }

  private func process(_ words: [String], _ environment: [String: String] = [:]) -> Process {
    let process = Process()
    process.executableURL = binary
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // Coverage of a child process is written where the test's own is.
    let profile = ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("LLVM") }
    process.environment = profile.merging(
      ["CRM_DATA": folder + "/data", "CRM_LANG": "ru", "CRM_USER": "ivanov"]
    ) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  private func run(_ words: [String], _ environment: [String: String] = [:]) throws -> Result {
    let process = process(words, environment)
    let out = folder + "/out-\(UUID().uuidString)"
    let err = folder + "/err-\(UUID().uuidString)"
    for path in [out, err] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: out)
    process.standardError = FileHandle(forWritingAtPath: err)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, out: try String(contentsOfFile: out, encoding: .utf8),
      err: try String(contentsOfFile: err, encoding: .utf8))
  }

  // MARK: Who

  /// Looking the name up by the C library crashed in the static program.
  func testUserWithoutANameIsKnownByTheNumber() throws {
    let setpriv = "/usr/bin/setpriv"
    try XCTSkipUnless(
      geteuid() == 0 && FileManager.default.isExecutableFile(atPath: setpriv),
      "only root can act as somebody without a name")
    let home = folder + "/home"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
    XCTAssertEqual(chown(home, 4_242, 4_242), 0)
    for words in [["init"], ["company", "add", "Бар"], ["log", "--json"]] {
      let process = process([], ["CRM_DATA": home + "/data", "USER": "root"])
      process.environment?["CRM_USER"] = nil
      process.executableURL = URL(fileURLWithPath: setpriv)
      process.arguments =
        ["--reuid=4242", "--regid=4242", "--clear-groups", binary.path] + words
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let printed = String(
        decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      XCTAssertEqual(process.terminationStatus, 0, "\(words)")
      if words[0] == "log" { XCTAssertTrue(printed.contains("\"4242\""), printed) }
    }
  }

  // MARK: Output

  /// T2: what cannot be read is no request for help.
  func testArgumentsThatCannotBeReadAreStatus74() throws {
    for (command, status) in [
      ("exec -a '' \"$0\"", 74), ("exec -a '' \"$0\" --version", 0), ("exec \"$0\"", 0),
    ] {
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/bash")
      shell.arguments = ["-c", command, binary.path]
      shell.standardOutput = FileHandle.nullDevice
      try shell.run()
      shell.waitUntilExit()
      XCTAssertEqual(shell.terminationStatus, Int32(status), command)
    }
  }

  func testFullDiskIsStatus74() throws {
    let process = process(["deal", "list", "--json"])
    let errors = Pipe()
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: "/dev/full"))
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 74)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    XCTAssertTrue(said.contains("\"io\""), said)
  }

  func testClosedPipeIsQuiet() throws {
    let lines = (1...3_000).map { "company add 'Кафе \($0)'" }
    try lines.joined(separator: "\n")
      .write(toFile: folder + "/batch.txt", atomically: true, encoding: .utf8)
    XCTAssertEqual(try run(["batch", folder + "/batch.txt", "-q"]).status, 0)
    let process = process(["company", "list", "--json"])
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try output.fileHandleForReading.close()
    process.waitUntilExit()
    let isBySignal = process.terminationReason == .uncaughtSignal
    XCTAssertEqual(process.terminationStatus, isBySignal ? SIGPIPE : 141)
    XCTAssertEqual(errors.fileHandleForReading.readDataToEndOfFile().count, 0)
  }

  func testStandardInputIsRead() throws {
    let process = process(["batch"])
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data("company add Один\ncompany add Два\n".utf8))
    try input.fileHandleForWriting.close()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
    XCTAssertEqual(printed.split(separator: UInt8(ascii: "\n")).count, 2)
  }

  // MARK: Folders

  func testInitMakesItsFolderHereAndPrivate() throws {
    let made = try run(["init"], ["CRM_DATA": ""])
    XCTAssertEqual(made.status, 0, made.err)
    for (path, mode) in [("/.crm", 0o700), ("/.crm/crm.json", 0o600), ("/.crm/pipelines", 0o700)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + path)
      XCTAssertEqual(attributes[.posixPermissions] as? Int, mode, path)
    }
    XCTAssertEqual(try run(["company", "add", "Кафе"], ["CRM_DATA": ""]).status, 0)
    let id = try run(["company", "list", "-q"], ["CRM_DATA": ""]).out.prefix(8)
    let path = folder + "/.crm/companies/\(id.prefix(2))"
    XCTAssertEqual(
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int, 0o700)
    XCTAssertEqual(
      try FileManager.default.attributesOfItem(atPath: "\(path)/\(id).json")[.posixPermissions]
        as? Int, 0o600)
  }

  func testUnreadableDirectory() throws {
    try XCTSkipIf(getuid() == 0, "root reads everything")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder + "/data")
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: folder + "/data")
    }
    let result = try run(["deal", "list", "--json"])
    XCTAssertTrue([5, 74].contains(result.status), result.err)
    XCTAssertEqual(result.out, "")
  }

  // MARK: Writers

  func testTwentyWritersAtOnceLoseNothing() throws {
    let processes = (1...20).map { process(["company", "add", "Кафе \($0)", "--wait", "60"]) }
    for process in processes {
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
    }
    for process in processes {
      process.waitUntilExit()
      XCTAssertEqual(process.terminationStatus, 0)
    }
    let names = try run(["company", "list", "--format", "tsv", "--fields", "name"]).out
      .split(separator: "\n").dropFirst().map(String.init)
    XCTAssertEqual(names.sorted(), (1...20).map { "Кафе \($0)" }.sorted())
    XCTAssertEqual(try run(["log", "-q"]).out.split(separator: "\n").count, 20)
    XCTAssertEqual(try run(["fsck", "--json"]).status, 0)
  }

  func testAKilledWriterLeavesTheLockFree() throws {
    for number in 1...5 {
      let process = process(["company", "add", "Кафе \(number)"])
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    XCTAssertEqual(try run(["company", "add", "Последнее", "--wait", "0"]).status, 0)
    let check = try run(["fsck", "--json"])
    XCTAssertEqual(check.status, 0, check.out)
  }

  // MARK: Zones

  /// A named zone is judged by its own rules, in every build: a static one has no ICU.
  func testMoscowDays() throws {
    try makeDeal(in: "Europe/Moscow")
    try assertDue("today", at: "2026-11-20T20:59:58Z", is: "2026-11-20T20:59:59Z")
    try assertDue("today", at: "2026-11-20T21:00:00Z", is: "2026-11-21T20:59:59Z")
    // Moscow has kept one offset since 2014.
    try assertDue("2026-07-01", at: "2026-06-30T12:00:00Z", is: "2026-07-01T20:59:59Z")
  }

  func testBerlinDaysAcrossTheChangeOfClocks() throws {
    try makeDeal(in: "Europe/Berlin")
    // Summer time until 25 October 2026, 03:00 there.
    try assertDue("2026-10-24", at: "2026-10-20T12:00:00Z", is: "2026-10-24T21:59:59Z")
    try assertDue("2026-10-25", at: "2026-10-20T12:00:00Z", is: "2026-10-25T22:59:59Z")
    try assertDue("today", at: "2026-10-24T21:59:59Z", is: "2026-10-24T21:59:59Z")
    try assertDue("today", at: "2026-10-24T22:00:00Z", is: "2026-10-25T22:59:59Z")
    try assertDue("today", at: "2026-10-25T22:30:00Z", is: "2026-10-25T22:59:59Z")
    try assertDue("tomorrow", at: "2027-03-27T12:00:00Z", is: "2027-03-28T21:59:59Z")
    try assertDue("28.03.2027 04:00", at: "2027-03-27T12:00:00Z", is: "2027-03-28T02:00:00Z")
  }

  func testOverdueIsJudgedByTheZone() throws {
    try makeDeal(in: "Europe/Berlin")
    let task = ["task", "set", "Кафе", "Встреча", "--due", "2026-10-25", "-q"]
    XCTAssertEqual(try run(task, ["CRM_NOW": "2026-10-20T12:00:00Z"]).status, 0)
    for (now, health) in [
      ("2026-10-24T21:59:59Z", "green"), ("2026-10-24T22:00:00Z", "yellow"),
      ("2026-10-25T22:59:59Z", "yellow"), ("2026-10-25T23:00:00Z", "red"),
    ] {
      let list = try run(
        ["deal", "list", "--format", "tsv", "--fields", "health"], ["CRM_NOW": now])
      XCTAssertEqual(list.out.split(separator: "\n").last.map(String.init), health, now)
    }
  }

  private func makeDeal(in zone: String) throws {
    try FileManager.default.removeItem(atPath: folder + "/data")
    XCTAssertEqual(try run(["init", "--time-zone", zone]).status, 0)
    XCTAssertEqual(try run(["company", "add", "Кафе"]).status, 0)
    XCTAssertEqual(
      try run(["deal", "add", "Кафе", "--pipeline", "ads"], ["CRM_NOW": "2026-06-01T12:00:00Z"])
        .status, 0)
  }

  private func assertDue(
    _ word: String, at now: String, is due: String, file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let result = try run(
      [
        "task", "set", "Кафе", "Встреча", "--due", word, "--format", "tsv", "--fields", "due",
        "--dry-run",
      ], ["CRM_NOW": now])
    XCTAssertEqual(
      result.out.split(separator: "\n").last.map(String.init), due, "\(word) at \(now)", file: file,
      line: line)
  }
}
