import CRMModel
import CRMTestSupport
import Foundation
import XCTest

@testable import CRMCore

/// A catalog that is damaged, foreign or not there is read around without a word.
final class CatalogDamageTests: XCTestCase {
  private static let files = ["base", "middle", "tail"]

  /// A department whose catalog has a base, a middle and a tail.
  private func scene() throws -> CatalogScene {
    var limits = StoreLimits()
    (limits.tailBytes, limits.middleBytes) = (1_500, { _ in .max })
    let scene = try CatalogScene(limits: limits)
    let company = try scene.addCompany()
    let deal = try scene.addDeal(company)
    let gone = try scene.addDeal(company)
    try FileManager.default.removeItem(atPath: scene.file("local/catalog"))
    _ = try scene.view()
    try FileManager.default.removeItem(atPath: scene.file(gone.path))
    try scene.comment(deal.id)
    try scene.rename(deal.id, to: String(repeating: "Кафе", count: 200))
    try scene.addDeal(company)
    for file in Self.files { XCTAssertTrue(try scene.exists("local/catalog/\(file)"), file) }
    return scene
  }

  private func assertReads(
    _ scene: CatalogScene, _ wanted: CatalogScene.View, _ what: String, line: UInt = #line
  ) throws {
    for _ in 0..<2 { XCTAssertEqual(try scene.view(), wanted, what, line: line) }
  }

  func testTruncatedFilesAreReadAround() throws {
    let scene = try scene()
    let wanted = try scene.viewWithoutCatalog()
    let contents = try Self.files.map { try scene.bytes("local/catalog/\($0)") }
    for (file, bytes) in zip(Self.files, contents) {
      let step = file == "tail" ? 17 : 6_007
      for length in Array(0..<20) + Array(stride(from: 20, to: bytes.count, by: step)) {
        for (file, bytes) in zip(Self.files, contents) {
          try scene.replace("local/catalog/\(file)", by: bytes)
        }
        try scene.replace("local/catalog/\(file)", by: Array(bytes.prefix(length)))
        try assertReads(scene, wanted, "a \(file) of \(length)")
      }
    }
  }

  func testFlippedBitsAreReadAround() throws {
    let scene = try scene()
    let wanted = try scene.viewWithoutCatalog()
    let files = Self.files.map { "local/catalog/" + $0 }
    let contents = try files.map { try scene.bytes($0) }
    var generator = SplitMix64(seed: 7)
    for round in 0..<120 {
      for (file, bytes) in zip(files, contents) { try scene.replace(file, by: bytes) }
      // The catalog that every byte of was checked, and then written into behind its back.
      if round.isMultiple(of: 2) { _ = try scene.view() }
      let which = round / 2 % files.count
      var bytes = try scene.bytes(files[which])
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try scene.writeInPlace(files[which], bytes)
      try assertReads(scene, wanted, "\(files[which]) at \(place)")
    }
  }

  func testATornEntryIsCutOffByTheNextCommand() throws {
    let scene = try scene()
    let tail = try scene.bytes("local/catalog/tail")
    try scene.writeInPlace("local/catalog/tail", Array(tail.dropLast(5)))
    try scene.assertAgrees("torn")
    let mended = try scene.bytes("local/catalog/tail")
    XCTAssertEqual(try scene.view(), try scene.viewWithoutCatalog())
    XCTAssertEqual(try scene.bytes("local/catalog/tail"), mended, "nothing is left to find out")
    try scene.addCompany("Следующая")
    XCTAssertGreaterThan(try scene.bytes("local/catalog/tail").count, mended.count)
    try scene.assertAgrees("after it")
  }

