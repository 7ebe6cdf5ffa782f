import CRMCore
import CRMTestSupport
import XCTest

/// Which documents recovery writes, and which it leaves alone.
final class StoreRecoveryTests: XCTestCase {
  private let path = "deals/aa/aa01.json"
  private var file: String { StoreScene.root + "/" + path }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A document with three images in the journal: absent, one, two.
  private func sceneWithHistory() throws -> StoreScene {
    var scene = try StoreScene()
    try scene.commit([StoredChange(path: path, before: nil, after: bytes("{\"one\": 1}\n"))])
    try scene.commit([
      StoredChange(path: path, before: bytes("{\"one\": 1}\n"), after: bytes("{\"two\": 22}\n"))
    ])
    // A removal in the first two seconds may count as lost.
    scene.disk.pass(milliseconds: 2_100)
    return scene
  }

  func testEditInTheSameRunStays() throws {
    for edit in ["{\"mine\": 3}\n", "{\"one\": 1}\n", "", "{\"tw"] {
      var scene = try sceneWithHistory()
      scene.disk.edit(file, bytes(edit))
      scene.disk = scene.disk.afterDeath()
      scene.documents[path] = bytes(edit)
      try scene.checkGoesOn("edited to '\(edit)'")
    }
  }

  func testAfterRestartOldAndBrokenDocumentsAreReplaced() throws {
    let table: [(found: String?, isReplaced: Bool)] = [
      ("{\"two\": 22}\n", false), ("{\"mine\": 3}\n", false), ("{\"mine\": 333333333}\n", false),
      ("{\"one\": 1}\n", true), ("", true), (nil, true), ("{\"tw", true), ("{\"on", true),
      ("\0\0\0\0", true), ("{\"two\0\0\0\0\0\0\0", true), ("{\"one\0\0\0", true),
    ]
    for row in table {
      var scene = try sceneWithHistory()
      scene.disk.lose(file, to: row.found.map(bytes))
      scene.disk = scene.disk.afterPowerCut(.keepsAll)
      if !row.isReplaced { scene.documents[path] = row.found.map(bytes) }
      try scene.checkGoesOn("found \(row.found.map { "'\($0)'" } ?? "nothing")")
    }
  }

  func testAfterRestartRemovedDocumentStaysRemoved() throws {
    for found in ["{\"two\": 22}\n", "{\"one\": 1}\n", ""] {
      var scene = try sceneWithHistory()
      try scene.commit([StoredChange(path: path, before: bytes("{\"two\": 22}\n"), after: nil)])
      scene.disk.lose(file, to: bytes(found))
      scene.disk = scene.disk.afterPowerCut(.keepsAll)
      try scene.checkGoesOn("came back as '\(found)'")
    }
  }

  /// A restored copy, a `git revert` or an `rsync --delete`: later than the operation.
  func testAfterRestartWhatAPersonRestoredStays() throws {
    for (found, isStay) in [
      ("{\"one\": 1}\n", true), (nil, true), ("", false), ("{\"tw", false), ("{\"two\0\0\0", false),
    ] as [(String?, Bool)] {
      for isWorkedOn in [false, true] {
        var scene = try sceneWithHistory()
        scene.disk.edit(file, found.map(bytes))
        if isStay { scene.documents[path] = found.map(bytes) }
        // The folder is touched again, so that its own time tells no longer.
        let other = StoredChange(path: "deals/aa/aa02.json", before: nil, after: bytes("{}"))
        if isWorkedOn { try scene.commit([other]) }
        for _ in 1...2 {
          scene.disk = scene.disk.afterPowerCut(.keepsAll)
          XCTAssertEqual(try scene.read(), scene.documents, "\(found ?? "gone"), \(isWorkedOn)")
        }
        try scene.checkGoesOn("restored to \(found ?? "nothing"), worked on: \(isWorkedOn)")
      }
    }
  }

  func testRemovedFolderStaysRemovedAndALostOneComesBack() throws {
    for isLost in [false, true] {
      for isWorkedOn in [false, true] {
        var scene = try sceneWithHistory()
        scene.disk.edit(file, nil)
        scene.disk.edit(StoreScene.root + "/deals/aa", nil)
        if isLost {
          guard !isWorkedOn else { continue }
          scene.disk.lose(StoreScene.root + "/deals/aa", to: nil)
        } else {
          scene.documents[path] = nil
        }
        let other = StoredChange(path: "deals/bb/bb02.json", before: nil, after: bytes("{}"))
        if isWorkedOn { try scene.commit([other]) }
        scene.disk = scene.disk.afterPowerCut(.keepsAll)
        XCTAssertEqual(try scene.read(), scene.documents, "lost: \(isLost)")
        try scene.checkGoesOn("lost: \(isLost), worked on: \(isWorkedOn)")
      }
    }
  }

  func testLostWriteIsFoundThoughTheClockWentBack() throws {
    var scene = try sceneWithHistory()
    let old = bytes("{\"two\": 22}\n")
    let time = try XCTUnwrap(scene.disk.status(file)).changed
    scene.disk.pass(milliseconds: -1_000_000)
    try scene.commit([StoredChange(path: path, before: old, after: bytes("{\"three\": 3}\n"))])
    scene.disk.lose(file, to: old, changed: time)
    scene.disk = scene.disk.afterPowerCut(.keepsAll)
    try scene.checkGoesOn("as old as it was before the clock went back")
  }

