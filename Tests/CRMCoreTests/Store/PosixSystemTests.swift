import CRMTestSupport
import Foundation
import Glibc
import XCTest

@testable import CRMCore

final class PosixSystemTests: XCTestCase {
  private let system = PosixSystem()

  private func code(_ body: () throws -> Void) -> Int32? {
    do {
      try body()
      return nil
    } catch {
      return (error as? SystemError)?.code
    }
  }

  func testCodesAreThoseOfGlibc() {
    let table: [(ours: Int32, glibc: Int32)] = [
      (SystemError.notPermitted, EPERM), (SystemError.notFound, ENOENT),
      (SystemError.deviceFailed, EIO), (SystemError.accessDenied, EACCES),
      (SystemError.alreadyExists, EEXIST), (SystemError.notAFolder, ENOTDIR),
      (SystemError.isAFolder, EISDIR), (SystemError.invalid, EINVAL),
      (SystemError.tooLarge, EFBIG), (SystemError.noSpace, ENOSPC), (SystemError.readOnly, EROFS),
      (SystemError.brokenPipe, EPIPE), (SystemError.notEmpty, ENOTEMPTY),
      (SystemError.symbolicLink, ELOOP),
    ]
    for row in table { XCTAssertEqual(row.ours, row.glibc) }
  }

  func testFilesAreMadeReadChangedAndRemoved() throws {
    let folder = try makeTemporaryFolder() + "/a"
    let file = folder + "/b"
    let old = umask(0o077)
    defer { umask(old) }
    try system.makeFolder(folder, mode: 0o2770)
    let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try system.createFile(file, content, mode: 0o664)

    XCTAssertEqual(try system.status(folder)?.kind, .folder)
    XCTAssertEqual(try system.status(folder)?.mode, 0o2770)
    let status = try XCTUnwrap(try system.status(file))
    XCTAssertEqual(status.kind, .file)
    XCTAssertEqual(status.mode, 0o664)
    XCTAssertEqual(status.size, content.count)
    XCTAssertLessThan(abs(status.modifiedSeconds - system.now()), 100)

    XCTAssertEqual(try system.readFile(file, from: 0, limit: .max), content)
    XCTAssertEqual(try system.readFile(file, from: 700, limit: 3), [100, 100, 100])
    XCTAssertEqual(try system.readFile(file, from: 5_000_000, limit: 3), [])
    try system.append([1, 2, 3], to: file, at: 10)
    try system.truncate(file, to: 13)
    try system.flush(file)
    try system.flushFolder(folder)
    try system.flushFileSystem(folder)
    XCTAssertEqual(try system.readFile(file, from: 9, limit: 100), [1, 1, 2, 3])

    XCTAssertEqual(code { try system.createFile(file, [], mode: 0o600) }, EEXIST)
    XCTAssertEqual(code { try system.remove(folder) }, ENOTEMPTY)
    try system.rename(file, to: folder + "/c")
    XCTAssertEqual(try system.listFolder(folder), [FolderEntry(name: "c", kind: .file)])
    try system.remove(folder + "/c")
    try system.remove(folder)
    XCTAssertNil(try system.status(folder))
    XCTAssertNil(try system.readFile(file, from: 0, limit: 1))
    XCTAssertNil(try system.listFolder(folder))
    XCTAssertEqual(code { try system.append([1], to: file, at: 0) }, ENOENT)
  }

  func testLinksPipesAndFoldersAreNoFiles() throws {
    let folder = try makeTemporaryFolder()
    try system.createFile(folder + "/file", [1], mode: 0o600)
    symlink("file", folder + "/link")
    symlink(".", folder + "/folder-link")
    mkfifo(folder + "/pipe", 0o600)
    XCTAssertEqual(try system.status(folder + "/link")?.kind, .symbolicLink)
    XCTAssertEqual(try system.status(folder + "/pipe")?.kind, .other)
    XCTAssertEqual(code { _ = try system.readFile(folder + "/link", from: 0, limit: 1) }, ELOOP)
    XCTAssertEqual(code { try system.append([1], to: folder + "/link", at: 0) }, ELOOP)
    XCTAssertEqual(code { try system.truncate(folder + "/link", to: 0) }, ELOOP)
    XCTAssertEqual(code { try system.createFile(folder + "/link", [1], mode: 0o600) }, EEXIST)
    XCTAssertEqual(
      code { _ = try system.tryLock(folder + "/link", .exclusive, mode: 0o600) }, ELOOP)
    XCTAssertEqual(code { _ = try system.readFile(folder + "/pipe", from: 0, limit: 1) }, EINVAL)
    XCTAssertEqual(code { _ = try system.readFile(folder, from: 0, limit: 1) }, EISDIR)
    XCTAssertEqual(code { _ = try system.listFolder(folder + "/folder-link") }, ENOTDIR)
    let kinds = try XCTUnwrap(try system.listFolder(folder)).sorted { $0.name < $1.name }
      .map(\.kind)
    XCTAssertEqual(kinds, [.file, .symbolicLink, .symbolicLink, .other])
    XCTAssertEqual(try system.readUserFile(folder + "/link", limit: 1), [1])
    XCTAssertEqual(
      code { _ = try system.readUserFile(folder + "/link", limit: 0) }, SystemError.tooLarge)
  }

