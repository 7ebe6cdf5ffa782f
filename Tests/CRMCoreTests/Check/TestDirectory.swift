import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// A real data directory in a temporary folder, with ways to damage it.
final class TestDirectory {
  let path: String
  let store: Store
  let workspace: Workspace
  static let now = Instant(secondsSinceEpoch: 1_795_000_000) ?? .first
  private static let user = Login(stored: "anna")

  static let environment = WorkspaceEnvironment(
    zone: { $0 == "Nowhere/Nothing" ? nil : TimeZoneRules(identifier: $0) { _ in 10_800 } },
    random: { UInt64.random(in: 0...UInt64.max) },
    now: { Instant(secondsSinceEpoch: PosixSystem().now()) ?? .first })

  init(scenario: String = "restaurant") throws {
    path = NSTemporaryDirectory() + "crm-check-\(UUID().uuidString)"
    let wanted = try XCTUnwrap(Scenario.all.first { $0.name == scenario })
    try Workspace.create(
      at: path, scenario: wanted, timeZone: nil, files: UnflushedSystem(),
      environment: Self.environment)
    store = try Store(at: path, fileSystem: UnflushedSystem())
    workspace = try Workspace(
      path: path, files: UnflushedSystem(), environment: Self.environment, wait: .seconds(1))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What is wrong besides having been changed by hand, which is how most tests damage documents.
  func check(_ system: UnflushedSystem = UnflushedSystem()) throws -> [CheckProblem] {
    try checkAll(system).filter { $0.kind != .changedOutside }
  }

  func checkAll(_ system: UnflushedSystem = UnflushedSystem()) throws -> [CheckProblem] {
    try Store(at: path, fileSystem: system)
      .check(wait: .seconds(1), environment: Self.environment)
  }

  func lint() throws -> [PipelineProblem] {
    try workspace.read { (snapshot) throws(CRMError) in
      // Asked for only where it is needed: the settings may be damaged.
      snapshot.viewpoint = { [unowned snapshot] () throws(CRMError) in
        Viewpoint(
          clock: AuditClock(now: Self.now, zone: try snapshot.zone()), user: Self.user)
      }
      return try snapshot.lintPipelines()
    }
  }

  @discardableResult
  func write<Result>(
    at now: Instant = TestDirectory.now,
    _ body: (Transaction) throws(CRMError) -> Result
  ) throws -> Result {
    try workspace.write(
      now: { _ in now }, user: Self.user, command: ["test"], isDryRun: false, body)
  }

  // MARK: Entities

  func addCompany(_ name: String = "Кафе Пушкин") throws -> Company {
    try write { (transaction) throws(CRMError) in
      let company = CardEdit<Company>().add(
        id: try transaction.newIdentifier(Company.self), name: name, in: transaction.context)
      try transaction.put(company)
      return company
    }
  }

  func addContact(_ company: Company) throws -> Contact {
    try write { (transaction) throws(CRMError) in
      let contact = CardEdit<Contact>().add(
        id: try transaction.newIdentifier(Contact.self), company: company.id, name: "Иван Иванов",
        in: transaction.context)
      try transaction.put(contact)
      return contact
    }
  }

  func addDeal(_ company: Company, _ contacts: [Contact] = []) throws -> Deal {
    try write { (transaction) throws(CRMError) in
      var action = AddDeal(id: try transaction.newIdentifier(Deal.self))
      action.next.action = "Встреча"
      action.next.due = Self.now
      let pipeline = try transaction.pipeline(PipelineID("ads"))
      let context = transaction.context
      let outcome = try CRMError.refusing { () throws(Refusal) in
        try action.apply(company: company, contacts: contacts, pipeline: pipeline, in: context)
      }
      try transaction.put(outcome.deal)
      return outcome.deal
    }
  }

  /// Changes a deal by a command, so that the journal knows it.
  @discardableResult
  func change(_ deal: Deal, at now: Instant = TestDirectory.now) throws -> Deal {
    try write(at: now) { (transaction) throws(CRMError) in
      var deal: Deal = try transaction.get(deal.id)
      let old = deal.budget
      deal.budget = Money(minorUnits: (old?.minorUnits ?? 0) + 100, currency: .rub)
      let change = FieldChange("budget", old: old?.decimalText, new: deal.budget?.decimalText)
      deal.history.append(transaction.event(.edited(change, reason: nil)))
      try transaction.put(deal)
      return deal
    }
  }

  /// Three parts of a payment chain: two paid and one awaited.
  func addChain(_ company: Company) throws -> [Deal] {
    let deals = [try addDeal(company), try addDeal(company), try addDeal(company)]
    let total = Money(minorUnits: 6_000_000, currency: .rub)
    return try write { (transaction) throws(CRMError) in
      var parts: [Deal] = []
      for (index, deal) in deals.enumerated() {
        var part = deal
        part.chain = ChainLink(
          id: deals[0].id, part: index + 1, total: total,
          previous: index > 0 ? deals[index - 1].id : nil,
          next: index < 2 ? deals[index + 1].id : nil)
        part.budget = Money(minorUnits: 2_000_000, currency: .rub)
        part.stage = StageID(index < 2 ? "won" : "contract")
        part.history.append(
          transaction.event(
            index < 2
              ? .closed(from: deal.stage, to: part.stage) : .moved(from: deal.stage, to: part.stage)
          ))
        part.history.append(
          transaction.event(
            .edited(FieldChange("total", old: nil, new: total.decimalText), reason: nil)))
        try transaction.put(part)
        parts.append(part)
      }
      return parts
    }
  }

  // MARK: Damage

  func file(_ relative: String) -> String { path + "/" + relative }

  func text(_ relative: String) throws -> String {
    try String(contentsOfFile: file(relative), encoding: .utf8)
  }

  /// Writes a file as an editor would, with the mode that documents have.
  func write(_ text: String, to relative: String) throws {
    try write(Data(text.utf8), to: relative)
  }

  func write(_ data: Data, to relative: String) throws {
    let folder = (file(relative) as NSString).deletingLastPathComponent
    if !FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    try data.write(to: URL(filePath: file(relative)))
    try setMode(0o600, relative)
  }

  func setMode(_ mode: Int, _ relative: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file(relative))
  }