  func testLostStateMeansTheSameAsARestart() throws {
    for state in [nil, "", "state 1\napplied 0\n", String(repeating: "x", count: 9_000)] {
      var scene = try sceneWithHistory()
      scene.disk.edit(StoreScene.root + "/local/state", state.map(bytes))
      scene.disk.lose(file, to: bytes("{\"one\": 1}\n"))
      try scene.checkGoesOn("state '\(state?.prefix(20) ?? "gone")'")
    }
  }

  func testDocumentsOlderThanTheCheckpointAreNotLookedAt() throws {
    var scene = try sceneWithHistory()
    for _ in 0..<5 { try scene.commit(scene.nextChanges()) }
    scene.disk.edit(file, bytes("{\"one\": 1}\n"))
    scene.disk = scene.disk.afterPowerCut(.keepsAll)
    scene.documents[path] = bytes("{\"one\": 1}\n")
    try scene.checkGoesOn("edited to an image from before the checkpoint")
  }

  func testUnreadableDocumentIsReplacedAfterRestart() throws {
    var scene = try sceneWithHistory()
    scene.disk = scene.disk.afterPowerCut(.keepsAll)
    let probe = scene.disk.afterDeath()
    _ = try StoreScene.content(after: probe)
    // The first look is under the shared lock, the second under the exclusive one.
    let reads = probe.calls.indices.filter { probe.calls[$0] == "read \(file)" }
    let call = try XCTUnwrap(reads.dropFirst().first) + 1
    scene.disk.restart(fault: DiskFault(at: call, .refuse(SystemError.deviceFailed)))
    try scene.checkGoesOn("unreadable")
    XCTAssertTrue(scene.disk.calls.contains("rename \(file)"))
  }

  func testReaderOfAReadOnlyDiskSeesWhatIsCommitted() throws {
    var scene = try StoreScene(commits: 2)
    let changes = scene.nextChanges()
    let counted = scene.disk.afterDeath()
    let disk = scene.disk
    scene.disk = counted
    var trial = scene
    try trial.commit(changes)
    let firstRename = try XCTUnwrap(counted.calls.firstIndex { $0.hasPrefix("rename /data/deals") })
    scene.disk = disk
    disk.restart(fault: DiskFault(at: firstRename + 1, .die))
    let commit = try scene.commit(changes)
    XCTAssertFalse(commit.isApplied)

    for reopened in [disk.afterDeath(), disk.afterPowerCut(.losesAll)] {
      scene.disk = reopened
      reopened.setReadOnly(true)
      XCTAssertNotEqual(scene.documentsOnDisk(), scene.documents)
      XCTAssertEqual(try scene.read(), scene.documents)
      XCTAssertThrowsError(try scene.commit(scene.nextChanges()))
      reopened.setReadOnly(false)
      var later = scene
      try later.checkGoesOn("writable again")
    }
  }

  func testDirectoryWithoutLocalFolderIsReadableWhereNothingCanBeMade() throws {
    let scene = try StoreScene(commits: 1)
    for file in scene.disk.files(below: StoreScene.root + "/local") { scene.disk.edit(file, nil) }
    scene.disk.edit(StoreScene.root + "/local/journal", nil)
    scene.disk.edit(StoreScene.root + "/local/tmp", nil)
    scene.disk.edit(StoreScene.root + "/local", nil)
    scene.disk.setReadOnly(true)
    XCTAssertEqual(try scene.read(), scene.documents)
  }

  func testDeletedLocalFolderStartsAnew() throws {
    var scene = try StoreScene(commits: 8)
    for file in scene.disk.files(below: StoreScene.root + "/local") { scene.disk.edit(file, nil) }
    for folder in ["/local/journal", "/local/tmp", "/local"] {
      scene.disk.edit(StoreScene.root + folder, nil)
    }
    scene.count = 0
    XCTAssertEqual(try scene.read(), scene.documents)
    let change = StoredChange(path: "templates/call.json", before: nil, after: bytes("{}"))
    XCTAssertEqual(try scene.commit([change]).sequence, 1)
    scene.disk = scene.disk.afterPowerCut(.losesAll)
    XCTAssertEqual(
      try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
        try reader.read("templates/call.json")
      }, bytes("{}"))
  }

  func testNumbersGoOnWhenOnlyTheJournalIsDeleted() throws {
    let scene = try StoreScene(commits: 4)
    for file in scene.disk.files(below: StoreScene.root + "/local/journal") {
      scene.disk.edit(file, nil)
    }
    var next = scene
    XCTAssertEqual(try next.commit(scene.nextChanges()).sequence, 5)
    next.disk = next.disk.afterPowerCut(.seeded(3))
    XCTAssertEqual(try next.read(), next.documents)
  }

  func testEpochChangesOnlyWhenDocumentsMayHaveBeenReplaced() throws {
    func epoch(_ scene: StoreScene) throws -> String {
      try scene.store().read(wait: .zero) { (reader) throws(StoreError) in reader.epoch }
    }
    var scene = try StoreScene(commits: 1)
    let first = try epoch(scene)
    try scene.commit(scene.nextChanges())
    scene.disk = scene.disk.afterDeath()
    XCTAssertEqual(try epoch(scene), first)
    scene.disk = scene.disk.afterPowerCut(.keepsAll)
    let second = try epoch(scene)
    XCTAssertNotEqual(second, first)
    XCTAssertEqual(try epoch(scene), second)
  }
}
