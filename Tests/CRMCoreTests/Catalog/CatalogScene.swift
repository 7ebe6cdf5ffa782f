import CRMModel
import CRMTestSupport
import Foundation
import Synchronization
import XCTest

@testable import CRMCore

/// A real data directory whose catalog is compared with one that is made anew.
final class CatalogScene: Sendable {
  let path: String
  private let chance: Mutex<SplitMix64>
  private let limits: StoreLimits
  private static let user = Login(stored: "anna")
  private static let talk = "Подробно поговорили о размещении и сроках, ждут следующего шага"

  init(seed: UInt64 = 1, limits: StoreLimits = StoreLimits()) throws {
    self.limits = limits
    path = NSTemporaryDirectory() + "crm-catalog-\(UUID().uuidString)"
    chance = Mutex(SplitMix64(seed: seed))
    let scenario = try XCTUnwrap(Scenario.all.first { $0.name == "restaurant" })
    try Workspace.create(
      at: path, scenario: scenario, timeZone: nil, files: PosixSystem(), environment: environment)
  }

  /// The same directory at another place.
  init(copyOf other: CatalogScene, _ copy: (String, String) throws -> Void) throws {
    path = NSTemporaryDirectory() + "crm-catalog-\(UUID().uuidString)"
    chance = Mutex(SplitMix64(seed: 99))
    limits = other.limits
    try copy(other.path, path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private var environment: WorkspaceEnvironment { environment { $0() } }

  private func environment(
    aside: @escaping @Sendable (() -> Void) -> Void
  ) -> WorkspaceEnvironment {
    WorkspaceEnvironment(
      zone: { TimeZoneRules.fixed(seconds: 10_800, identifier: $0) },
      random: { self.chance.withLock { $0.next() } },
      now: { Instant(secondsSinceEpoch: PosixSystem().now()) ?? .first },
      concurrently: { PosixSystem().concurrently($0, $1) }, aside: aside)
  }

  func workspace(_ files: any FileSystem = PosixSystem()) throws -> Workspace {
    try Workspace(
      path: path, files: files, environment: environment, wait: .seconds(20), limits: limits)
  }

  func workspace(aside: @escaping @Sendable (() -> Void) -> Void) throws -> Workspace {
    try Workspace(
      path: path, files: PosixSystem(), environment: environment(aside: aside),
      wait: .seconds(20), limits: limits)
  }

  /// A moment written in ISO 8601.
  static func time(_ text: String) -> Instant { (try? Instant(parsing: text)) ?? .first }

  // MARK: Commands

  @discardableResult
  func write<Result>(
    _ files: any FileSystem = PosixSystem(), as user: Login = CatalogScene.user,
    _ body: (Transaction) throws(CRMError) -> Result
  ) throws -> Result {
    try write(in: workspace(files), as: user, body)
  }

  private func write<Result>(
    in workspace: Workspace, as user: Login = CatalogScene.user,
    _ body: (Transaction) throws(CRMError) -> Result
  ) throws -> Result {
    try workspace.write(
      now: { _ in CatalogScene.time("2026-11-20T10:00:00+03:00") }, user: user, command: ["test"],
      isDryRun: false, body)
  }

  @discardableResult
  func addCompany(
    _ name: String = "Кафе Пушкин", _ files: any FileSystem = PosixSystem()
  ) throws -> Company {
    try write(files) { (transaction) throws(CRMError) in
      let company = CardEdit<Company>().add(
        id: try transaction.newIdentifier(Company.self), name: name, in: transaction.context)
      try transaction.put(company)
      try transaction.put(
        CardEdit<Contact>().add(
          id: try transaction.newIdentifier(Contact.self), company: company.id,
          name: "Иван \(name)", in: transaction.context))
      return company
    }
  }

  @discardableResult
  func addDeal(
    _ company: Company, _ files: any FileSystem = PosixSystem()
  ) throws -> Deal {
    try write(files) { (transaction) throws(CRMError) in
      var contacts: [Contact] = []
      for facts in try transaction.index([.contact]).contacts(of: company.id) {
        contacts.append(try transaction.get(facts.id))
      }
      var action = AddDeal(id: try transaction.newIdentifier(Deal.self))
      action.next.action = "Встреча"
      action.next.due = CatalogScene.time("2026-11-21T10:00:00+03:00")
      let pipeline = try transaction.pipeline(PipelineID("ads"))
      let outcome = try CRMError.refusing { () throws(Refusal) in
        try action.apply(
          company: company, contacts: contacts, pipeline: pipeline, in: transaction.context)
      }
      try transaction.put(outcome.deal)
      return outcome.deal
    }
  }

  func rename(
    _ id: DealID, to name: String, _ files: any FileSystem = PosixSystem()
  ) throws {
    try rename(id, to: name, in: workspace(files))
  }

  func rename(_ id: DealID, to name: String, in workspace: Workspace) throws {
    try write(in: workspace) { (transaction) throws(CRMError) in
      var deal: Deal = try transaction.get(id)
      deal.history.append(
        Event(
          at: transaction.context.now, recorded: transaction.context.now, by: Self.user,
          operation: transaction.context.operation,
          kind: .edited(FieldChange("name", old: deal.name, new: name), reason: nil)))
      deal.name = name
      try transaction.put(deal)
    }
  }

  func comment(_ id: DealID, _ files: any FileSystem = PosixSystem()) throws {
    try write(files) { (transaction) throws(CRMError) in
      var action = AddComment()
      action.text = Self.talk
      let subject = try transaction.dealCase(try transaction.get(id))
      let context = transaction.context
      let outcome = try CRMError.refusing { () throws(Refusal) in
        try action.apply(to: subject, in: context)
      }
      try transaction.put(outcome.deal)
    }
  }

  func turn(_ turn: Workspace.Turn, _ files: any FileSystem = PosixSystem()) throws {
    _ = try workspace(files).turn(
      turn, now: { _ in CatalogScene.time("2026-11-20T11:00:00+03:00") }, user: Self.user,
      command: ["undo"], isDryRun: false)
  }

  // MARK: Looking

  /// Everything that a command can learn from the catalog.
  struct View: Equatable {
    var records: [String: [UInt8]] = [:]
    var lookups: [String: [String]] = [:]
    var audit: [String] = []
  }

  func view(_ files: any FileSystem = PosixSystem(), verifying: Bool = false) throws -> View {
    let workspace = try workspace(files)
    return try workspace.read { (snapshot) throws(CRMError) in
      if verifying { try snapshot.verifyFiles() }
      return try Self.view(snapshot)
    }
  }

  static func view(_ snapshot: Snapshot) throws(CRMError) -> View {
    let index = try snapshot.index()
    var view = View()
    for kind in Kind.documents {
      for record in index.records(kind) {
        let place = DocumentPlace(kind: kind, id: record.id)
        view.records[place.path] =
          Array(record.hot.bytes.dropFirst(CatalogRecord.hotHead))
          + Array(record.cold.bytes.dropFirst(32))
      }
    }
    for deal in index.deals {
      view.lookups["deal " + deal.name] = index.deals(named: deal.name).map(\.text)
      view.lookups["of " + deal.company.text] = index.deals(of: deal.company).map(\.id.text)
      view.lookups["id " + deal.id.text] = [index.deal(deal.id)?.name ?? "none"]
    }
    for company in index.companies {
      view.lookups["company " + company.name] = index.companies(named: company.name).map(\.text)
      view.lookups["people " + company.id.text] = index.contacts(of: company.id).map(\.id.text)
    }
    for contact in index.contacts {
      view.lookups["contact " + contact.name] = index.contacts(named: contact.name).map(\.text)
    }
    let clock = AuditClock(
      now: CatalogScene.time("2026-11-22T10:00:00+03:00"),
      zone: .fixed(seconds: 10_800, identifier: "Europe/Moscow"))
    let audit = Audit(
      index, pipelines: try snapshot.pipelines(), scope: Audit.Scope(), clock: clock)
    view.audit = audit.findings.map { "\($0.check) \($0.message.en)" } + ["\(audit.summary.deals)"]
    return view
  }

  /// What a command sees with `local/catalog` deleted; the catalog is left as it was.
  func viewWithoutCatalog() throws -> View {
    let aside = path + "/local/catalog-aside"
    try? FileManager.default.moveItem(atPath: file("local/catalog"), toPath: aside)
    defer {
      try? FileManager.default.removeItem(atPath: file("local/catalog"))
      try? FileManager.default.moveItem(atPath: aside, toPath: file("local/catalog"))
    }
    return try view()
  }

  /// A reader, and the next one that has what the first one wrote down, see what there is.
  func assertAgrees(
    _ what: String = "", verifying: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let wanted = try viewWithoutCatalog()
    for reader in ["first", "second"] {
      let seen = try view(verifying: verifying && reader == "first")
      guard seen != wanted else { continue }
      let paths = Set(seen.records.keys).union(wanted.records.keys)
      let wrong = paths.filter { seen.records[$0] != wanted.records[$0] }.sorted()
      let lookups = Set(seen.lookups.keys).union(wanted.lookups.keys)
      let lost = lookups.filter { seen.lookups[$0] != wanted.lookups[$0] }.sorted()
      XCTFail(
        "\(what), \(reader) reader: \(wrong.prefix(5)) \(lost.prefix(5))", file: file, line: line)
    }
  }

  // MARK: Files

  func file(_ relative: String) -> String { path + "/" + relative }

  var basePath: String { file("local/catalog/base") }
  var tailPath: String { file("local/catalog/tail") }

  func bytes(_ relative: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: file(relative))))
  }

  /// Replaces a file as an editor does: another file, renamed over it.
  func replace(_ relative: String, by bytes: [UInt8]) throws {
    let temporary = path + "/local/edited"
    try Data(bytes).write(to: URL(filePath: temporary))
    try PosixSystem().rename(temporary, to: file(relative))
  }

  /// Writes into a file without any other.
  func writeInPlace(_ relative: String, _ bytes: [UInt8]) throws {
    let handle = try XCTUnwrap(FileHandle(forWritingAtPath: file(relative)))
    defer { try? handle.close() }
    try handle.write(contentsOf: bytes)
    try handle.truncate(atOffset: UInt64(bytes.count))
  }

  /// A deal's document with another name, and as long as before.
  func renamed(_ deal: Deal, _ name: String = "Кафе Гоголь") throws -> [UInt8] {
    let text = String(decoding: try bytes(deal.path), as: UTF8.self)
    return Array(text.replacingOccurrences(of: deal.name, with: name).utf8)
  }

  func folderTime(_ relative: String) throws -> Int64 {
    let status = try XCTUnwrap(PosixSystem().status(file(relative)))
    return status.modifiedSeconds * 1_000_000_000 + status.modifiedNanoseconds
  }

  func setTime(_ relative: String, _ nanoseconds: Int64) throws {
    try PosixSystem().setModified(file(relative), nanoseconds: nanoseconds)
  }
}

extension CatalogScene {
  func exists(_ relative: String) throws -> Bool { try PosixSystem().status(file(relative)) != nil }
}

extension ByteView {
  /// The entry of a tail at an offset and the offset behind it; `nil` at a torn end.
  func entry(at offset: Int) -> (frame: CatalogFrame, end: Int)? {
    guard let entry = CatalogFrame.Entry(self, at: offset), entry.isSound(in: self) else {
      return nil
    }
    return CatalogFrame(entry, of: self).map { ($0, entry.end) }
  }
}
