import CRMCore

/// The real disk for a command that is killed before it can tell the catalog of what it did, or that
/// somebody interferes with.
struct BlindSystem: FileSystem {
  /// Whether the catalog cannot be written.
  private let isBlind: Bool
  /// What somebody else does as soon as a file has got its name.
  private let afterRenaming: @Sendable (String) -> Void
  private let system = PosixSystem()

  init(isBlind: Bool = true, afterRenaming: @escaping @Sendable (String) -> Void = { _ in }) {
    self.isBlind = isBlind
    self.afterRenaming = afterRenaming
  }

  private func refuse(_ path: String, _ operation: SystemError.Operation) throws(SystemError) {
    guard isBlind, path.contains("/local/catalog") else { return }
    throw SystemError(operation, path, code: SystemError.notPermitted)
  }

  func status(_ path: String) throws(SystemError) -> FileStatus? { try system.status(path) }

  func readFile(_ path: String, from offset: Int, limit: Int) throws(SystemError) -> [UInt8]? {
    try system.readFile(path, from: offset, limit: limit)
  }

  func readWithStatus(
    _ path: String, limit: Int
  ) throws(SystemError) -> (bytes: [UInt8], status: FileStatus)? {
    try system.readWithStatus(path, limit: limit)
  }

  func listFolder(_ path: String) throws(SystemError) -> [FolderEntry]? {
    try system.listFolder(path)
  }

  func makeFolder(_ path: String, mode: UInt32) throws(SystemError) {
    try refuse(path, .makeFolder)
    try system.makeFolder(path, mode: mode)
  }

  func createFile(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(SystemError) {
    try refuse(path, .create)
    try system.createFile(path, bytes, mode: mode)
  }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try refuse(newPath, .rename)
    try system.rename(path, to: newPath)
    afterRenaming(newPath)
  }

  func remove(_ path: String) throws(SystemError) {
    try refuse(path, .remove)
    try system.remove(path)
  }

  func append(_ bytes: [UInt8], to path: String, at offset: Int) throws(SystemError) {
    try refuse(path, .append)
    try system.append(bytes, to: path, at: offset)
  }

  func truncate(_ path: String, to size: Int) throws(SystemError) {
    try refuse(path, .truncate)
    try system.truncate(path, to: size)
  }

  func setMode(_ path: String, _ mode: UInt32) throws(SystemError) {
    try system.setMode(path, mode)
  }

  func flush(_ path: String) throws(SystemError) {}
  func flushFolder(_ path: String) throws(SystemError) {}
  func flushFileSystem(_ path: String) throws(SystemError) {}

  func tryLock(
    _ path: String, _ kind: FileLock.Kind, mode: UInt32
  ) throws(SystemError) -> FileLock? {
    try system.tryLock(path, kind, mode: mode)
  }

  func bootIdentifier() -> String? { system.bootIdentifier() }
  func uptime() -> Duration { system.uptime() }
  func pause(_ duration: Duration) { system.pause(duration) }
  func mapFile(_ path: String) throws(SystemError) -> Bytes? { try system.mapFile(path) }

  func setModified(_ path: String, nanoseconds: Int64) throws(SystemError) {
    guard !isBlind else { throw SystemError(.status, path, code: SystemError.notPermitted) }
    try system.setModified(path, nanoseconds: nanoseconds)
  }
}