  /// Replaces a text in a file, which must be there.
  func replace(
    _ old: String, by new: String, in relative: String, file caller: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let before = try text(relative)
    XCTAssertTrue(before.contains(old), "no \(old) in \(before)", file: caller, line: line)
    try write(before.replacingOccurrences(of: old, with: new), to: relative)
  }

  func remove(_ relative: String) throws {
    try FileManager.default.removeItem(atPath: file(relative))
  }

  func move(_ relative: String, to new: String) throws {
    try write(Data(contentsOf: URL(filePath: file(relative))), to: new)
    try remove(relative)
  }

  func link(_ relative: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: file(relative), withDestinationPath: target)
  }

  /// Forgets the journal, as a fresh copy of the directory would: nothing can be restored from it.
  func forgetJournal() throws { try remove("local") }

  /// Rewrites a document through its decoded form, behind the journal's back.
  func edit<Kind: Document>(_ document: Kind, _ change: (inout Kind) -> Void) throws {
    let bytes = try Data(contentsOf: URL(filePath: file(document.path)))
    var changed = try Kind(bytes: Array(bytes))
    change(&changed)
    let strangers = try Kind.strangers(in: DocumentVersion.fields(Array(bytes)))
    try write(Data(changed.bytes(keeping: strangers)), to: document.path)
  }

  /// Edits a deal with events about its stage and full sum, so that it does not contradict itself.
  func editTelling(_ deal: Deal, _ change: (inout Deal) -> Void) throws {
    try edit(deal) { deal in
      let stage = deal.stage
      change(&deal)
      guard let last = deal.history.last else { return }
      let total = FieldChange("total", old: nil, new: deal.chain?.total.decimalText)
      for kind in [Event.Kind.edited(total, reason: nil), .moved(from: stage, to: deal.stage)] {
        deal.history.append(
          Event(
            at: last.at, recorded: last.recorded, by: last.by, operation: last.operation, kind: kind
          ))
      }
    }
  }
}

extension Transaction {
  /// An event that happens now.
  fileprivate func event(_ kind: Event.Kind) -> Event {
    Event(
      at: context.now, recorded: context.now, by: context.user, operation: context.operation,
      kind: kind)
  }
}
