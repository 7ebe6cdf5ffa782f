import CRMCore
import CRMModel
import CRMTestSupport
import XCTest

/// One commit, with something going wrong at the nth call, for every n: after reopening there is
/// the state before or the one after, what was answered holds, and the next commit works.
final class StoreFaultTests: XCTestCase {
  /// Just made; inside a segment; a new segment; a checkpoint; a checkpoint that forgets.
  private let commitsBefore = [0, 1, 3, 4, 9, 10]

  private enum Outcome {
    case done, failed, unknown
  }

  private let powerCuts: [PowerCut] =
    [.losesAll, .keepsAll] + (1...4).map { .seeded($0) }

  func testRefusedCallLeavesAllOrNothing() throws {
    for code in [SystemError.deviceFailed, SystemError.accessDenied] {
      try forEveryCall(.refuse(code))
    }
  }

  func testTornWriteLeavesAllOrNothing() throws {
    try forEveryCall(.tear(SystemError.noSpace))
  }

  func testKilledProcessLeavesAllOrNothing() throws {
    try forEveryCall(.die)
    try forEveryCall(.dieInside)
  }

  func testKilledRecoveryIsDoneAgain() throws {
    for commits in [1, 4] {
      try forEveryDeath(commits) { scene, changes, name in
        for disk in [scene.disk.afterDeath(), scene.disk.afterPowerCut(.seeded(7))] {
          var whole = scene
          whole.disk = disk.afterDeath()
          _ = try whole.read()
          for call in whole.disk.callsToBreak(.dieInside) {
            var again = scene
            again.disk = disk.afterDeath()
            again.disk.restart(fault: DiskFault(at: call, .dieInside))
            _ = try? again.read()
            again.disk = again.disk.afterDeath()
            try check(&again, changes, .unknown, "\(name), recovery dies at \(call)")
          }
          try check(&whole, changes, .unknown, "\(name), recovered")
        }
      }
    }
  }

  func testRefusedCallInRecoveryDoesNotKeepFromReading() throws {
    try forEveryDeath(4) { scene, changes, name in
      let disk = scene.disk.afterDeath()
      let expected = try StoreScene.content(after: disk.afterDeath())
      for call in 1...200 {
        var again = scene
        again.disk = disk.afterDeath()
        again.disk.restart(fault: DiskFault(at: call, .refuse(SystemError.noSpace)))
        if let answer = try? again.read() {
          XCTAssertEqual(answer, expected, "\(name), recovery is refused call \(call)")
        }
        if again.disk.calls.count < call { break }
        again.disk.restart()
        try check(&again, changes, .unknown, "\(name), recovery is refused call \(call)")
      }
    }
  }

  func testReaderBetweenAnyTwoCallsSeesAllOrNothing() throws {
    for commits in commitsBefore {
      var scene = try StoreScene(commits: commits)
      let before = scene.documents
      let changes = scene.nextChanges()
      var after = scene
      after.note(changes)
      let disk = scene.disk
      let limits = StoreScene.limits
      let expected = [before, after.documents]
      disk.restart()
      disk.observe { call in
        do {
          let seen = try Store(at: StoreScene.root, fileSystem: disk, limits: limits)
            .read(wait: .zero) { (reader) throws(StoreError) in try StoreScene.documents(reader) }
          XCTAssertTrue(expected.contains(seen), "reader before call \(call)")
        } catch StoreError.locked {
        } catch {
          XCTFail("reader before call \(call): \(error)")
        }
      }
      try scene.commit(changes)
      disk.observe(nil)
      try scene.checkGoesOn("after readers")
    }
  }

