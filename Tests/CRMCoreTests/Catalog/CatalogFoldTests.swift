import CRMModel
import Foundation
import Synchronization
import XCTest

@testable import CRMCore

/// A tail that has grown large becomes a part of the middle, or with that of the base, while others go on.
final class CatalogFoldTests: XCTestCase {
  /// A department and its deal, whose tail the next long name makes too large.
  private func scene(_ target: String = "base") throws -> (scene: CatalogScene, deal: Deal) {
    var limits = StoreLimits()
    if target == "middle" { limits.middleBytes = { _ in .max } }
    let scene = try CatalogScene(seed: 8, limits: limits)
    let company = try scene.addCompany()
    let deal = try scene.addDeal(company)
    try FileManager.default.removeItem(atPath: scene.file("local/catalog"))
    _ = try scene.view()
    return (scene, deal)
  }

  private static let targets = ["base", "middle"]
  private static let longName = String(repeating: "Дом", count: 30_000)

  private func catalog(_ scene: CatalogScene) throws -> Catalog {
    try scene.workspace().read { (snapshot) throws(CRMError) in Catalog(snapshot) }
  }

  private func assertFolded(
    _ scene: CatalogScene, _ isFolded: Bool = true, _ what: String = "", line: UInt = #line
  ) throws {
    XCTAssertEqual(
      try scene.bytes("local/catalog/tail").count < 64 << 10, isFolded, what, line: line)
    for target in Self.targets {
      XCTAssertFalse(try scene.exists("local/catalog/\(target).folded"), what, line: line)
    }
  }

  func testATailMayBeAsLargeAsTheLimit() throws {
    let scene = try scene().scene
    let catalog = try catalog(scene)
    for (size, isLarge) in [(32 << 10, false), (32 << 10 + 1, true)] {
      try scene.replace("local/catalog/tail", by: Array(repeating: 0, count: size))
      XCTAssertEqual(catalog.hasLargeTail, isLarge)
    }
  }

  /// What the middle would have decides, with what it has.
  func testATailGoesIntoTheMiddleUntilThatIsAGoodPartOfTheBase() throws {
    XCTAssertEqual(StoreLimits().middleBytes(128 << 20), 4 << 20)
    var limits = StoreLimits()
    limits.middleBytes = { _ in 400_000 }
    let scene = try CatalogScene(seed: 8, limits: limits)
    let deals = try (0..<9).map { _ in try scene.addDeal(try scene.addCompany()) }
    try FileManager.default.removeItem(atPath: scene.file("local/catalog"))
    _ = try scene.view()
    var bases: Set<[UInt8]> = []
    var middles: [Int] = []
    for deal in deals {
      try scene.rename(deal.id, to: "\(deal.id.text)\(Self.longName.prefix(18_000))")
      bases.insert(try scene.bytes("local/catalog/base"))
      let hasMiddle = try scene.exists("local/catalog/middle")
      middles.append(hasMiddle ? try scene.bytes("local/catalog/middle").count : 0)
      try scene.assertAgrees("\(middles)")
    }
    XCTAssertEqual(bases.count, 2, "the base was made anew once")
    XCTAssertEqual(middles.count(where: { $0 == 0 }), 1)
    XCTAssertLessThan(try XCTUnwrap(middles.max()), 400_000)
    XCTAssertEqual(middles[0] < middles[1], true, "what it had stays in it")
  }

  func testFoldersThatStayedAsTheyWereTakeNoRoom() throws {
    let (scene, deal) = try scene()
    try scene.comment(deal.id)
    let view = ByteView(Bytes(copying: try scene.bytes("local/catalog/tail")))
    var offset = CatalogTail.headSize
    var folders: [FolderKey] = []
    while let (frame, end) = view.entry(at: offset) {
      offset = end
      if case .folder(let key, _, _) = frame { folders.append(key) }
    }
    XCTAssertEqual(folders, [FolderKey(.deal, id: deal.id.bits)], "and not that of the kind")
  }

  func testNobodyWaitsWhereTheMachineHasAWay() throws {
    for target in Self.targets {
      let (scene, deal) = try scene(target)
      let late = Mutex(0)
      let workspace = try scene.workspace(aside: { _ in late.withLock { $0 += 1 } })
      try scene.rename(deal.id, to: "Короткое", in: workspace)
      XCTAssertEqual(late.withLock { $0 }, 0, "a small tail")
      try scene.rename(deal.id, to: Self.longName, in: workspace)
      XCTAssertEqual(late.withLock { $0 }, 1)
      try assertFolded(scene, false)
      try scene.assertAgrees("not folded yet")
      try catalog(scene).fold(in: workspace.store)
      try assertFolded(scene)
      try scene.assertAgrees("folded")
    }
  }

  /// Also what a reading command finds out makes a tail large.
  func testWhatAReaderFoundOutIsFoldedToo() throws {
    for target in Self.targets {
      let (scene, deal) = try scene(target)
      try scene.replace(deal.path, by: try scene.renamed(deal, Self.longName))
      _ = try scene.view()
      try assertFolded(scene)
      try scene.assertAgrees("folded")
    }
  }

