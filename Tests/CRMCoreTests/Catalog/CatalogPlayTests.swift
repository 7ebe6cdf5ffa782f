import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// Long plays of commands, other people's changes and accidents.
final class CatalogPlayTests: XCTestCase {
  private struct Play {
    let scene: CatalogScene
    var generator: SplitMix64
    var companies: [Company] = []
    var deals: [Deal] = []
    /// Readers that have not written down what they found yet.
    var late: [Snapshot] = []

    /// Every other play folds its tail at nearly every step, now into the middle, now into the base.
    init(seed: UInt64) throws {
      var limits = StoreLimits()
      if seed.isMultiple(of: 2) {
        limits.tailBytes = 600
        limits.middleBytes = { _ in 160_000 }
      }
      scene = try CatalogScene(seed: seed, limits: limits)
      generator = SplitMix64(seed: seed)
      companies = [try scene.addCompany("Кафе 0")]
      deals = [try scene.addDeal(companies[0])]
    }

    mutating func deal() -> Deal { deals.randomElement(using: &generator) ?? deals[0] }

    /// Does something; says what.
    mutating func step(_ number: Int) throws -> String {
      let isKilled = Int.random(in: 0..<6, using: &generator) == 0
      let files: any FileSystem = isKilled ? UnflushedSystem.withoutCatalog : PosixSystem()
      let died = isKilled ? ", killed before the catalog was told" : ""
      switch Int.random(in: 0..<13, using: &generator) {
      case 0:
        companies.append(try scene.addCompany("Кафе \(number)", files))
        return "add a company" + died
      case 1, 2:
        let company = companies.randomElement(using: &generator) ?? companies[0]
        guard FileManager.default.fileExists(atPath: scene.file(company.path)) else { return "-" }
        deals.append(try scene.addDeal(company, files))
        return "add a deal" + died
      case 3, 4:
        let id = deal().id
        guard try scene.exists(Deal.path(id)) else { return "-" }
        try scene.rename(id, to: "Имя \(number % 5)", files)
        return "rename \(id.text)" + died
      case 5:
        return try turning(.undo, files) + died
      case 6:
        return try turning(.redo, files) + died
      case 7:
        try batch(number, files)
        return "batch" + died
      case 8: return try foreignEdit(number)
      case 9: return try foreignMove()
      case 10:
        let snapshot = try scene.workspace().read { (snapshot) throws(CRMError) in
          _ = try snapshot.index([.deal])
          return snapshot
        }
        late.append(snapshot)
        return "a slow reader"
      case 11:
        guard let snapshot = late.popLast() else { return "-" }
        try scene.workspace().keepNews(of: snapshot)
        return "the slow reader writes down what it found"
      default:
        let path = "local/catalog/" + (Bool.random(using: &generator) ? "tail" : "middle")
        guard try scene.exists(path) else { return "-" }
        let bytes = try scene.bytes(path)
        let cut = Int.random(in: 0..<bytes.count, using: &generator)
        try scene.writeInPlace(path, Array(bytes.prefix(cut)))
        return "\(path) is cut to \(cut)"
      }
    }

    private func turning(_ turn: Workspace.Turn, _ files: any FileSystem) throws -> String {
      do {
        try scene.turn(turn, files)
      } catch CRMError.refused {
        return "nothing to \(turn)"
      }
      return "\(turn)"
    }

    private mutating func batch(_ number: Int, _ files: any FileSystem) throws {
      let made = try scene.write(files) { (transaction) throws(CRMError) in
        var made: [Company] = []
        for place in 0..<3 {
          let company = CardEdit<Company>().add(
            id: try transaction.newIdentifier(Company.self), name: "Пачка \(number) \(place)",
            in: transaction.context)
          try transaction.put(company)
          // Every other command of a batch asks what the ones before did.
          let index = try transaction.index([.company])
          guard index.companies(named: company.name).contains(company.id) else {
            throw .notFound(.company, company.name, nearest: [])
          }
          made.append(company)
        }
        return made
      }
      companies += made
    }

    private mutating func foreignEdit(_ number: Int) throws -> String {
      let deal = deal()
      guard try scene.exists(deal.path) else { return "-" }
      let current = try Deal(bytes: scene.bytes(deal.path))
      var edited = current
      edited.name = "Рука \(number)"
      try scene.replace(deal.path, by: edited.bytes(keeping: []))
      return "edit \(deal.path) by hand"
    }