  func testFilesOfAFolderAreReadAsEachAlone() throws {
    let folder = try makeTemporaryFolder()
    try system.createFile(folder + "/full", [1, 2, 3], mode: 0o600)
    try system.createFile(folder + "/empty", [], mode: 0o600)
    try system.makeFolder(folder + "/folder", mode: 0o700)
    symlink("full", folder + "/link")
    mkfifo(folder + "/pipe", 0o600)
    let names = ["full", "missing", "empty", "full"]
    let found = try system.readWithStatus(names, in: folder, limit: 2)
    XCTAssertEqual(found.map { $0?.bytes }, [[1, 2], nil, [], [1, 2]])
    for (name, content) in zip(names, found) {
      XCTAssertEqual(content?.status, try system.status("\(folder)/\(name)"), name)
    }
    for name in ["folder", "link", "pipe"] {
      let file = "\(folder)/\(name)"
      let alone = code { _ = try system.readWithStatus(file, limit: 2) }
      XCTAssertNotNil(alone, name)
      XCTAssertEqual(
        code { _ = try system.readWithStatus(["full", name], in: folder, limit: 2) }, alone, name)
    }
    XCTAssertEqual(try system.readWithStatus(["a"], in: folder + "/none", limit: 2).count, 1)
  }

  func testLockKeepsOthersOut() throws {
    let file = try makeTemporaryFolder() + "/lock"
    func free(_ kind: FileLock.Kind) throws -> Bool {
      guard let lock = try system.tryLock(file, kind, mode: 0o640) else { return false }
      lock.release()
      return true
    }
    let reader = try XCTUnwrap(try system.tryLock(file, .shared, mode: 0o640))
    XCTAssertEqual(try system.status(file)?.mode, 0o640)
    XCTAssertTrue(try free(.shared))
    XCTAssertFalse(try free(.exclusive))
    reader.release()
    let writer = try XCTUnwrap(try system.tryLock(file, .exclusive, mode: 0o640))
    XCTAssertFalse(try free(.shared))
    XCTAssertFalse(try free(.exclusive))
    writer.release()
    XCTAssertTrue(try free(.exclusive))
  }

  func testLockIsNotPassedOnToStartedPrograms() throws {
    let file = try makeTemporaryFolder() + "/lock"
    let lock = try XCTUnwrap(try system.tryLock(file, .exclusive, mode: 0o600))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sleep")
    process.arguments = ["30"]
    try process.run()
    defer { process.terminate() }
    lock.release()
    XCTAssertNotNil(try system.tryLock(file, .exclusive, mode: 0o600))
  }

  func testOutputThatCannotBeWrittenIsAnError() throws {
    signal(SIGPIPE, SIG_IGN)
    var pipe: [Int32] = [0, 0]
    XCTAssertEqual(Glibc.pipe(&pipe), 0)
    close(pipe[0])
    let full = open("/dev/full", O_WRONLY)
    for (descriptor, expected) in [(pipe[1], EPIPE), (full, ENOSPC)] {
      fflush(nil)
      let saved = dup(1)
      dup2(descriptor, 1)
      let found = code { try system.write([UInt8](repeating: 65, count: 200_000), to: .output) }
      dup2(saved, 1)
      close(saved)
      close(descriptor)
      XCTAssertEqual(found, expected)
    }
  }

  func testStandardInputIsReadToItsEndWithinALimit() throws {
    let file = try makeTemporaryFolder() + "/input"
    let content = [UInt8](repeating: 7, count: 3_000_000)
    try system.createFile(file, content, mode: 0o600)
    for (limit, expected) in [(3_000_000, content), (Int.max, content), (2_999_999, nil)] {
      let saved = dup(0)
      let descriptor = open(file, O_RDONLY)
      dup2(descriptor, 0)
      let found = try? system.readStandardInput(limit: limit)
      dup2(saved, 0)
      close(saved)
      close(descriptor)
      XCTAssertEqual(found, expected)
    }
  }

  func testProcessServicesTellWhatGlibcTells() throws {
    XCTAssertEqual(system.userLogin(), NSUserName())
    XCTAssertEqual(system.currentFolder(), FileManager.default.currentDirectoryPath)
    setenv("CRM_TEST_VALUE", "да", 1)
    XCTAssertEqual(system.environment("CRM_TEST_VALUE"), "да")
    XCTAssertNil(system.environment("CRM_TEST_NO_VALUE"))
    XCTAssertEqual(system.isTerminal(.output), isatty(1) == 1)
    XCTAssertEqual(system.bootIdentifier()?.count, 36)
    XCTAssertLessThan(abs(system.now() - Int64(Date().timeIntervalSince1970)), 2)
    let start = system.uptime()
    system.pause(.milliseconds(5))
    XCTAssertGreaterThanOrEqual(system.uptime() - start, .milliseconds(5))
  }

  func testPasswordFileNamesUsersByTheirNumber() {
    let file = Array(
      "root:x:0:0::/root:/bin/sh\n+::4242:\n#old:x:4242:1::\nanna:x:4242:1::/:\nboris:x:4242:1::\nshort:x:7"
        .utf8)
    XCTAssertEqual(PasswordFile.login(of: 0, in: file), "root")
    XCTAssertEqual(PasswordFile.login(of: 4_242, in: file), "anna", "the first of two")
    for number in [UInt32(1), 7, 42, 424_242] {
      XCTAssertNil(PasswordFile.login(of: number, in: file), "\(number)")
    }
  }

  func testOutputIsThatOfAProgramThatEndsWell() {
    let system = PosixSystem()
    XCTAssertEqual(system.output(of: ["/bin/echo", "да", "$HOME"]), Array("да $HOME\n".utf8))
    XCTAssertEqual(system.output(of: ["/usr/bin/env"]), [], "nothing is handed on")
    XCTAssertNil(system.output(of: ["/bin/false"]))
    XCTAssertNil(system.output(of: ["/no/such/program"]))
  }

  func testThisDiskIsNone() throws {
    XCTAssertNil(PosixSystem().kindWithoutLocks(try makeTemporaryFolder() + "/nothing"))
  }
}
