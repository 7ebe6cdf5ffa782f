import CRMCore
import CRMModel
import CRMTestSupport
import XCTest

/// A torn end is cut off; anything else that is wrong with the journal is damage, and never a crash.
final class JournalDamageTests: XCTestCase {
  private let folder = StoreScene.root + "/local/journal/"

  private func bytes(_ scene: StoreScene, _ name: String) throws -> [UInt8] {
    try XCTUnwrap(scene.disk.content(folder + name))
  }

  func testTornEndIsCutOffAtAnyByte() throws {
    let scene = try StoreScene(commits: 1)
    let start = try bytes(scene, "00000001.log").count
    var longer = scene
    longer.disk = scene.disk.afterDeath()
    try longer.commit(scene.nextChanges())
    let whole = try bytes(longer, "00000001.log")
    for size in start..<whole.count {
      for tail in [Array(whole[start..<size]), [UInt8](repeating: 0, count: size - start)] {
        for isRestarted in [false, true] {
          var torn = scene
          torn.disk = isRestarted ? scene.disk.afterPowerCut(.keepsAll) : scene.disk.afterDeath()
          torn.disk.edit(folder + "00000001.log", whole[..<start] + tail)
          try torn.checkGoesOn("torn at \(size), restarted: \(isRestarted)")
        }
      }
    }
  }

  func testTornEndIsGoneAfterTheNextCommit() throws {
    var scene = try StoreScene(commits: 1)
    let torn = try bytes(scene, "00000001.log") + [UInt8](repeating: 0, count: 5_000)
    scene.disk.edit(folder + "00000001.log", torn)
    try scene.commit(scene.nextChanges())
    XCTAssertLessThan(try bytes(scene, "00000001.log").count, torn.count)
  }

  func testTornEndOfAFullSegmentCountsForNothing() throws {
    var scene = try StoreScene(commits: 3)
    let torn = try bytes(scene, "00000001.log") + Array("operation 4 12".utf8)
    scene.disk.edit(folder + "00000001.log", torn)
    try scene.checkGoesOn("full segment with a torn end")
    scene.disk = scene.disk.afterPowerCut(.losesAll)
    try scene.checkGoesOn("restarted with a torn end before the last segment")
  }

  func testFlippedByteInTheMiddleIsDamage() throws {
    let scene = try StoreScene(commits: 3)
    let whole = try bytes(scene, "00000001.log")
    let mark = Array("operation 3 ".utf8)
    let end = try XCTUnwrap(whole.indices.first { whole[$0...].starts(with: mark) })
    for index in stride(from: 0, to: end, by: 7) {
      var flipped = whole
      flipped[index] ^= 0x10
      for isRestarted in [false, true] {
        var damaged = scene
        damaged.disk = scene.disk.afterDeath()
        damaged.disk.edit(folder + "00000001.log", flipped)
        if isRestarted {
          damaged.disk = damaged.disk.afterPowerCut(.keepsAll)
          XCTAssertThrowsError(try damaged.read()) { assertDamaged($0, "byte \(index)") }
          XCTAssertThrowsError(try damaged.commit(scene.nextChanges()))
        } else {
          // Nobody looks at old records before they are needed.
          XCTAssertEqual(try damaged.read(), scene.documents)
          // Without the state, only the good record behind tells damage from a torn end.
          damaged.disk.edit(StoreScene.root + "/local/state", nil)
          XCTAssertThrowsError(try damaged.read()) { assertDamaged($0, "byte \(index)") }
        }
      }
    }
  }

