import CRMCore
import XCTest

/// A disk of which every change, and every wish to lock or to wait, is a test's failure.
struct UnwritableDisk: FileSystem {
  private let disk = PosixSystem()

  func status(_ path: String) throws(SystemError) -> FileStatus? { try disk.status(path) }

  func readFile(_ path: String, from offset: Int, limit: Int) throws(SystemError) -> [UInt8]? {
    try disk.readFile(path, from: offset, limit: limit)
  }

  func listFolder(_ path: String) throws(SystemError) -> [FolderEntry]? {
    try disk.listFolder(path)
  }

  func makeFolder(_ path: String, mode: UInt32) { fail(path) }
  func createFile(_ path: String, _ bytes: [UInt8], mode: UInt32) { fail(path) }
  func rename(_ path: String, to newPath: String) { fail(path) }
  func remove(_ path: String) { fail(path) }
  func append(_ bytes: [UInt8], to path: String, at offset: Int) { fail(path) }
  func truncate(_ path: String, to size: Int) { fail(path) }
  func setMode(_ path: String, _ mode: UInt32) { fail(path) }
  func flush(_ path: String) { fail(path) }
  func flushFolder(_ path: String) { fail(path) }
  func flushFileSystem(_ path: String) { fail(path) }
  func setModified(_ path: String, nanoseconds: Int64) { fail(path) }

  func tryLock(_ path: String, _ kind: FileLock.Kind, mode: UInt32) -> FileLock? {
    fail(path)
    return nil
  }

  func bootIdentifier() -> String? { disk.bootIdentifier() }
  func timeOfDay() -> Int64 { disk.timeOfDay() }
  func uptime() -> Duration { disk.uptime() }
  func pause(_ duration: Duration) { fail("pause") }

  private func fail(_ path: String, function: String = #function) {
    XCTFail("\(function) of \(path)")
  }
}