  func testCreatingIsWholeOrNothing() throws {
    for kind in [
      DiskFault.Kind.refuse(SystemError.noSpace), .tear(SystemError.noSpace), .dieInside,
    ] {
      for call in 1...200 {
        let disk = FaultyFileSystem()
        disk.restart(fault: DiskFault(at: call, kind))
        let files = [(path: "settings.json", bytes: Array("{}".utf8))]
        let store = try? Store.create(
          at: StoreScene.root, files: files, fileSystem: disk, limits: StoreScene.limits)
        if disk.calls.count < call {
          XCTAssertNotNil(store)
          break
        }
        var isDead = false
        if case .dieInside = kind { isDead = true }
        if !isDead, store == nil {
          XCTAssertEqual(disk.files(below: ""), [], "call \(call)")
        }
        let next = disk.afterDeath()
        if store == nil {
          _ = try? Store.create(at: StoreScene.root, files: files, fileSystem: next)
          XCTAssertEqual(try next.listFolder("/")?.map(\.name), ["data"], "call \(call)")
        }
        for reopened in [disk.afterDeath(), disk.afterPowerCut(.seeded(UInt64(call)))] {
          var scene = try StoreScene()
          scene.disk = reopened
          if reopened.content("/data/settings.json") != nil {
            XCTAssertTrue(store != nil || isDead, "call \(call)")
            try scene.checkGoesOn("created with a fault at call \(call)")
          } else {
            XCTAssertNil(store, "call \(call)")
            _ = try Store.create(
              at: StoreScene.root, files: files, fileSystem: reopened, limits: StoreScene.limits)
            try scene.checkGoesOn("created again after a fault at call \(call)")
          }
        }
      }
    }
  }

  func testCreatingMakesTheFoldersAboveItsPlaceOrLeavesNone() throws {
    for call in 1...200 {
      let disk = FaultyFileSystem()
      disk.restart(fault: DiskFault(at: call, .refuse(SystemError.noSpace)))
      let store = try? Store.create(at: "/sales/south/data", files: [], fileSystem: disk)
      if disk.calls.count < call { return XCTAssertNotNil(store) }
      if store == nil { XCTAssertNil(try disk.afterDeath().status("/sales"), "call \(call)") }
    }
    XCTFail("no run without a fault")
  }

  func testFailedFlushOfACheckpointIsNotForgotten() throws {
    for isKilled in [false, true] {
      var scene = try StoreScene(commits: 4)
      let changes = scene.nextChanges()
      let probe = scene.disk.afterDeath()
      var trial = scene
      trial.disk = probe
      try trial.commit(changes)
      let call = try XCTUnwrap(probe.calls.lastIndex(of: "flush \(StoreScene.root)")) + 1
      scene.disk = scene.disk.afterDeath()
      scene.disk.restart(fault: DiskFault(at: call, .refuse(SystemError.deviceFailed)))
      XCTAssertTrue(try scene.commit(changes).isApplied)
      // Long enough for the journal to forget, with the device well again.
      for _ in 1...12 {
        if isKilled { scene.disk = scene.disk.afterDeath() } else { scene.disk.restart() }
        try scene.commit(scene.nextChanges())
      }
      scene.disk = scene.disk.afterPowerCut(.losesAll)
      try scene.checkGoesOn("killed after every command: \(isKilled)")
    }
  }

  func testFailedFlushOfARecoveryIsNotForgotten() throws {
    let prepared = try StoreScene(commits: 4)
    let lost = prepared.disk.afterPowerCut(.losesAll)
    let probe = lost.afterDeath()
    _ = try StoreScene.content(after: probe)
    let call = try XCTUnwrap(probe.calls.lastIndex(of: "flush \(StoreScene.root)")) + 1
    var scene = prepared
    scene.disk = lost.afterDeath()
    scene.disk.restart(fault: DiskFault(at: call, .refuse(SystemError.deviceFailed)))
    XCTAssertEqual(try scene.read(), scene.documents)
    scene.disk = scene.disk.afterDeath()
    XCTAssertEqual(try scene.read(), scene.documents)
    scene.disk = scene.disk.afterPowerCut(.losesAll)
    try scene.checkGoesOn("the flush of the recovery failed")
  }

  func testPowerCutWithinARecoveryLosesNothing() throws {
    for seed in UInt64(1)...6 {
      let prepared = try StoreScene(commits: 4)
      let lost = prepared.disk.afterPowerCut(.seeded(seed))
      for call in 1...200 {
        var scene = prepared
        scene.disk = lost.afterDeath()
        scene.disk.restart(fault: DiskFault(at: call, .die))
        _ = try? scene.read()
        let isOver = scene.disk.calls.count < call
        scene.disk = scene.disk.afterPowerCut(.seeded(seed &+ UInt64(call)))
        try scene.checkGoesOn("seed \(seed), power cut at call \(call) of the recovery")
        if isOver { break }
      }
    }
  }