  func testFilesOfOtherBasesAndKindsAreReadAround() throws {
    let scene = try scene()
    let wanted = try scene.viewWithoutCatalog()
    let manager = FileManager.default
    let catalog = scene.file("local/catalog")
    let other = try CatalogScene(seed: 5)
    try other.addDeal(try other.addCompany("Чужая"))
    _ = try other.view()
    let tail = try scene.bytes("local/catalog/tail")
    let damages: [(String, () throws -> Void)] = [
      ("none", {}),
      (
        "an empty folder",
        { try manager.createDirectory(atPath: catalog, withIntermediateDirectories: true) }
      ),
      (
        "another department's",
        { try manager.copyItem(atPath: other.file("local/catalog"), toPath: catalog) }
      ),
      (
        "an older tail",
        {
          _ = try scene.view()
          try scene.addCompany("Новая")
          try manager.removeItem(atPath: catalog)
          _ = try scene.view()
          try scene.turn(.undo)
          try scene.replace("local/catalog/tail", by: tail)
        }
      ),
      ("a file instead of the folder", { try Data([1]).write(to: URL(filePath: catalog)) }),
      (
        "a link instead of the folder",
        {
          try manager.createSymbolicLink(
            atPath: catalog, withDestinationPath: other.file("local/catalog"))
        }
      ),
      (
        "folders instead of files",
        {
          for name in ["/base/x", "/middle/x", "/tail/x", "/base.new/x"] {
            try manager.createDirectory(atPath: catalog + name, withIntermediateDirectories: true)
          }
        }
      ),
      (
        "links instead of files",
        {
          try manager.createDirectory(atPath: catalog, withIntermediateDirectories: true)
          for name in Self.files + ["base.new"] {
            try manager.createSymbolicLink(
              atPath: catalog + "/" + name, withDestinationPath: other.file("local/state"))
          }
        }
      ),
      (
        "pipes instead of files",
        {
          try manager.createDirectory(atPath: catalog, withIntermediateDirectories: true)
          for name in Self.files { XCTAssertEqual(mkfifo(catalog + "/" + name, 0o600), 0) }
        }
      ),
    ]
    let foreign = try other.bytes("local/catalog/base")
    for (name, damage) in damages {
      try manager.removeItem(atPath: catalog)
      try damage()
      XCTAssertEqual(try scene.view().records.keys, wanted.records.keys, name)
      try scene.assertAgrees(name)
      try scene.comment(try XCTUnwrap(DealID(try XCTUnwrap(dealIDs(scene).first))))
      try scene.assertAgrees(name + ", after a command")
      try scene.turn(.undo)
      try scene.assertAgrees(name + ", after an undo")
    }
    XCTAssertEqual(try other.bytes("local/catalog/base"), foreign, "nothing is written elsewhere")
  }

  private func dealIDs(_ scene: CatalogScene) throws -> [String] {
    try scene.workspace().read { (snapshot) throws(CRMError) in try snapshot.identifiers(.deal) }
  }

  func testADirectoryWhoseOwnFilesCannotBeWrittenIsRead() throws {
    let scene = try scene()
    let company = try scene.addCompany("Вторая")
    try scene.addDeal(company, UnflushedSystem.withoutCatalog)
    let base = try scene.bytes("local/catalog/base")
    XCTAssertEqual(try scene.view(UnflushedSystem.withoutCatalog), try scene.viewWithoutCatalog())
    XCTAssertEqual(try scene.bytes("local/catalog/base"), base)
    try FileManager.default.removeItem(atPath: scene.file("local/catalog"))
    XCTAssertEqual(try scene.view(UnflushedSystem.withoutCatalog), try scene.viewWithoutCatalog())
    XCTAssertFalse(FileManager.default.fileExists(atPath: scene.file("local/catalog")))
  }

