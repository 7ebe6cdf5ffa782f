import CRMModel
import Foundation
import Synchronization
import XCTest

@testable import CRMCore

/// A tail that has grown large becomes a part of the base, while others go on.
final class CatalogFoldTests: XCTestCase {
  /// A department and its deal, whose tail the next long name makes too large.
  private func scene() throws -> (scene: CatalogScene, deal: Deal) {
    let scene = try CatalogScene(seed: 8)
    let company = try scene.addCompany()
    let deal = try scene.addDeal(company)
    try FileManager.default.removeItem(atPath: scene.file("local/catalog"))
    _ = try scene.view()
    return (scene, deal)
  }

  private static let longName = String(repeating: "Дом", count: 30_000)
  private static let folded = "/local/catalog/base.folded"

  private func catalog(_ scene: CatalogScene) throws -> Catalog {
    try scene.workspace().read { (snapshot) throws(CRMError) in Catalog(snapshot) }
  }

  private func assertFolded(
    _ scene: CatalogScene, _ isFolded: Bool = true, _ what: String = "", line: UInt = #line
  ) throws {
    XCTAssertEqual(
      try scene.bytes("local/catalog/tail").count < 64 << 10, isFolded, what, line: line)
    XCTAssertFalse(try scene.exists(String(Self.folded.dropFirst())), what, line: line)
  }

  func testATailMayBeAsLargeAsASmallBaseAndNoLarger() throws {
    XCTAssertEqual(Catalog.greatestTail(ofBase: 64 << 10), 64 << 10)
    XCTAssertEqual(Catalog.greatestTail(ofBase: (64 << 10) - 1), 64 << 10)
    XCTAssertEqual(Catalog.greatestTail(ofBase: 100 << 10), 100 << 10)
    XCTAssertEqual(Catalog.greatestTail(ofBase: 256 << 10), 256 << 10)
    XCTAssertEqual(Catalog.greatestTail(ofBase: 1 << 30), 256 << 10)
    let scene = try scene().scene
    let catalog = try catalog(scene)
    let limit = Catalog.greatestTail(ofBase: try scene.bytes("local/catalog/base").count)
    for (size, isLarge) in [(limit, false), (limit + 1, true)] {
      try scene.replace("local/catalog/tail", by: Array(repeating: 0, count: size))
      XCTAssertEqual(catalog.hasLargeTail, isLarge)
    }
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
    let (scene, deal) = try scene()
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

  /// Also what a reading command finds out makes a tail large.
  func testWhatAReaderFoundOutIsFoldedToo() throws {
    let (scene, deal) = try scene()
    try scene.replace(deal.path, by: try scene.renamed(deal, Self.longName))
    _ = try scene.view()
    try assertFolded(scene)
    try scene.assertAgrees("folded")
  }

  func testWhatIsWrittenMeanwhileIsKept() throws {
    let (scene, deal) = try scene()
    let done = Mutex<[Result<Void, any Error>]>([])
    let files = UnflushedSystem(whileFlushing: { path in
      guard path.hasSuffix(Self.folded) else { return }
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
    let base = try scene.bytes("local/catalog/base")
    XCTAssertNotEqual(base, before)
    XCTAssertGreaterThan(
      try scene.bytes("local/catalog/tail").count, CatalogTail.headSize + 100, "the newer entries")
    try scene.assertAgrees("afterwards")
    XCTAssertEqual(try scene.bytes("local/catalog/base"), base, "it counts, and is not made anew")
  }

  func testABaseThatIsAnotherByThenStays() throws {
    let (scene, deal) = try scene()
    let made = Mutex<[UInt8]>([])
    let files = UnflushedSystem(whileFlushing: { path in
      guard path.hasSuffix(Self.folded) else { return }
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

  /// An entry cut off and written again is another tail than the one that was folded.
  func testATailThatIsAnotherByThenStays() throws {
    let (scene, deal) = try scene()
    let files = UnflushedSystem(whileFlushing: { path in
      guard path.hasSuffix(Self.folded), let tail = try? scene.bytes("local/catalog/tail") else {
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

  func testOnlyOneFoldsAtATime() throws {
    let (scene, deal) = try scene()
    let lock = try XCTUnwrap(PosixSystem().tryLock(scene.basePath, .exclusive, mode: 0o600))
    try scene.rename(deal.id, to: Self.longName)
    try assertFolded(scene, false)
    lock.release()
    try scene.comment(deal.id)
    try assertFolded(scene)
    try scene.assertAgrees("afterwards")
  }

  /// Killed before its first change, its second, and so on.
  func testAFoldThatIsKilledAnywhereHarmsNothing() throws {
    for patience in 0..<12 {
      let (scene, deal) = try scene()
      let left = Mutex<Int?>(nil)
      let isDone = Mutex(false)
      let files = UnflushedSystem(fails: { path in
        left.withLock { left in
          if path.hasSuffix(Self.folded), left == nil { left = patience }
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
        XCTAssertGreaterThan(patience, 3)
        return
      }
    }
    XCTFail("a fold never ends")
  }
}
