import CRMCore
import CRMTestSupport
import XCTest

/// D6: the journal forgets what documents were, and loses no document wherever that is stopped.
final class ForgettingTests: XCTestCase {
  /// Just made; inside a segment; at its end; behind a checkpoint.
  private let commitsBefore = [0, 2, 3, 7]

  private func forget(_ scene: StoreScene) throws {
    try scene.store().write(wait: .zero) { (writer) throws(StoreError) in try writer.forget() }
  }

  /// The bytes of the journal, which keeps texts as they are.
  private func journal(_ scene: StoreScene) -> String {
    let bytes = scene.disk.files(below: StoreScene.root + "/local/journal")
      .flatMap { scene.disk.content($0) ?? [] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func checkGoesOn(_ scene: inout StoreScene, _ name: String) throws {
    XCTAssertEqual(try scene.read(), scene.documents, name)
    let commit = try scene.commit(scene.nextChanges())
    XCTAssertEqual(commit.sequence, scene.count, name)
    XCTAssertEqual(scene.documentsOnDisk(), scene.documents, name)
    let ids = try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
      try reader.summaries(limit: 100).map(\.header.id)
    }
    let known = (0..<ids.count).map { "operation-\(Int(scene.count) - $0)" }
    XCTAssertEqual(ids, known, name)
    XCTAssertFalse(ids.isEmpty, name)
  }

  func testNothingIsLeftOfWhatWas() throws {
    for commits in commitsBefore {
      let scene = try StoreScene(commits: commits)
      XCTAssertEqual(journal(scene).contains("\"new\": 1"), commits > 0)
      try forget(scene)
      XCTAssertEqual(journal(scene), "", "\(commits)")
      // Once more, as after a kill.
      try forget(scene)
      for disk in [
        scene.disk.afterDeath(), scene.disk.afterPowerCut(.losesAll),
        scene.disk.afterPowerCut(.keepsAll), scene.disk.afterPowerCut(.seeded(3)),
      ] {
        var after = scene
        after.disk = disk
        try checkGoesOn(&after, "\(commits)")
      }
    }
  }

  func testStoppedAnywhereItLosesNothing() throws {
    let kinds: [DiskFault.Kind] = [
      .die, .dieInside, .refuse(SystemError.noSpace), .tear(SystemError.deviceFailed),
    ]
    for commits in commitsBefore {
      for kind in kinds {
        let prepared = try StoreScene(commits: commits)
        var whole = prepared
        whole.disk = prepared.disk.afterDeath()
        try forget(whole)
        for call in whole.disk.callsToBreak(kind) {
          var scene = prepared
          scene.disk = prepared.disk.afterDeath()
          scene.disk.restart(fault: DiskFault(at: call, kind))
          try? forget(scene)
          let name = "\(commits) commits, \(kind) at \(call): \(scene.disk.calls[call - 1])"
          for disk in [
            scene.disk.afterDeath(), scene.disk.afterPowerCut(.losesAll),
            scene.disk.afterPowerCut(.seeded(UInt64(call))),
          ] {
            scene.disk = disk.afterDeath()
            try checkGoesOn(&scene, name)
            scene = prepared
          }
        }
      }
    }
  }
}
