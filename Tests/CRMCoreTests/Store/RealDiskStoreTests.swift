import CRMCore
import CRMTestSupport
import Foundation
import Glibc
import XCTest

// Lets one thread use files as another user, which root needs to meet a refusal.
@_silgen_name("setfsuid")
private func setfsuid(_ user: UInt32) -> Int32

/// The store on a real disk.
final class RealDiskStoreTests: XCTestCase {
  private let path = "deals/aa/aa01.json"

  private func makeStore(_ access: StoreAccess = .owner) throws -> (root: String, store: Store) {
    let root = try makeTemporaryFolder() + "/.crm"
    let store = try Store.create(
      at: root, files: [(".gitignore", Array("local/\n".utf8)), ("settings.json", [1])],
      access: access, fileSystem: PosixSystem())
    return (root, store)
  }

  private func commit(_ store: Store, _ path: String, _ after: [UInt8]?) throws {
    let commit = try store.write(wait: .seconds(60)) { (writer) throws(StoreError) in
      let before = try writer.reader.read(path)
      let header = OperationHeader(id: "x", at: 1, user: "anna", command: ["test"])
      let change = StoredChange(path: path, before: before, after: after)
      return try writer.commit(header, [change])
    }
    XCTAssertTrue(commit.isApplied)
  }

