import CRMCore
import Synchronization

/// A real disk of which is known what was read, and on which every call that writes fails from the nth on,
/// as on one that is full.
final class WatchedDisk: FileSystem {
  private let disk = PosixSystem()
  private let written = Mutex(0)
  private let seen = Mutex<Set<String>>([])
  private let room: Int

  /// A disk that has room for so many calls.
  init(room: Int = .max) { self.room = room }

  /// The files that were read.
  var read: Set<String> { seen.withLock { $0 } }

  /// The calls that write, so far.
  var calls: Int { written.withLock { $0 } }

  private func write(_ path: String, _ body: () throws(SystemError) -> Void) throws(SystemError) {
    let number = written.withLock { count in
      count += 1
      return count
    }
    guard number <= room else {
      throw SystemError(.create, path, code: SystemError.noSpace)
    }
    try body()
  }

  func makeFolder(_ path: String, mode: UInt32) throws(SystemError) {
    try write(path) { () throws(SystemError) in try disk.makeFolder(path, mode: mode) }
  }
  func createFile(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(SystemError) {
    try write(path) { () throws(SystemError) in try disk.createFile(path, bytes, mode: mode) }
  }
  func append(_ bytes: [UInt8], to path: String, at offset: Int) throws(SystemError) {
    try write(path) { () throws(SystemError) in try disk.append(bytes, to: path, at: offset) }
  }
  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try write(path) { () throws(SystemError) in try disk.rename(path, to: newPath) }
  }
  func flush(_ path: String) throws(SystemError) {
    try write(path) { () throws(SystemError) in try disk.flush(path) }
  }

  // What needs no room.
  func status(_ path: String) throws(SystemError) -> FileStatus? { try disk.status(path) }
  func readFile(_ path: String, from offset: Int, limit: Int) throws(SystemError) -> [UInt8]? {
    _ = seen.withLock { $0.insert(path) }
    return try disk.readFile(path, from: offset, limit: limit)
  }
  func listFolder(_ path: String) throws(SystemError) -> [FolderEntry]? {
    try disk.listFolder(path)
  }
  func remove(_ path: String) throws(SystemError) { try disk.remove(path) }
  func setMode(_ path: String, _ mode: UInt32) throws(SystemError) {
    try disk.setMode(path, mode)
  }
  func truncate(_ path: String, to size: Int) throws(SystemError) {
    try disk.truncate(path, to: size)
  }
  func flushFolder(_ path: String) throws(SystemError) { try disk.flushFolder(path) }
  func flushFileSystem(_ path: String) throws(SystemError) { try disk.flushFileSystem(path) }
  func tryLock(
    _ path: String, _ kind: FileLock.Kind, mode: UInt32
  ) throws(SystemError) -> FileLock? {
    try disk.tryLock(path, kind, mode: mode)
  }
  func bootIdentifier() -> String? { disk.bootIdentifier() }
  func timeOfDay() -> Int64 { disk.timeOfDay() }
  func uptime() -> Duration { disk.uptime() }
  func pause(_ duration: Duration) { disk.pause(duration) }
}