  func testLongRunWithFaultsKeepsEveryAnswer() throws {
    for seed in UInt64(1)...150 {
      var random = SplitMix64(seed: seed)
      var scene = try StoreScene()
      for step in 1...25 {
        let call = Int.random(in: 1...45, using: &random)
        let kinds: [DiskFault.Kind] = [
          .refuse(SystemError.noSpace), .tear(SystemError.deviceFailed), .die, .dieInside,
        ]
        let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
        scene.disk.restart(fault: DiskFault(at: call, kind))
        let changes = scene.nextChanges()
        let outcome = attempt(&scene, changes)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: scene.disk = scene.disk.afterDeath()
        case 1: scene.disk = scene.disk.afterPowerCut(.seeded(random.next()))
        default:
          if case .refuse = kind {
            scene.disk.restart()
          } else {
            scene.disk = scene.disk.afterDeath()
          }
        }
        try adopt(&scene, changes, outcome, "seed \(seed), step \(step)")
      }
      try scene.checkGoesOn("seed \(seed)")
    }
  }

  // MARK: Helpers

  private func forEveryCall(_ kind: DiskFault.Kind) throws {
    for commits in commitsBefore {
      let prepared = try StoreScene(commits: commits)
      let changes = prepared.nextChanges()
      for call in try callsToBreak(kind, prepared, changes) {
        var scene = prepared
        scene.disk = prepared.disk.afterDeath()
        scene.disk.restart(fault: DiskFault(at: call, kind))
        let outcome = attempt(&scene, changes)
        let name = "\(commits) commits, \(kind) at \(call): \(scene.disk.calls[call - 1])"
        var reopened = scene
        reopened.disk = scene.disk.afterDeath()
        try check(&reopened, changes, outcome, name + ", next process")
        for cut in powerCuts {
          reopened = scene
          reopened.disk = scene.disk.afterPowerCut(cut)
          try check(&reopened, changes, outcome, name + ", power cut \(cut)")
        }
      }
    }
  }

  private func callsToBreak(
    _ kind: DiskFault.Kind, _ prepared: StoreScene, _ changes: [StoredChange]
  ) throws -> [Int] {
    var whole = prepared
    whole.disk = prepared.disk.afterDeath()
    XCTAssertEqual(attempt(&whole, changes), .done)
    let calls = whole.disk.callsToBreak(kind)
    XCTAssertGreaterThan(calls.count, 5)
    return calls
  }

  /// Has a process die at every call of a commit and passes on what it leaves.
  private func forEveryDeath(
    _ commits: Int, _ body: (StoreScene, [StoredChange], String) throws -> Void
  ) throws {
    let prepared = try StoreScene(commits: commits)
    let changes = prepared.nextChanges()
    for call in try callsToBreak(.die, prepared, changes) {
      var scene = prepared
      scene.disk = prepared.disk.afterDeath()
      scene.disk.restart(fault: DiskFault(at: call, .die))
      _ = attempt(&scene, changes)
      try body(scene, changes, "\(commits) commits, death at \(call)")
    }
  }

  private func attempt(_ scene: inout StoreScene, _ changes: [StoredChange]) -> Outcome {
    do {
      let header = StoreScene.header(scene.count + 1)
      _ = try scene.store().write(wait: .zero) { (writer) throws(StoreError) in
        try writer.commit(header, changes)
      }
      return .done
    } catch StoreError.uncertain {
      return .unknown
    } catch {
      return scene.disk.isDead ? .unknown : .failed
    }
  }

  private func check(
    _ scene: inout StoreScene, _ changes: [StoredChange], _ outcome: Outcome, _ name: String
  ) throws {
    do {
      try adopt(&scene, changes, outcome, name)
      try scene.checkGoesOn(name)
    } catch {
      XCTFail("\(name): \(error)")
      throw error
    }
  }

  /// Finds out whether the commit happened, which must fit its answer.
  private func adopt(
    _ scene: inout StoreScene, _ changes: [StoredChange], _ outcome: Outcome, _ name: String
  ) throws {
    let before = scene.documents
    var after = scene
    after.note(changes)
    let found = try scene.read()
    switch outcome {
    case .done: XCTAssertEqual(found, after.documents, name)
    case .failed: XCTAssertEqual(found, before, name)
    case .unknown: XCTAssertTrue(found == before || found == after.documents, name)
    }
    if found == after.documents { scene.note(changes) }
  }
}

extension StoreScene {
  /// What a reader gets of a disk.
  static func content(after disk: FaultyFileSystem) throws -> [String: [UInt8]] {
    try Store(at: root, fileSystem: disk, limits: limits)
      .read(wait: .zero) { (reader) throws(StoreError) in try documents(reader) }
  }
}