    private mutating func foreignMove() throws -> String {
      let deal = deal()
      let aside = scene.file("local/aside-\(deal.id.text)")
      if FileManager.default.fileExists(atPath: aside) {
        let folder = (scene.file(deal.path) as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        try PosixSystem().rename(aside, to: scene.file(deal.path))
        return "put \(deal.path) back"
      }
      guard try scene.exists(deal.path), deals.count > 3 else { return "-" }
      try PosixSystem().rename(scene.file(deal.path), to: aside)
      return "take \(deal.path) away"
    }
  }

  func testEveryStepLeavesWhatARebuiltCatalogWouldSay() throws {
    let isLong = ProcessInfo.processInfo.environment["CRM_LONG_TESTS"] != nil
    for seed in isLong ? 1...20 : 1...2 as ClosedRange<UInt64> {
      var play = try Play(seed: seed)
      var steps: [String] = []
      for number in 0..<(isLong ? 400 : 80) {
        steps.append(try play.step(number))
        // Now and then nobody looks for a while.
        if Int.random(in: 0..<3, using: &play.generator) == 0 { continue }
        try play.scene.assertAgrees("seed \(seed), \(steps.suffix(6))")
      }
      try play.scene.assertAgrees("seed \(seed) at the end")
      XCTAssertEqual(try play.scene.workspace().check().filter { $0.kind == .catalogWrong }, [])
    }
  }

  func testTwoCommandsAtOnceLeaveWhatARebuiltCatalogWouldSay() throws {
    let scene = try CatalogScene(seed: 3)
    let company = try scene.addCompany()
    let deals = try (0..<4).map { _ in try scene.addDeal(company) }
    let failures = FailureList()
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      for round in 0..<25 {
        do {
          switch (worker + round) % 4 {
          case 0: try scene.addDeal(company)
          case 1: try scene.comment(deals[worker].id)
          case 2: try scene.rename(deals[worker].id, to: "Имя \(round)")
          default: _ = try scene.view()
          }
        } catch {
          failures.append("\(error)")
        }
      }
    }
    XCTAssertEqual(failures.all, [])
    try scene.assertAgrees("afterwards")
  }

  func testALargeTailBecomesAPartOfTheBase() throws {
    let scene = try CatalogScene(seed: 4)
    let company = try scene.addCompany()
    let deal = try scene.addDeal(company)
    _ = try scene.view()
    let first = try scene.bytes("local/catalog/base")
    var largest = 0
    for number in 0..<7 {
      try scene.rename(deal.id, to: String(repeating: "Д\(number)", count: 60_000))
      largest = max(largest, try scene.bytes("local/catalog/tail").count)
    }
    XCTAssertNotEqual(try scene.bytes("local/catalog/base"), first)
    XCTAssertLessThan(largest, 1 << 20)
    try scene.assertAgrees("afterwards")
    try scene.rename(deal.id, to: "Д")
    try scene.assertAgrees("and after that")
  }

  func testWhatOneCommandFoundOutTheNextOneNeedNot() throws {
    let scene = try CatalogScene(seed: 6)
    let company = try scene.addCompany()
    for _ in 0..<3 { try scene.addDeal(company) }
    _ = try scene.view()
    let stored = try (scene.bytes("local/catalog/base"), scene.bytes("local/catalog/tail"))
    _ = try scene.view()
    XCTAssertEqual(try scene.bytes("local/catalog/base"), stored.0)
    XCTAssertEqual(try scene.bytes("local/catalog/tail"), stored.1)
    try scene.addDeal(company)
    let followed = try scene.bytes("local/catalog/tail")
    XCTAssertEqual(try scene.bytes("local/catalog/base"), stored.0, "a command only appends")
    XCTAssertTrue(followed.starts(with: stored.1))
    _ = try scene.view()
    XCTAssertEqual(
      try scene.bytes("local/catalog/tail"), followed, "and tells all there is to tell")
  }
}

/// What went wrong on several threads.
private final class FailureList: @unchecked Sendable {
  private let lock = NSLock()
  private var failures: [String] = []

  func append(_ failure: String) { lock.withLock { failures.append(failure) } }
  var all: [String] { lock.withLock { failures } }
}
