import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// A real data directory in a temporary folder, with a fixed clock and fixed randomness.
final class ImportScene {
  let workspace: Workspace
  let path: String
  let zone = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")
  var now: Instant

  init(scenario: String = "restaurant") throws {
    let folder = NSTemporaryDirectory() + "crm-import-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    path = folder + "/.crm"
    now = try Instant(parsing: "2026-11-21T16:00:00Z")
    let zone = zone
    let environment = WorkspaceEnvironment(
      zone: { $0 == zone.identifier ? zone : nil },
      random: {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
      },
      now: { Instant(secondsSinceEpoch: PosixSystem().now()) ?? .first })
    let documents = try XCTUnwrap(Scenario.all.first { $0.name == scenario })
    try Workspace.create(
      at: path, scenario: documents, timeZone: nil, files: PosixSystem(), environment: environment)
    workspace = try Workspace(
      path: path, files: PosixSystem(), environment: environment, wait: .seconds(5))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  func write<Result>(
    as user: String = "boss", dryRun: Bool = false,
    _ body: (Transaction) throws(CRMError) -> Result
  ) throws(CRMError) -> Result {
    let now = now
    return try workspace.write(
      now: { _ in now }, user: Login(stored: user), command: ["import"], isDryRun: dryRun
    ) { (transaction) throws(CRMError) in try body(transaction) }
  }

  func outcome(
    of bytes: [UInt8], mapping: ImportMapping? = nil, create: Bool = false, dryRun: Bool = false,
    conflicts: ConflictRule = .kept
  ) throws -> ImportOutcome {
    let file = try ExportedDeals(ImportTable(bytes: bytes))
    return try write(dryRun: dryRun) { (transaction) throws(CRMError) in
      try file.run(
        in: transaction, ImportOptions(mapping: mapping, creates: create, conflicts: conflicts))
    }
  }

  /// Imports what is known or may be created.
  @discardableResult
  func take(
    _ rows: [[String: String]], mapping: ImportMapping? = nil, create: Bool = true,
    conflicts: ConflictRule = .kept
  ) throws -> ImportResult {
    try take(
      bytes: AmoCRMExport(rows: rows).bytes, mapping: mapping, create: create,
      conflicts: conflicts)
  }

  @discardableResult
  func take(
    bytes: [UInt8], mapping: ImportMapping? = nil, create: Bool = true,
    conflicts: ConflictRule = .kept
  ) throws -> ImportResult {
    switch try outcome(of: bytes, mapping: mapping, create: create, conflicts: conflicts) {
    case .done(let result): return result
    case .unknown(let unknown): throw unknown.refusal(remedies: [])
    }
  }

  /// The deal of an ID of the export.
  func deal(_ id: String) throws -> Deal {
    try workspace.read { (snapshot) throws(CRMError) -> Deal? in
      let index = try snapshot.index()
      let record = index.deals.first { $0.origin?.id == id }
      return try record.map { (found) throws(CRMError) in try snapshot.get(found.id) }
    }.unwrapped("deal \(id)")
  }

  func company(_ name: String) throws -> Company {
    try workspace.read { (snapshot) throws(CRMError) in try snapshot.company(name) }
  }

  func contact(_ name: String) throws -> Contact {
    try workspace.read { (snapshot) throws(CRMError) in try snapshot.contact(name) }
  }

  func counts() throws -> [Int] {
    try workspace.read { (snapshot) throws(CRMError) in
      let index = try snapshot.index()
      return [index.companies.count, index.contacts.count, index.deals.count]
    }
  }

  /// Takes back or does again the last operation.
  func turn(_ turn: Workspace.Turn) throws(CRMError) {
    let now = now
    _ = try workspace.turn(
      turn, now: { _ in now }, user: Login(stored: "boss"), command: ["undo"], isDryRun: false)
  }

  /// Every document with its bytes, without what is this machine's own.
  func documents() throws -> [String: Data] {
    var documents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path)
    where name.hasSuffix(".json") && !name.hasPrefix("local/") {
      documents[name] = FileManager.default.contents(atPath: path + "/" + name)
    }
    return documents
  }

  /// How many bytes the journal has, which every operation adds to.
  func journalSize() throws -> Int {
    try XCTUnwrap(FileManager.default.subpathsOfDirectory(atPath: path + "/local/journal"))
      .reduce(0) {
        $0 + (FileManager.default.contents(atPath: path + "/local/journal/" + $1)?.count ?? 0)
      }
  }
}

extension Optional {
  /// The value; a test that needs it fails without.
  func unwrapped(_ what: String) throws -> Wrapped {
    try XCTUnwrap(self, what)
  }
}
