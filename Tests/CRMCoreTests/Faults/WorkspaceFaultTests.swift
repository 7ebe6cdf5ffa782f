import CRMTestSupport
import XCTest

@testable import CRMCore

/// The operations of a day, with something going wrong at the nth call of the disk, for every n:
/// after reopening there is the state before or the one after, an answered command is there, the
/// check finds nothing, and the next command works.
final class WorkspaceFaultTests: XCTestCase {
  private enum Answer {
    case done, refused, none
  }

  /// What a fault left; many faults leave the same.
  private struct Remains: Hashable {
    let answer: Answer
    let files: WorkspaceScene.Documents
  }

  private let kinds: [DiskFault.Kind] = [
    .refuse(SystemError.deviceFailed), .refuse(SystemError.accessDenied),
    .tear(SystemError.noSpace), .die, .dieInside,
  ]

  func testAddIsWholeOrNothing() throws {
    try forEveryFault(.addCompany)
    try forEveryFault(.addDeal)
  }

  func testMoveIsWholeOrNothing() throws { try forEveryFault(.move) }

  func testSplitPaymentIsBothDealsOrNone() throws {
    try forEveryFault(.splitPayment)
    try forEveryFault(.lastPayment, after: [.splitPayment])
  }

  func testBatchIsWholeOrNothing() throws { try forEveryFault(.batch) }

  func testImportIsWholeOrNothing() throws { try forEveryFault(.importFile) }

  /// An import of 100,000 rows keeps its documents in a file until it commits.
  func testOperationThatDoesNotFitIntoMemoryIsWholeOrNothing() throws {
    try forEveryFault(.importFile, chunkBytes: 3_000)
    let scene = try WorkspaceScene(chunkBytes: 3_000)
    try scene.perform(.importFile)
    XCTAssertTrue(scene.disk.calls.contains { "\($0)".contains(ImageLog.name) })
    XCTAssertFalse(scene.files.keys.contains { $0.contains("/local/tmp/") })
  }

  func testRestoringABackupIsWholeOrNothing() throws {
    try forEveryFault(.restore)
    try forEveryFault(.undo, after: [.restore])
  }

  func testUndoAndRedoAreWholeOrNothing() throws {
    try forEveryFault(.undo, after: [.splitPayment])
    try forEveryFault(.redo, after: [.splitPayment, .undo])
  }

  /// Four operations are done when the scene begins, segments hold three, a checkpoint comes after
  /// five: the seventh begins a segment, the tenth does both and forgets. (The fifth, of the tests
  /// above, is a checkpoint.)
  func testNewSegmentAndCheckpointAreWholeOrNothing() throws {
    for idle in [2, 5] { try forEveryFault(.splitPayment, idle: idle) }
  }

  func testReaderBetweenAnyTwoCallsSeesBothDealsOrNone() throws {
    for operation in [WorkspaceScene.Operation.splitPayment, .batch, .importFile] {
      let scene = try WorkspaceScene()
      let (before, after) = try states(scene, operation)
      let disk = scene.disk
      disk.restart()
      let collected = Collected()
      disk.observe { call in
        do {
          collected.add(try scene.documents())
        } catch CRMError.store(.locked) {
        } catch {
          collected.fail("reader before call \(call) of \(operation): \(error)")
        }
      }
      try scene.perform(operation)
      disk.observe(nil)
      let (seen, failures) = collected.taken
      XCTAssertEqual(failures, [])
      XCTAssertFalse(seen.isEmpty)
      XCTAssertTrue(seen.isSubset(of: [before, after]), operation.rawValue)
      XCTAssertEqual(try scene.documents(), after)
    }
  }

  // MARK: Helpers

  private func states(
    _ scene: WorkspaceScene, _ operation: WorkspaceScene.Operation
  ) throws -> (before: WorkspaceScene.Documents, after: WorkspaceScene.Documents) {
    let done = scene.on(scene.disk.afterDeath())
    try done.perform(operation)
    let states = (try scene.documents(), try done.documents())
    XCTAssertNotEqual(states.0, states.1)
    return states
  }

  private func forEveryFault(
    _ operation: WorkspaceScene.Operation, after earlier: [WorkspaceScene.Operation] = [],
    idle: Int = 0, chunkBytes: Int = StoreLimits().chunkBytes,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    var scene = try WorkspaceScene(idleOperations: idle, chunkBytes: chunkBytes)
    for one in earlier {
      try scene.perform(one)
      scene = scene.later(scene.disk)
    }
    XCTAssertEqual(try scene.workspace().check(), [], file: file, line: line)
    let states = try states(scene, operation)
    let untouched = scene.files
    var checked: Set<Remains> = []
    let whole = scene.on(scene.disk.afterDeath())
    try whole.perform(operation)
    for kind in kinds {
      for call in whole.disk.callsToBreak(kind) {
        let broken = scene.on(scene.disk.afterDeath())
        broken.disk.restart(fault: DiskFault(at: call, kind))
        let answer = answer(broken, operation)
        // A fault while it still reads leaves everything as it was; there is nothing to look for.
        if answer != .done, broken.files == untouched { continue }
        let name = "\(operation), idle \(idle), \(kind) at \(call): \(broken.disk.calls[call - 1])"
        let cuts: [PowerCut] = [.losesAll, .keepsAll, .seeded(UInt64(call)), .seeded(99)]
        for disk in [broken.disk.afterDeath()] + cuts.map(broken.disk.afterPowerCut) {
          let reopened = scene.later(disk)
          guard checked.insert(Remains(answer: answer, files: reopened.files)).inserted else {
            continue
          }
          guard try check(reopened, answer, states, name) else { return }
        }
      }
    }
  }

  private func answer(_ scene: WorkspaceScene, _ operation: WorkspaceScene.Operation) -> Answer {
    do {
      try scene.perform(operation)
      return .done
    } catch CRMError.store(.uncertain) {
      return .none
    } catch {
      return scene.disk.isDead ? .none : .refused
    }
  }

  /// Whether all is as promised; where it is not, the many cases that follow would say the same.
  private func check(
    _ scene: WorkspaceScene, _ answer: Answer,
    _ states: (before: WorkspaceScene.Documents, after: WorkspaceScene.Documents), _ name: String
  ) throws -> Bool {
    do {
      let found = try scene.documents()
      let allowed =
        switch answer {
        case .done: [states.after]
        case .refused: [states.before]
        case .none: [states.before, states.after]
        }
      guard allowed.contains(found) else {
        XCTFail("\(name): neither the state before nor the one after, or not the one answered")
        return false
      }
      let problems = try scene.workspace().check()
      try scene.perform(.addCompany)
      let goesOn = try scene.documents().count == found.count + 2
      XCTAssertEqual(problems, [], name)
      XCTAssertTrue(goesOn, name)
      XCTAssertEqual(scene.disk.files(below: WorkspaceScene.root + "/local/tmp"), [], name)
      return problems.isEmpty && goesOn
    } catch {
      XCTFail("\(name): \(error)")
      return false
    }
  }
}
