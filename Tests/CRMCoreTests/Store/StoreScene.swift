import CRMCore
import CRMTestSupport
import XCTest

/// A store on a faulty disk with small limits, and what its documents should be.
struct StoreScene {
  static let root = "/data"

  static var limits: StoreLimits {
    var limits = StoreLimits()
    limits.segmentOperations = 3
    limits.checkpointOperations = 5
    // A record is written in several pieces, as that of an import is.
    limits.chunkBytes = 300
    return limits
  }

  var disk: FaultyFileSystem
  var documents: [String: [UInt8]] = ["settings.json": Array("{}".utf8)]
  var count: UInt64 = 0

  init() throws {
    disk = FaultyFileSystem()
    let files = documents.map { (path: $0.key, bytes: $0.value) }
    _ = try Store.create(at: Self.root, files: files, fileSystem: disk, limits: Self.limits)
  }

  /// After a number of commits of which each adds, replaces and removes.
  init(commits: Int) throws {
    try self.init()
    for _ in 0..<commits {
      _ = try commit(nextChanges())
    }
  }

  func store() throws -> Store {
    try Store(at: Self.root, fileSystem: disk, limits: Self.limits)
  }

  /// Adds one document, replaces another and removes a third, as far as they are there.
  func nextChanges() -> [StoredChange] {
    let number = count + 1
    func path(_ number: UInt64) -> String {
      "deals/\(10 + number % 3)/\(10 + number % 3)\(number).json"
    }
    // Long enough for the journal to keep a part of it only.
    let lines = (1...2).map { "  \"line\": \"which stays as it is \($0)\",\n" }.joined()
    func text(_ word: String) -> [UInt8] { Array("{\n\(lines)  \"\(word)\": \(number)\n}\n".utf8) }
    var changes = [StoredChange(path: path(number), before: nil, after: text("new"))]
    changes.append(
      StoredChange(path: "settings.json", before: documents["settings.json"], after: text("set")))
    if number > 1, let before = documents[path(number - 1)] {
      changes.append(StoredChange(path: path(number - 1), before: before, after: text("old")))
    }
    if number > 2, let before = documents[path(number - 2)] {
      changes.append(StoredChange(path: path(number - 2), before: before, after: nil))
    }
    return changes
  }

  static func header(_ number: UInt64) -> OperationHeader {
    OperationHeader(
      id: "operation-\(number)", at: Int64(number), user: "anna", command: ["deal", "move"])
  }

  /// Commits and keeps count.
  @discardableResult
  mutating func commit(_ changes: [StoredChange]) throws -> StoreCommit {
    let header = Self.header(count + 1)
    let commit = try store().write(wait: .zero) { (writer) throws(StoreError) in
      try writer.commit(header, changes)
    }
    note(changes)
    return commit
  }

  /// Takes over what an operation changes.
  mutating func note(_ changes: [StoredChange]) {
    count += 1
    for change in changes { documents[change.path] = change.after }
  }

  /// All documents as a reader gets them.
  func read() throws -> [String: [UInt8]] {
    try store().read(wait: .zero) { (reader) throws(StoreError) in try Self.documents(reader) }
  }

  static func documents(_ reader: StoreReader) throws(StoreError) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    found["settings.json"] = try reader.read("settings.json")
    for identifier in try reader.identifiers(in: "deals") {
      let path = "deals/\(identifier.prefix(2))/\(identifier).json"
      found[path] = try reader.read(path)
    }
    return found
  }

  /// The documents on the disk itself, without what recovery would do.
  func documentsOnDisk() -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for file in disk.files(below: Self.root) where !file.hasPrefix(Self.root + "/local/") {
      found[String(file.dropFirst(Self.root.count + 1))] = disk.content(file)
    }
    return found
  }

  /// Checks that the documents are these, that the next commit works, that the disk then holds just
  /// the documents, and that the log has every operation without a gap.
  mutating func checkGoesOn(
    _ message: @autoclosure () -> String, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    XCTAssertEqual(try read(), documents, message(), file: file, line: line)
    let commit = try commit(nextChanges())
    XCTAssertEqual(commit.sequence, count, message(), file: file, line: line)
    XCTAssertTrue(commit.isApplied, message(), file: file, line: line)
    XCTAssertEqual(documentsOnDisk(), documents, message(), file: file, line: line)
    XCTAssertEqual(
      disk.files(below: Self.root + "/local/tmp"), [], message(), file: file, line: line)
    let ids = try store().read(wait: .zero) { (reader) throws(StoreError) in
      try reader.summaries(limit: 100).map(\.header.id)
    }
    let known = (0..<ids.count).map { "operation-\(Int(count) - $0)" }
    XCTAssertEqual(ids, known, message(), file: file, line: line)
    XCTAssertGreaterThanOrEqual(
      UInt64(ids.count), min(count, Self.limits.checkpointOperations), message(), file: file,
      line: line)
  }
}

extension StoredChanges {
  /// Everything that an operation changed, with its contents.
  func all() throws -> [StoredChange] { try paths.indices.map { try at($0) } }
}
