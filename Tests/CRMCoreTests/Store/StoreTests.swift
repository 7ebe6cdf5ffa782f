import CRMCore
import CRMTestSupport
import XCTest

/// What the store promises while nothing goes wrong.
final class StoreTests: XCTestCase {
  private struct Refusal: StoreErrorConvertible, Equatable {
    var error: StoreError?
    init(_ error: StoreError) { self.error = error }
    init() {}
  }

  func testCommitsNumberUpAndStayReadable() throws {
    var scene = try StoreScene()
    for number in UInt64(1)...30 {
      try scene.checkGoesOn("commit \(number)")
      XCTAssertEqual(scene.count, number)
    }
  }

  func testEveryKindOfOperationIsGivenBack() throws {
    let scene = try StoreScene()
    for kind in [
      OperationHeader.Kind.normal, .undo(of: "x1"), .redo(of: "x1"), .merge(settingAside: []),
      .merge(settingAside: ["x1", "x2"]),
    ] {
      let header = OperationHeader(id: "x3", at: 5, user: "anna", command: ["sync"], kind: kind)
      let change = StoredChange(path: "deals/aa/aa01.json", before: nil, after: [10])
      _ = try scene.store().write(wait: .zero) { (writer) throws(StoreError) in
        try writer.commit(header, [change])
      }
      let summary = try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
        try reader.summaries(limit: 1).first
      }
      XCTAssertEqual(summary?.header.kind, kind)
    }
  }

  func testOperationGivesBackWhatWasCommitted() throws {
    var scene = try StoreScene(commits: 3)
    let header = OperationHeader(
      id: "x1", at: -5, user: "Анна \\ \"Ли\"", actor: "boris\n",
      command: ["deal", "", "two\nlines", "\\n", "\r\n", "a\u{0}b", "e\u{301}"],
      kind: .undo(of: "operation-3"))
    let changes = [
      StoredChange(path: "deals/aa/aa01.json", before: nil, after: [0, 10, 255]),
      StoredChange(path: "settings.json", before: scene.documents["settings.json"], after: []),
      StoredChange(path: "templates/none.json", before: nil, after: nil),
    ]
    let sequence = try scene.store().write(wait: .zero) { (writer) throws(StoreError) in
      try writer.commit(header, changes.reversed()).sequence
    }
    scene.note(changes)
    let (operation, summary) = try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
      (try reader.operation(sequence), try reader.summaries(limit: 1).first)
    }
    XCTAssertEqual(operation?.sequence, sequence)
    XCTAssertEqual(operation?.header, header)
    XCTAssertEqual(try operation?.changes.all(), changes)
    XCTAssertEqual(summary?.header, header)
    XCTAssertEqual(summary?.paths, changes.map(\.path))
    XCTAssertEqual(try scene.read(), scene.documents)
  }

  func testSummariesCanBePaged() throws {
    let scene = try StoreScene(commits: 12)
    try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
      XCTAssertEqual(try reader.summaries(limit: 3).map(\.sequence), [12, 11, 10])
      XCTAssertEqual(try reader.summaries(before: 10, limit: 3).map(\.sequence), [9, 8, 7])
      XCTAssertEqual(try reader.summaries(after: 10, limit: 9).map(\.sequence), [12, 11])
      XCTAssertEqual(try reader.summaries(after: 12, limit: 9), [])
      for none in [try reader.summaries(before: 0, limit: 9), try reader.summaries(limit: 0)] {
        XCTAssertEqual(none, [])
      }
      XCTAssertNil(try reader.operation(0))
      XCTAssertNil(try reader.operation(1), "forgotten")
      XCTAssertNil(try reader.operation(13))
      XCTAssertNil(try reader.operation(.max))
      XCTAssertEqual(try reader.summaries(before: .max, limit: .max).first?.sequence, 12)
    }
  }

  func testOneCommandFlushesAtMostTwiceApartFromACheckpoint() throws {
    var scene = try StoreScene()
    for _ in 1...20 {
      scene.disk.restart()
      try scene.commit(scene.nextChanges())
      let isCheckpoint = scene.count % 5 == 0
      let beginsSegment = scene.count % 3 == 1
      XCTAssertEqual(
        scene.disk.flushCount, 1 + (beginsSegment ? 1 : 0) + (isCheckpoint ? 1 : 0),
        "commit \(scene.count)")
      scene.disk.restart()
      _ = try scene.read()
      XCTAssertEqual(scene.disk.flushCount, 0)
    }
    for count in 0..<12 {
      scene = try StoreScene(commits: count)
      scene.disk = scene.disk.afterPowerCut(.losesAll)
      try scene.commit(scene.nextChanges())
      let checkpoints = scene.disk.calls.filter { $0 == "flush \(StoreScene.root)" }.count
      XCTAssertLessThanOrEqual(scene.disk.flushCount - checkpoints, 2)
      XCTAssertLessThanOrEqual(checkpoints, 1)
    }
  }

  func testManyDocumentsNeedOneFlush() throws {
    var scene = try StoreScene(commits: 1)
    scene.disk.restart()
    try scene.commit(
      (10..<60).map { StoredChange(path: "deals/\($0)/\($0)a.json", before: nil, after: [1]) })
    XCTAssertEqual(scene.disk.flushCount, 1)
  }

  func testEmptiedFoldersGoWithTheirLastDocument() throws {
    var scene = try StoreScene()
    let paths = ["deals/aa/aa01.json", "deals/aa/aa02.json", "companies/bb/bb01.json"]
    try scene.commit(paths.map { StoredChange(path: $0, before: nil, after: [1]) })
    scene.disk.edit(StoreScene.root + "/companies/note.txt", [])
    for (path, left) in zip(paths, ["deals/aa", "", "companies"]) {
      try scene.commit([StoredChange(path: path, before: [1], after: nil)])
      for folder in [String(path.prefix { $0 != "/" }), String(path.dropLast(10))] {
        let isThere = try scene.disk.status(StoreScene.root + "/" + folder) != nil
        XCTAssertEqual(isThere, left.hasPrefix(folder), "\(path): \(folder)")
      }
    }
  }

  func testFolderOfARemovedDocumentIsThereForAnotherOne() throws {
    var scene = try StoreScene()
    try scene.commit([StoredChange(path: "deals/aa/aa01.json", before: nil, after: [1])])
    try scene.commit([
      StoredChange(path: "deals/aa/aa01.json", before: [1], after: nil),
      StoredChange(path: "deals/aa/aa02.json", before: nil, after: [2]),
    ])
    XCTAssertEqual(scene.documentsOnDisk(), scene.documents)
  }

  func testRefusedBodyChangesNothing() throws {
    let scene = try StoreScene(commits: 2)
    XCTAssertThrowsError(
      try scene.store().write(wait: .zero) { (_) throws(Refusal) in throw Refusal() }
    ) { XCTAssertEqual($0 as? Refusal, Refusal()) }
    XCTAssertEqual(scene.documentsOnDisk(), scene.documents)
    XCTAssertEqual(try scene.read(), scene.documents)
  }

  func testStoreErrorsReachTheCallersErrorType() throws {
    let scene = try StoreScene()
    let store = try scene.store()
    try store.write(wait: .zero) { (_) throws(StoreError) in
      for body in [
        { try store.read(wait: .seconds(3)) { (_) throws(Refusal) in } },
        { try store.write(wait: .seconds(3)) { (_) throws(Refusal) in } },
      ] {
        XCTAssertThrowsError(try body()) { error in
          guard case .locked(let waited)? = (error as? Refusal)?.error else {
            return XCTFail("\(error)")
          }
          XCTAssertGreaterThanOrEqual(waited, .seconds(3))
        }
      }
    }
    // The lock is free again.
    XCTAssertEqual(try scene.read(), scene.documents)
  }

  func testBadChangesAreRefusedBeforeAnythingHappens() throws {
    var limits = StoreScene.limits
    limits.documentBytes = 10
    limits.operationBytes = 25
    let scene = try StoreScene()
    let store = try Store(at: StoreScene.root, fileSystem: scene.disk, limits: limits)
    let small = [UInt8](repeating: 1, count: 10)
    func adds(_ paths: [String], _ bytes: [UInt8]) -> [StoredChange] {
      paths.map { StoredChange(path: $0, before: nil, after: bytes) }
    }
    let bad = [
      "", "/", "a", "../a.json", "deals/../a.json", "local/state.json", "deals//a.json",
      "/deals/aa/a.json", "deals/aa/a.json/", "deals/Aa/a.json", "deals/aa/.json", "a/b/c/d.json",
      "deals/aa/а.json", "deals/aa/a\u{0}.json", "deals/a a/a.json", "deals/aa/a.txt",
      "deals/aa/" + String(repeating: "a", count: 300) + ".json",
    ]
    let table: [(changes: [StoredChange], error: StoreError)] =
      bad.map { (adds([$0], small), .invalidPath($0)) } + [
        (adds(["a.json", "a.json"], small), .invalidPath("a.json")),
        (adds(["a.json"], small + [1]), .tooLarge(path: "a.json", limit: 10)),
        (
          adds(["a.json", "b.json", "c.json"], small),
          .tooLarge(path: StoreScene.root + "/local/journal", limit: 25)
        ),
      ]
    for row in table {
      XCTAssertThrowsError(
        try store.write(wait: .zero) { (writer) throws(StoreError) in
          try writer.commit(StoreScene.header(1), row.changes)
        }
      ) { XCTAssertEqual($0 as? StoreError, row.error) }
    }
    for path in bad {
      XCTAssertThrowsError(
        try store.read(wait: .zero) { (reader) throws(StoreError) in try reader.read(path) }
      ) { XCTAssertEqual($0 as? StoreError, .invalidPath(path)) }
    }
    XCTAssertEqual(scene.documentsOnDisk(), scene.documents)
  }

  func testIdentifiersAreListedByFolderAndShard() throws {
    var scene = try StoreScene()
    let paths = ["deals/aa/aa02", "deals/aa/aa01", "deals/bb/bb01", "contacts/aa/aa03"]
    try scene.commit(paths.map { StoredChange(path: $0 + ".json", before: nil, after: [1]) })
    for stray in ["deals/aa/zz01.json", "deals/aa/aa01.txt", "deals/aa/AA05.json", "deals/x.json"] {
      scene.disk.edit(StoreScene.root + "/" + stray, [1])
    }
    try scene.store().read(wait: .zero) { (reader) throws(StoreError) in
      XCTAssertEqual(try reader.identifiers(in: "deals"), ["aa01", "aa02", "bb01"])
      XCTAssertEqual(try reader.identifiers(in: "deals", shard: "aa"), ["aa01", "aa02"])
      XCTAssertEqual(try reader.identifiers(in: "contacts"), ["aa03"])
      for shard in ["cc", "..", "", "a", "../..", "aa/.."] {
        XCTAssertEqual(try reader.identifiers(in: "deals", shard: shard), [], shard)
        XCTAssertEqual(try reader.identifiers(in: "companies", shard: shard), [], shard)
      }
      XCTAssertEqual(try reader.identifiers(in: "companies"), [])
    }
  }

  func testCreatingRefusesWhatIsThere() throws {
    let scene = try StoreScene()
    for root in ["/data", "/data/", "/data/settings.json"] {
      XCTAssertThrowsError(try Store.create(at: root, files: [], fileSystem: scene.disk)) {
        guard case .alreadyExists = $0 as? StoreError else { return XCTFail("\($0)") }
      }
    }
    XCTAssertThrowsError(
      try Store.create(at: "/data/settings.json/no", files: [], fileSystem: scene.disk)
    ) {
      XCTAssertEqual(
        $0 as? StoreError,
        .failed(
          SystemError(.makeFolder, "/data/settings.json/no", code: SystemError.notFound)))
    }
    XCTAssertThrowsError(
      try Store.create(at: "/new", files: [("../a.json", [])], fileSystem: scene.disk)
    ) { XCTAssertEqual($0 as? StoreError, .invalidPath("../a.json")) }
    XCTAssertThrowsError(
      try Store.create(
        at: "/new", files: [("a.json", []), ("a.json", [])], fileSystem: scene.disk))
    XCTAssertEqual(scene.disk.files(below: "/new") + scene.disk.files(below: "/new.new-1"), [])
  }

  func testCreatingMakesTheFoldersAboveItsPlace() throws {
    let disk = FaultyFileSystem()
    let root = "/sales/south/.crm"
    _ = try Store.create(at: root, files: [("settings.json", [])], fileSystem: disk)
    XCTAssertNotNil(disk.content("/sales/south/.crm/settings.json"))
    for folder in ["/sales", "/sales/south"] {
      XCTAssertEqual(try disk.status(folder)?.mode, 0o700, folder)
    }
  }

  func testCreatingFlushesTwice() throws {
    let scene = try StoreScene()
    XCTAssertEqual(scene.disk.flushCount, 2)
  }

  func testOpeningWantsAFolder() throws {
    let scene = try StoreScene()
    for root in ["/nothing", "/data/settings.json"] {
      XCTAssertThrowsError(try Store(at: root, fileSystem: scene.disk)) {
        XCTAssertEqual($0 as? StoreError, .noDataDirectory(root))
      }
    }
  }
}
