import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// What the journal keeps of a document, and that it stays readable for ever.
final class JournalRecordTests: XCTestCase {
  private static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/journal-2.log")
  private static let segment = StoreScene.root + "/local/journal/00000001.log"
  private static let path = "deals/aa/aa01.json"

  private static func document(_ lines: [String]) -> [UInt8] {
    Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// A deal that is added, changed at two places far apart, changed by hand and by a command, removed.
  private static var changes: [StoredChange] {
    let lines = (0..<12).map { "  \"line \($0)\": \"дело, которое стоит как стояло\"," }
    let first = document(lines)
    let second = document(["  \"budget\": 1,"] + lines + ["  \"stage\": \"call\""])
    let byHand = document(lines + ["  \"mine\": true"])
    let last = document(lines)
    return [
      StoredChange(path: path, before: nil, after: first),
      StoredChange(path: path, before: first, after: second),
      StoredChange(path: path, before: byHand, after: last),
      StoredChange(path: path, before: last, after: nil),
    ]
  }

  /// The scene after these changes in one segment.
  private static func scene() throws -> StoreScene {
    var scene = try StoreScene()
    var limits = StoreScene.limits
    limits.segmentOperations = 100
    // The disk's clock goes on with every piece.
    limits.chunkBytes = StoreLimits().chunkBytes
    for change in changes {
      if let before = change.before { scene.disk.edit("\(StoreScene.root)/\(path)", before) }
      let header = StoreScene.header(scene.count + 1)
      try Store(at: StoreScene.root, fileSystem: scene.disk, limits: limits)
        .write(wait: .zero) { (writer) throws(StoreError) in
          _ = try writer.commit(header, [change])
        }
      scene.note([change])
    }
    return scene
  }

  private func operations(_ scene: StoreScene) throws -> [CRMCore.Operation?] {
    try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
      var found: [CRMCore.Operation?] = []
      for sequence in UInt64(1)...4 { found.append(try reader.operation(sequence)) }
      return found
    }
  }

  override class func setUp() {
    guard ProcessInfo.processInfo.environment["CRM_WRITE_FIXTURES"] == "1" else { return }
    do {
      let bytes = try XCTUnwrap(scene().disk.content(segment))
      try Data(bytes).write(to: fixture)
    } catch { XCTFail("\(error)") }
  }

  func testVersion2IsReadForEver() throws {
    let scene = try Self.scene()
    scene.disk.edit(Self.segment, Array(try Data(contentsOf: Self.fixture)))
    XCTAssertEqual(
      try operations(scene).map { try $0?.changes.all() }, Self.changes.map { [$0] })
    XCTAssertEqual(
      try operations(scene).map { $0?.header }, (1...4).map { StoreScene.header($0) })
  }

  func testVersion2IsWhatIsWritten() throws {
    XCTAssertEqual(
      try Self.scene().disk.content(Self.segment).map { String(decoding: $0, as: UTF8.self) },
      String(decoding: try Data(contentsOf: Self.fixture), as: UTF8.self))
  }

  func testJournalGrowsByWhatChanged() throws {
    var scene = try StoreScene()
    var limits = StoreScene.limits
    limits.segmentOperations = 256
    limits.checkpointOperations = 1_000
    var lines: [String] = []
    for number in 1...200 {
      let before = scene.documents[Self.path]
      lines.append(
        "    {\"comment\": \"\(number): говорили о встрече и о том, что будет дальше\"},")
      let change = StoredChange(path: Self.path, before: before, after: Self.document(lines))
      let header = StoreScene.header(scene.count + 1)
      try Store(at: StoreScene.root, fileSystem: scene.disk, limits: limits)
        .write(wait: .zero) { (writer) throws(StoreError) in
          _ = try writer.commit(header, [change])
        }
      scene.note([change])
    }
    let size = try XCTUnwrap(scene.disk.content(Self.segment)).count
    XCTAssertLessThan(size / 200, 500, "bytes an operation")
    scene.disk = scene.disk.afterPowerCut(.losesAll)
    XCTAssertEqual(try scene.read(), scene.documents)
    let middle = try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
      try reader.operation(100)
    }
    let change = try middle?.changes.at(0)
    XCTAssertEqual(change?.before, Self.document(Array(lines.prefix(99))))
    XCTAssertEqual(change?.after, Self.document(Array(lines.prefix(100))))
  }

  func testDifferenceGivesTheContentBack() {
    var random = SplitMix64(seed: 12)
    for round in 0..<2_000 {
      func content() -> [UInt8] {
        (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
          Array(
            ["a\n", "bb\n", "\n", "  },\n", "c"].randomElement(using: &random)?.utf8 ?? "".utf8)
        }
      }
      let (old, new) = (content(), content())
      var joined: [UInt8] = []
      for piece in LineDifference.pieces(of: new, from: old) {
        switch piece {
        case .kept(let range): joined += old[range]
        case .own(let range): joined += new[range]
        }
      }
      XCTAssertEqual(joined, new, "round \(round)")
    }
  }

  func testDifferenceFindsWhatStandsElsewhere() {
    let old = Self.document(["one", "two", "three", "four"])
    let new = Self.document(["zero", "three", "four", "one", "five"])
    XCTAssertEqual(
      LineDifference.pieces(of: new, from: old),
      [.own(0..<5), .kept(8..<19), .kept(0..<4), .own(20..<25)])
  }

  func testHostilePiecesAreDamageAndNeverACrash() throws {
    let start = "version 2\nid a\nat 1\nuser a\nkind normal\ntime 1\n"
    for change in [
      "- 0+5", "@0 -", "@99 -", "@-1 -", "2 0+3", "2 1+9223372036854775807", "2 0+1,+", "2 ,",
      "2 0+",
      "2 9223372036854775807+1", "2 -1+1", "2 0+1,9", "x -", "2",
    ] {
      let header = Array("\(start)change settings.json \(change)\n".utf8)
      let body: [UInt8] = change.hasPrefix("2") ? [1, 2] : []
      let frame = JournalFrame(
        sequence: 1, headerSize: header.count, imagesSize: body.count,
        headerSum: Checksum(header).text, imagesSum: Checksum(body).text)
      var scene = try StoreScene()
      scene.disk.edit(Self.segment, Array(frame.line.utf8) + header + body + [10])
      scene.disk = scene.disk.afterPowerCut(.keepsAll)
      do {
        let found = try scene.read()
        XCTAssertEqual(found, scene.documents, change)
      } catch StoreError.damaged {
      } catch { XCTFail("\(change): \(error)") }
    }
  }

  func testStateReadsWhatItWritesAndNothingElse() throws {
    var state = StoreState(
      applied: 7, checkpoint: 5, segment: 4, offset: 99, boot: "b", epoch: "e", isInDoubt: true,
      recent: "1@2@3 4@5@6")
    XCTAssertEqual(StoreState(state.encoded()), state)
    state.isInDoubt = false
    XCTAssertEqual(StoreState(state.encoded()), state)
    XCTAssertNil(StoreState(Array(state.encoded().dropLast())))
  }
}