  /// Numbers that a checksum calls right and that no program wrote.
  func testWrongNumbersUnderARightChecksumDoNoHarm() throws {
    let scene = try scene()
    _ = try scene.view()
    let base = try scene.bytes("local/catalog/base")
    let origin = try originOfCatalog(scene)
    var generator = SplitMix64(seed: 11)
    let extremes: [UInt64] = [
      .max, 0, 1 << 63, 1 << 62, UInt64(Int64.max) - 7, 0xFFFF_FFFF, 1 << 40, 0x7F,
      UInt64(base.count),
    ]
    var opened = 0
    for round in 0..<600 {
      var bytes = base
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        // The header's tables, or anything at all.
        let place =
          round.isMultiple(of: 3)
          ? 56 + 8 * Int.random(in: 0..<25, using: &generator)
          : Int.random(in: 256..<bytes.count - 8, using: &generator)
        let value = extremes.randomElement(using: &generator) ?? 0
        withUnsafeBytes(of: value.littleEndian) { raw in
          for (index, byte) in raw.enumerated() { bytes[place + index] = byte }
        }
      }
      seal(&bytes)
      guard let found = CatalogBase(Bytes(copying: bytes), origin: origin) else { continue }
      opened += 1
      XCTAssertTrue(found.isWhole)
      walk(RecordIndex(base: found))
      XCTAssertEqual(found.stamps.all.count, FolderKey.count)
    }
    XCTAssertGreaterThan(opened, 300)
  }

  func testWrongNumbersInAnEntryUnderARightChecksumDoNoHarm() throws {
    let scene = try scene()
    let tail = try scene.bytes("local/catalog/tail")
    var generator = SplitMix64(seed: 13)
    var index = RecordIndex(base: nil)
    let view = ByteView(Bytes(copying: tail))
    for _ in 0..<1_000 {
      var offset = CatalogTail.headSize
      while let (frame, end) = view.entry(at: offset) {
        offset = end
        guard case .record(let record) = frame else { continue }
        var bytes = record.joined
        for _ in 0..<3 {
          let place = Int.random(in: 0..<bytes.count, using: &generator)
          bytes[place] = [0, 0xFF, 0x7F, 0x80].randomElement(using: &generator) ?? 0
        }
        index.insert(
          CatalogRecord(
            kind: record.kind, id: record.id, joined: ByteView(Bytes(copying: bytes))))
      }
      walk(index)
    }
    XCTAssertFalse(index.deals.isEmpty)
  }

  private func originOfCatalog(_ scene: CatalogScene) throws -> CatalogBase.Origin {
    try scene.workspace().read { (snapshot) throws(CRMError) in
      try Catalog(snapshot).currentOrigin()
    }
  }

  private func seal(_ bytes: inout [UInt8]) {
    func store(_ value: UInt64, at place: Int) {
      withUnsafeBytes(of: value.littleEndian) { raw in
        for (index, byte) in raw.enumerated() { bytes[place + index] = byte }
      }
    }
    func digest(_ range: Range<Int>) -> UInt64 {
      bytes.withUnsafeBytes { Digest.of(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
    store(digest(CatalogBase.headerSize..<bytes.count), at: 8 * CatalogBase.Word.bodyChecksum)
    store(digest(16..<CatalogBase.headerSize), at: 8)
  }

  /// Asks for everything there is.
  private func walk(_ index: RecordIndex) {
    for facts in index.deals {
      let shown = (
        facts.name, facts.nameKey, facts.pipeline, facts.stage, facts.kind, facts.manager,
        facts.author, facts.budget, facts.package, facts.endDate, facts.lostReason, facts.spokeWith
      )
      let more = (
        facts.chain, facts.contacts, facts.fields, facts.origin, facts.revision, facts.createdAt,
        facts.openTasks, facts.nextTaskDue, facts.noTaskSince, facts.noNextReason,
        facts.shortfalls, facts.updatedAt
      )
      _ = (shown, more, index.deals(named: facts.name), index.company(facts.company)?.name)
    }
    for facts in index.companies {
      _ = (facts.record, facts.gaps, facts.otherNameKeys, facts.manager, index.deals(of: facts.id))
    }
    for facts in index.contacts { _ = (facts.record, facts.gaps, facts.company) }
    for kind in Kind.documents {
      for record in index.records(kind) { _ = (record.file, record.joined, record.nameKey) }
    }
  }
}