  func testFlippedByteIsNoticedByWhoReadsTheOperation() throws {
    let scene = try StoreScene(commits: 2)
    let whole = try bytes(scene, "00000001.log")
    for index in whole.indices {
      var flipped = whole
      flipped[index] ^= 0x01
      scene.disk.edit(folder + "00000001.log", flipped)
      let first = Result {
        try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
          (try reader.operation(1), try reader.operation(2))
        }
      }
      switch first {
      case .success: XCTFail("byte \(index) was not noticed")
      case .failure(let error): assertDamaged(error, "byte \(index)")
      }
    }
  }

  func testMissingSegmentIsDamageOnlyWhereItIsNeeded() throws {
    let scene = try StoreScene(commits: 8)
    // The checkpoint is at 5: 7 and 8 are needed after a restart, 4 to 6 for the log.
    let needed = scene.disk.afterPowerCut(.keepsAll)
    needed.edit(folder + "00000007.log", nil)
    var broken = scene
    broken.disk = needed
    XCTAssertThrowsError(try broken.read()) { assertDamaged($0, "segment 7") }

    scene.disk.edit(folder + "00000004.log", nil)
    let ids = try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
      try reader.summaries(limit: 100).map(\.sequence)
    }
    XCTAssertEqual(ids, [8, 7])
  }

  func testShortenedJournalIsDamage() throws {
    var scene = try StoreScene(commits: 2)
    let whole = try bytes(scene, "00000001.log")
    for size in [0, 1, whole.count / 2, whole.count - 1] {
      for isRestarted in [false, true] {
        var short = scene
        short.disk = isRestarted ? scene.disk.afterPowerCut(.keepsAll) : scene.disk.afterDeath()
        short.disk.edit(folder + "00000001.log", Array(whole[..<size]))
        XCTAssertThrowsError(try short.read()) { assertDamaged($0, "\(size) bytes") }
      }
    }
    scene.disk.edit(folder + "00000001.log", whole)
    try scene.checkGoesOn("whole again")
  }

  func testStrangeNamesInTheJournalCountForNothing() throws {
    var scene = try StoreScene(commits: 4)
    for name in [
      "00000000.log", "4.log", "000000004.log", "x.log", "00000004.log~", ".log", "-0000004.log",
      "99999999999999999999999.log", "18446744073709551615.log", "+0000009.log",
    ] {
      scene.disk.edit(folder + name, Array("operation".utf8))
    }
    scene.disk = scene.disk.afterPowerCut(.keepsAll)
    XCTAssertEqual(try scene.read(), scene.documents)
    try scene.checkGoesOn("strange names")
  }

  func testGreatestNumberEndsInAnError() throws {
    let scene = try StoreScene()
    scene.disk.edit(folder + "00000001.log", nil)
    scene.disk.edit(folder + "1152921504606846976.log", [])
    scene.disk.edit(StoreScene.root + "/local/state", nil)
    XCTAssertThrowsError(
      try scene.store().write(wait: .zero) { (writer) throws(StoreError) in
        try writer.commit(StoreScene.header(1), [])
      }
    ) { assertDamaged($0, "greatest number") }
  }

  /// Records with right checksums and hostile contents, and random noise.
  func testHostileJournalNeverCrashesNorLeavesTheDirectory() throws {
    var random = SplitMix64(seed: 4)
    let lines = [
      "id a", "at 1", "at 99999999999999999999", "user a", "kind normal", "kind undo", "kind",
      "word ", "change ../../etc/x.json - 0", "change settings.json 9223372036854775807 1",
      "change settings.json 9223372036854775807 9223372036854775807",
      "change settings.json -1 1", "change settings.json - -", "change settings.json 0 0", "",
      "change local/state.json - 0", "change settings.json 1", "\\", "word \\",
    ]
    let usual = ["id a", "at 1", "user a", "kind normal"]
    for round in 0..<4_000 {
      var chosen = round % 2 == 0 ? usual : []
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        chosen.append(lines[Int.random(in: 0..<lines.count, using: &random)])
      }
      let header = Array((chosen.joined(separator: "\n") + "\n").utf8)
      let images = [UInt8](repeating: 7, count: Int.random(in: 0...2, using: &random))
      let sizes = ["\(images.count)", "9223372036854775807", "1099511627776", "-1", "0"]
      let size = round % 3 == 0 ? sizes[Int.random(in: 0..<5, using: &random)] : sizes[0]
      let frame =
        "operation 1 \(header.count) \(size) \(fnv(header)) \(fnv(images))\n"
      var journal = Array(frame.utf8) + header + images + [10]
      if round % 5 == 0 {
        journal[Int.random(in: 0..<journal.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      var scene = try StoreScene()
      scene.disk.edit(folder + "00000001.log", journal)
      if round % 2 == 0 { scene.disk = scene.disk.afterPowerCut(.keepsAll) }
      _ = try? scene.read()
      _ = try? scene.commit(scene.nextChanges())
      let outside = scene.disk.files(below: "").filter { !$0.hasPrefix(StoreScene.root + "/") }
      XCTAssertEqual(outside, [])
    }
  }

  private func fnv(_ bytes: [UInt8]) -> String {
    let sum = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private func assertDamaged(_ error: any Error, _ message: String) {
    guard case .damaged = error as? StoreError else { return XCTFail("\(message): \(error)") }
  }
}