  func testParallelWritersLoseNothing() throws {
    let (root, store) = try makeStore()
    try commit(store, path, Array("0".utf8))
    let threads = 8
    let rounds = 25
    let path = path
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      for _ in 0..<rounds {
        do {
          let own = try Store(at: root, fileSystem: PosixSystem())
          try own.write(wait: .seconds(60)) { (writer) throws(StoreError) in
            let before = try writer.reader.read(path)
            let number = Int(String(decoding: before ?? [], as: UTF8.self)) ?? -1_000
            let after = Array(String(number + 1).utf8)
            let header = OperationHeader(id: "x", at: 1, user: "anna", command: ["test"])
            _ = try writer.commit(
              header, [StoredChange(path: path, before: before, after: after)])
          }
          let seen = try own.read(wait: .seconds(60)) { (reader) throws(StoreError) in
            try reader.read(path)
          }
          XCTAssertGreaterThan(Int(String(decoding: seen ?? [], as: UTF8.self)) ?? 0, 0)
        } catch {
          XCTFail("\(error)")
        }
      }
    }
    let (found, count) = try store.read(wait: .zero) { (reader) throws(StoreError) in
      (try reader.read(path), reader.sequence)
    }
    XCTAssertEqual(found, Array("\(threads * rounds)".utf8))
    XCTAssertEqual(count, UInt64(threads * rounds + 1))
  }

  func testModesAreThoseOfTheSetting() throws {
    let old = umask(0o027)
    defer { umask(old) }
    for (access, folderMode, fileMode) in [
      (StoreAccess.owner, UInt32(0o700), UInt32(0o600)), (.group, 0o2770, 0o660),
    ] {
      let (root, store) = try makeStore(access)
      try commit(store, path, [1])
      try commit(store, path, [2])
      let system = PosixSystem()
      let entries = try XCTUnwrap(FileManager.default.subpaths(atPath: root))
      XCTAssertTrue(entries.contains("local/journal/00000001.log"))
      for entry in entries.map({ root + "/" + $0 }) + [root] {
        let status = try XCTUnwrap(try system.status(entry))
        XCTAssertEqual(status.mode, status.kind == .folder ? folderMode : fileMode, entry)
      }
      chmod(root + "/" + path, 0o640)
      try commit(store, path, [3])
      XCTAssertEqual(try system.status(root + "/" + path)?.mode, 0o640)
    }
  }

  func testLinksInsideAreRefusedAndTheDirectoryItselfMayBeOne() throws {
    let (root, store) = try makeStore()
    try commit(store, path, [1])
    symlink(".crm", root + "-link")
    let linked = try Store(at: root + "-link", fileSystem: PosixSystem())
    try commit(linked, path, [2])

    let outside = root + "-outside"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: false)
    for inside in [path, "deals/aa", "deals", "local/tmp", "local/lock", "local/journal", "local"] {
      let place = root + "/" + inside
      rename(place, place + ".aside")
      symlink(outside, place)
      XCTAssertThrowsError(try commit(store, path, [3]), inside) {
        XCTAssertEqual($0 as? StoreError, .symbolicLink(place), inside)
      }
      unlink(place)
      rename(place + ".aside", place)
      XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: outside), [], inside)
    }
    symlink(outside, root + "/deals/bb")
    XCTAssertThrowsError(
      try store.read(wait: .zero) { (reader) throws(StoreError) in
        try reader.identifiers(in: "deals")
      }
    ) { XCTAssertEqual($0 as? StoreError, .symbolicLink(root + "/deals/bb")) }
    try commit(store, path, [4])
  }

  func testSomethingElseInAPlaceIsDamage() throws {
    let (root, store) = try makeStore()
    let system = PosixSystem()
    try system.createFile(root + "/deals", [], mode: 0o600)
    XCTAssertThrowsError(try commit(store, path, [1])) {
      XCTAssertEqual($0 as? StoreError, .damaged(path: root + "/deals", .notAFolder))
    }
    try system.remove(root + "/deals")
    for folder in ["/deals", "/deals/aa", "/" + path] {
      try system.makeFolder(root + folder, mode: 0o700)
    }
    XCTAssertThrowsError(try commit(store, path, [1])) {
      XCTAssertEqual($0 as? StoreError, .damaged(path: root + "/" + path, .notAFile))
    }
  }

  func testTooLargeDocumentIsAnError() throws {
    let (root, store) = try makeStore()
    truncate(root + "/settings.json", (16 << 20) + 1)
    XCTAssertThrowsError(
      try store.read(wait: .zero) { (reader) throws(StoreError) in
        try reader.read("settings.json")
      }
    ) {
      XCTAssertEqual(
        $0 as? StoreError, .tooLarge(path: root + "/settings.json", limit: 16 << 20))
    }
  }

  func testWhoMayOnlyReadCanRead() throws {
    try XCTSkipUnless(geteuid() == 0, "only root can act as another user")
    for hasLocal in [true, false] {
      let (root, store) = try makeStore()
      try commit(store, path, [1])
      if !hasLocal { try FileManager.default.removeItem(atPath: root + "/local") }
      for entry in try FileManager.default.subpathsOfDirectory(atPath: root) + ["."] {
        let isFolder = try PosixSystem().status(root + "/" + entry)?.kind == .folder
        chmod(root + "/" + entry, isFolder ? 0o755 : 0o644)
      }
      // What the other user could not finish must not be there for this user either.
      try? FileManager.default.removeItem(atPath: root + "/local/state")
      _ = setfsuid(65_534)
      defer { _ = setfsuid(0) }
      let found = try store.read(wait: .zero) { (reader) throws(StoreError) in
        try reader.read(path)
      }
      XCTAssertEqual(found, [1])
      XCTAssertThrowsError(try commit(store, path, [2])) { error in
        guard case .failed(let cause)? = error as? StoreError else { return XCTFail("\(error)") }
        XCTAssertTrue(cause.isReadOnly)
      }
    }
  }

  func testWhatRootMakesBelongsToTheOwnerOfTheFolder() throws {
    try XCTSkipUnless(geteuid() == 0, "only root can give files away")
    let home = try makeTemporaryFolder()
    XCTAssertEqual(chown(home, 4_242, 4_343), 0)
    let root = home + "/.crm"
    let store = try Store.create(
      at: root, files: [("settings.json", [1])], fileSystem: PosixSystem())
    try commit(store, path, [1])
    try FileManager.default.removeItem(atPath: root + "/local")
    try commit(store, path, [2])
    let entries = try XCTUnwrap(FileManager.default.subpaths(atPath: root))
    XCTAssertTrue(entries.contains("local/lock"))
    for entry in entries + ["."] {
      var found = stat()
      XCTAssertEqual(lstat(root + "/" + entry, &found), 0)
      XCTAssertEqual([found.st_uid, found.st_gid], [4_242, 4_343], entry)
    }
  }

  func testFolderOfTemporaryFilesDoesNotStayLarge() throws {
    let (root, store) = try makeStore()
    let folder = root + "/local/tmp"
    let system = PosixSystem()
    for number in 0..<1_500 {
      try system.createFile("\(folder)/document-\(number)-of-an-import", [], mode: 0o600)
    }
    try XCTSkipUnless(
      try XCTUnwrap(system.status(folder)).size > 32 << 10, "folders do not grow on this disk")
    try commit(store, path, [1])
    XCTAssertLessThanOrEqual(try XCTUnwrap(system.status(folder)).size, 32 << 10)
    XCTAssertEqual(try system.listFolder(folder), [])
  }

  func testDeletedLocalFolderIsMadeAgain() throws {
    let (root, store) = try makeStore()
    try commit(store, path, [1])
    try FileManager.default.removeItem(atPath: root + "/local")
    XCTAssertEqual(
      try store.read(wait: .zero) { (reader) throws(StoreError) in try reader.read(path) }, [1])
    try commit(store, path, [2])
    let first = try store.read(wait: .zero) { (reader) throws(StoreError) in
      try reader.operation(1)
    }
    XCTAssertEqual(try first?.changes.at(0).before, [1])
  }

  func testTornEndAndFlippedByteOnDisk() throws {
    let (root, store) = try makeStore()
    for number in UInt8(1)...3 { try commit(store, path, [number]) }
    let journal = root + "/local/journal/00000001.log"
    let whole = try XCTUnwrap(FileManager.default.contents(atPath: journal))
    try (whole + Data("operation 4 77".utf8)).write(to: URL(fileURLWithPath: journal))
    try commit(store, path, [4])
    let ids = try store.read(wait: .zero) { (reader) throws(StoreError) in
      try reader.summaries(limit: 9).map(\.sequence)
    }
    XCTAssertEqual(ids, [4, 3, 2, 1])

    var flipped = whole
    flipped[whole.count / 2] ^= 1
    try flipped.write(to: URL(fileURLWithPath: journal))
    XCTAssertThrowsError(try commit(store, path, [5])) {
      guard case .damaged = $0 as? StoreError else { return XCTFail("\($0)") }
    }
  }
}