  func testWhatIsWrittenMeanwhileIsKept() throws {
    for target in Self.targets {
      let (scene, deal) = try scene(target)
      let done = Mutex<[Result<Void, any Error>]>([])
      let files = UnflushedSystem(whileFlushing: { path in
        guard path.hasSuffix("/\(target).folded") else { return }
        let result = Result {
          try scene.addDeal(try scene.addCompany("Вторая"))
          try scene.rename(deal.id, to: "Кафе Гоголь")
          _ = try scene.view()
        }
        done.withLock { $0.append(result) }
      })
      let before = try scene.bytes("local/catalog/base")
      try scene.rename(deal.id, to: Self.longName, files)
      let results = done.withLock { $0 }
      XCTAssertEqual(results.count, 1, "the short tail that is left is not folded again")
      for result in results { try result.get() }
      try assertFolded(scene)
      let folded = try scene.bytes("local/catalog/\(target)")
      XCTAssertNotEqual(folded, before)
      XCTAssertGreaterThan(
        try scene.bytes("local/catalog/tail").count, CatalogTail.headSize + 100, "the newer entries"
      )
      try scene.assertAgrees("afterwards")
      XCTAssertEqual(
        try scene.bytes("local/catalog/\(target)"), folded, "it counts, and is not made anew")
      XCTAssertEqual(try scene.bytes("local/catalog/base") == before, target == "middle")
    }
  }

  /// Who leaves a large tail while somebody folds leaves it to him: nobody may write for long after that.
  func testWhatIsMuchAgainMeanwhileIsFoldedToo() throws {
    for target in Self.targets {
      let (scene, deal) = try scene(target)
      let isDone = Mutex(false)
      let files = UnflushedSystem(whileFlushing: { path in
        guard path.hasSuffix("/\(target).folded"), !isDone.withLock({ $0 }) else { return }
        isDone.withLock { $0 = true }
        try? scene.rename(deal.id, to: Self.longName + "!")
      })
      try scene.rename(deal.id, to: Self.longName, files)
      XCTAssertTrue(isDone.withLock { $0 })
      try assertFolded(scene)
      try scene.assertAgrees("afterwards")
    }
  }

  func testABaseThatIsAnotherByThenStays() throws {
    for target in Self.targets {
      let (scene, deal) = try scene(target)
      let made = Mutex<[UInt8]>([])
      let files = UnflushedSystem(whileFlushing: { path in
        guard path.hasSuffix("/\(target).folded") else { return }
        try? FileManager.default.removeItem(atPath: scene.basePath)
        try? FileManager.default.removeItem(atPath: scene.tailPath)
        _ = try? scene.view()
        made.withLock { $0 = (try? scene.bytes("local/catalog/base")) ?? [] }
      })
      try scene.rename(deal.id, to: Self.longName, files)
      try assertFolded(scene)
      XCTAssertEqual(try scene.bytes("local/catalog/base"), made.withLock { $0 })
      try scene.assertAgrees("afterwards")
    }
  }

  /// An entry cut off and written again is another tail than the one that was folded.
  func testATailThatIsAnotherByThenStays() throws {
    for target in Self.targets {
      let (scene, deal) = try scene(target)
      let files = UnflushedSystem(whileFlushing: { path in
        guard path.hasSuffix("/\(target).folded"), let tail = try? scene.bytes("local/catalog/tail")
        else {
          return
        }
        try? scene.writeInPlace("local/catalog/tail", Array(tail.dropLast(5)))
      })
      let before = try scene.bytes("local/catalog/base")
      try scene.rename(deal.id, to: Self.longName, files)
      try assertFolded(scene, false)
      XCTAssertEqual(try scene.bytes("local/catalog/base"), before)
      try scene.assertAgrees("afterwards")
    }
  }

  func testOnlyOneFoldsAtATime() throws {
    for target in Self.targets {
      let (scene, deal) = try scene(target)
      let lock = try XCTUnwrap(PosixSystem().tryLock(scene.basePath, .exclusive, mode: 0o600))
      try scene.rename(deal.id, to: Self.longName)
      try assertFolded(scene, false)
      lock.release()
      try scene.comment(deal.id)
      try assertFolded(scene)
      try scene.assertAgrees("afterwards")
    }
  }

  /// Killed before its first change, its second, and so on.
  func testAFoldThatIsKilledAnywhereHarmsNothing() throws {
    for target in Self.targets { try assertThatAKilledFoldHarmsNothing(target) }
  }

  private func assertThatAKilledFoldHarmsNothing(_ target: String) throws {
    for patience in 0..<12 {
      let (scene, deal) = try scene(target)
      let left = Mutex<Int?>(nil)
      let isDone = Mutex(false)
      let files = UnflushedSystem(fails: { path in
        left.withLock { left in
          if path.hasSuffix("/\(target).folded"), left == nil { left = patience }
          guard let rest = left else { return false }
          left = max(rest - 1, 0)
          if rest == 0 { isDone.withLock { $0 = true } }
          return rest == 0
        }
      })
      try scene.rename(deal.id, to: Self.longName, files)
      XCTAssertNotNil(left.withLock { $0 }, "it was never begun")
      try scene.assertAgrees("killed after \(patience)")
      try scene.addCompany("Следующая")
      try assertFolded(scene, true, "killed after \(patience), and another command")
      try scene.assertAgrees("killed after \(patience), and another command")
      guard isDone.withLock({ $0 }) else {
        XCTAssertGreaterThan(patience, 3, target)
        return
      }
    }
    XCTFail("a fold of the \(target) never ends")
  }
}
