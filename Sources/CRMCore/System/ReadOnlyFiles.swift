/// A disk on which nothing can be changed, as if it were mounted read-only.
///
/// The store reads such a disk without a lock, and lays a committed operation that was not carried
/// out over the documents in memory. So whoever reads through it neither writes, nor waits, nor keeps
/// anybody waiting.
package struct ReadOnlyFiles: FileSystem {
  private let disk: any FileSystem

  /// Shields a disk.
  package init(_ disk: any FileSystem) {
    self.disk = disk
  }

  package func status(_ path: String) throws(SystemError) -> FileStatus? { try disk.status(path) }

  package func readFile(
    _ path: String, from offset: Int, limit: Int
  ) throws(SystemError) -> [UInt8]? {
    try disk.readFile(path, from: offset, limit: limit)
  }

  package func mapFile(_ path: String) throws(SystemError) -> Bytes? { try disk.mapFile(path) }

  package func listFolder(_ path: String) throws(SystemError) -> [FolderEntry]? {
    try disk.listFolder(path)
  }

  package func makeFolder(_ path: String, mode: UInt32) throws(SystemError) {
    throw refusal(.makeFolder, path)
  }

  package func createFile(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(SystemError) {
    throw refusal(.create, path)
  }

  package func rename(_ path: String, to newPath: String) throws(SystemError) {
    throw refusal(.rename, path)
  }

  package func remove(_ path: String) throws(SystemError) { throw refusal(.remove, path) }

  package func setMode(_ path: String, _ mode: UInt32) throws(SystemError) {
    throw refusal(.setMode, path)
  }

  package func append(_ bytes: [UInt8], to path: String, at offset: Int) throws(SystemError) {
    throw refusal(.append, path)
  }

  package func truncate(_ path: String, to size: Int) throws(SystemError) {
    throw refusal(.truncate, path)
  }

  package func flush(_ path: String) throws(SystemError) { throw refusal(.flush, path) }

  package func flushFolder(_ path: String) throws(SystemError) { throw refusal(.flush, path) }

  package func flushFileSystem(_ path: String) throws(SystemError) { throw refusal(.flush, path) }

  package func tryLock(
    _ path: String, _ kind: FileLock.Kind, mode: UInt32
  ) throws(SystemError) -> FileLock? {
    throw refusal(.lock, path)
  }

  package func bootIdentifier() -> String? { disk.bootIdentifier() }

  package func timeOfDay() -> Int64 { disk.timeOfDay() }

  package func uptime() -> Duration { disk.uptime() }

  package func pause(_ duration: Duration) { disk.pause(duration) }

  private func refusal(_ operation: SystemError.Operation, _ path: String) -> SystemError {
    SystemError(operation, path, code: SystemError.readOnly)
  }
}
