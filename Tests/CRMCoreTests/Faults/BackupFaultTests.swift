import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// Backups and acceptance with something going wrong at every call that writes, and at some that read.
final class BackupFaultTests: XCTestCase {
  private let kinds: [DiskFault.Kind] = [
    .refuse(SystemError.noSpace), .tear(SystemError.noSpace), .dieInside,
  ]

  /// Runs an action with every fault, and looks at what it left after a death and a power cut.
  private func forEveryFault(
    _ scene: WorkspaceScene, _ action: (WorkspaceScene) throws -> Void,
    _ holds: (_ reopened: WorkspaceScene, _ isDone: Bool, _ name: String) throws -> Void
  ) throws {
    let whole = scene.on(scene.disk.afterDeath())
    whole.disk.restart()
    try action(whole)
    // A whole check reads every document, and one reading that fails is like another.
    let calls = whole.disk.calls.enumerated().filter { number, name in
      !["status ", "read ", "list "].contains(where: name.hasPrefix) || number.isMultiple(of: 211)
    }
    XCTAssertGreaterThan(calls.count, 5)
    for kind in kinds {
      for call in calls.map({ $0.offset + 1 }) {
        let broken = scene.on(scene.disk.afterDeath())
        broken.disk.restart(fault: DiskFault(at: call, kind))
        let isDone = (try? action(broken)) != nil
        let name = "\(kind) at \(call): \(broken.disk.calls[call - 1])"
        for disk in [broken.disk.afterDeath(), broken.disk.afterPowerCut(.seeded(UInt64(call)))] {
          try holds(scene.later(disk), isDone, name)
        }
      }
    }
  }

  func testABackupIsThereWholeOrNotAtAll() throws {
    let scene = try WorkspaceScene()
    let documents = try scene.documents()
    for target in ["/copy.tar", "/copy"] {
      try forEveryFault(
        scene, { _ = try $0.workspace().backUp(to: target, isDryRun: false) },
        { reopened, isDone, name in
          XCTAssertEqual(try reopened.documents(), documents, name)
          let isThere = try reopened.disk.status(target) != nil
          if isDone { XCTAssertTrue(isThere, name) }
          if !isThere {
            // What a killed one left keeps no later one out.
            XCTAssertNoThrow(
              try reopened.workspace().backUp(to: target, isDryRun: false), name)
          }
          guard isThere else { return }
          let backup =
            target == "/copy"
            ? try Backup(folder: target, files: reopened.disk)
            : try Backup(archive: XCTUnwrap(reopened.disk.content(target)))
          XCTAssertEqual(backup.files.filter { documents[$0.key] != nil }, documents, name)
        })
    }
  }

  func testAcceptingIsWholeOrNothing() throws {
    let scene = try WorkspaceScene()
    let path = "settings.json"
    scene.disk.edit(
      WorkspaceScene.root + "/" + path, try XCTUnwrap(scene.documents()[path]) + [0x0A])
    try scene.disk.flushFileSystem(WorkspaceScene.root)
    let documents = try scene.documents()
    func accept(_ scene: WorkspaceScene) throws -> RepairReport {
      try scene.workspace().accept(
        user: WorkspaceScene.user, enteredBy: WorkspaceScene.user, isDryRun: false)
    }
    try forEveryFault(scene, { _ = try accept($0) }) { reopened, isDone, name in
      XCTAssertEqual(try reopened.documents(), documents, name)
      let problems = try reopened.workspace().check()
      // What is this machine's own is not flushed: a power cut may have it asked for again.
      XCTAssertTrue(problems.isEmpty || problems.map(\.path) == [path], "\(name): \(problems)")
      XCTAssertEqual(try accept(reopened).remaining, [], name)
      XCTAssertEqual(try reopened.workspace().check(), [], name)
    }
  }
}
