import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// A repair with something going wrong at the nth call: no document gets worse, what was replaced is
/// still somewhere, and a second repair finishes the first.
final class RepairFaultTests: XCTestCase {
  func testInterruptedRepairIsFinishedByTheNext() throws {
    let scene = try WorkspaceScene()
    let sound = try scene.documents()
    let damage = Array("half of a docum".utf8)
    for path in sound.keys where path.hasPrefix("deals/") {
      scene.disk.edit(WorkspaceScene.root + "/" + path, damage)
    }
    scene.disk.edit(WorkspaceScene.root + "/local/tmp/mine", damage)
    try scene.disk.flushFileSystem(WorkspaceScene.root)
    try assertFinished(scene, sound) { [journal] reopened, name in
      let isKept = reopened.files.contains { $0.key.contains("/aside/") && $0.value == damage }
      // A cut may take the copy; the journal has what it replaced.
      XCTAssertTrue(isKept || journal(reopened).contains("half of a docum"), name)
    }
  }

  func testInterruptedSettingAsideOfADamagedJournalIsFinishedByTheNext() throws {
    let scene = try WorkspaceScene()
    let sound = try scene.documents()
    let path = try XCTUnwrap(scene.files.keys.first { $0.contains("/journal/") })
    var bytes = try XCTUnwrap(scene.files[path])
    bytes[150] ^= 1
    scene.disk.edit(path, bytes)
    try scene.disk.flushFileSystem(WorkspaceScene.root)
    try assertFinished(scene, sound) { reopened, name in
      XCTAssertTrue(reopened.files.contains { $0.value == bytes }, name)
      XCTAssertEqual(try reopened.workspace().check(), [], name)
    }
  }

  func testInterruptedRepairKeepsTheLinesOfTheUser() throws {
    let scene = try WorkspaceScene()
    let file = WorkspaceScene.root + "/.gitignore"
    scene.disk.edit(file, Array("notes/\n".utf8))
    try scene.disk.flushFileSystem(WorkspaceScene.root)
    let whole = scene.on(scene.disk.afterDeath())
    _ = try whole.repair()
    XCTAssertEqual(whole.disk.content(file), Array("notes/\nlocal/\n".utf8))
    for call in whole.disk.callsToBreak(.dieInside) {
      let broken = scene.on(scene.disk.afterDeath())
      broken.disk.restart(fault: DiskFault(at: call, .dieInside))
      _ = try? broken.repair()
      for disk in [broken.disk.afterDeath(), broken.disk.afterPowerCut(.seeded(UInt64(call)))] {
        let lines = String(decoding: disk.content(file) ?? [], as: UTF8.self)
        XCTAssertTrue(["notes/\n", "notes/\nlocal/\n"].contains(lines), "\(call): \(lines)")
      }
    }
  }

  /// Repairs with every fault at every call, and again after a death and a power cut.
  private func assertFinished(
    _ scene: WorkspaceScene, _ sound: WorkspaceScene.Documents,
    _ alsoHolds: (WorkspaceScene, String) throws -> Void
  ) throws {
    var checked: Set<WorkspaceScene.Documents> = [scene.files]
    let whole = scene.on(scene.disk.afterDeath())
    XCTAssertEqual(try whole.repair().remaining, [])
    for kind in [
      DiskFault.Kind.refuse(SystemError.noSpace), .tear(SystemError.noSpace), .dieInside,
    ] {
      for call in whole.disk.callsToBreak(kind) {
        let broken = scene.on(scene.disk.afterDeath())
        broken.disk.restart(fault: DiskFault(at: call, kind))
        _ = try? broken.repair()
        let name = "\(kind) at \(call): \(broken.disk.calls[call - 1])"
        for disk in [broken.disk.afterDeath(), broken.disk.afterPowerCut(.seeded(UInt64(call)))] {
          let reopened = scene.later(disk)
          guard checked.insert(reopened.files).inserted else { continue }
          XCTAssertEqual(try reopened.repair().remaining, [], name)
          XCTAssertEqual(try reopened.documents(), sound, name)
          try alsoHolds(reopened, name)
        }
      }
    }
  }

  private func journal(_ scene: WorkspaceScene) -> String {
    scene.files.filter { $0.key.contains("/journal/") }
      .map { String(decoding: $0.value, as: UTF8.self) }.joined()
  }
}

extension WorkspaceScene {
  fileprivate func repair() throws(CRMError) -> RepairReport {
    try workspace().repair(
      now: { _ in .first }, user: Self.user, enteredBy: Self.user, command: ["fsck", "--repair"],
      isDryRun: false)
  }
}
