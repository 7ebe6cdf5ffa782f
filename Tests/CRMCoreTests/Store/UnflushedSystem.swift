import CRMCore

/// The real disk without waiting for it: these tests are not about lost power.
struct UnflushedSystem: FileSystem {
  /// Files and folders that the device cannot read.
  var unreadable: Set<String> = []
  /// When files were last changed, in seconds, other than the disk says: no test can set it back.
  var changed: [String: Int64] = [:]
  /// Whether nothing can be put in its place.
  var cannotRename = false
  /// The part of a path below which nothing may be changed.
  var forbidden: String?
  /// What somebody else does as soon as a file has got its name.
  var afterRenaming: @Sendable (String) -> Void = { _ in }
  /// Whether a change below a path fails, as everything does from the moment on that a command dies.
  var fails: @Sendable (String) -> Bool = { _ in false }
  /// What somebody else does while a file is flushed.
  var whileFlushing: @Sendable (String) -> Void = { _ in }
  private let system = PosixSystem()

  /// The disk of a command that is killed before it can tell the catalog of what it did.
  static let withoutCatalog = UnflushedSystem(forbidden: "/local/catalog")

  func status(_ path: String) throws(SystemError) -> FileStatus? {
    var status = try system.status(path)
    if let seconds = changed[path] { status?.changedSeconds = seconds }
    return status
  }

  func readFile(_ path: String, from offset: Int, limit: Int) throws(SystemError) -> [UInt8]? {
    try look(at: path, .read)
    return try system.readFile(path, from: offset, limit: limit)
  }

  func listFolder(_ path: String) throws(SystemError) -> [FolderEntry]? {
    try look(at: path, .list)
    return try system.listFolder(path)
  }

  private func look(at path: String, _ operation: SystemError.Operation) throws(SystemError) {
    guard unreadable.contains(path) else { return }
    throw SystemError(operation, path, code: SystemError.deviceFailed)
  }

  private func change(_ path: String, _ operation: SystemError.Operation) throws(SystemError) {
    guard forbidden.map(path.contains) == true || fails(path) else { return }
    throw SystemError(operation, path, code: SystemError.notPermitted)
  }

  func makeFolder(_ path: String, mode: UInt32) throws(SystemError) {
    try change(path, .makeFolder)
    try system.makeFolder(path, mode: mode)
  }

  func createFile(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(SystemError) {
    try change(path, .create)
    try system.createFile(path, bytes, mode: mode)
  }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    if cannotRename { throw SystemError(.rename, newPath, code: SystemError.deviceFailed) }
    try change(newPath, .rename)
    try system.rename(path, to: newPath)
    afterRenaming(newPath)
  }

  func remove(_ path: String) throws(SystemError) {
    try change(path, .remove)
    try system.remove(path)
  }

  func setMode(_ path: String, _ mode: UInt32) throws(SystemError) {
    try system.setMode(path, mode)
  }

  func append(_ bytes: [UInt8], to path: String, at offset: Int) throws(SystemError) {
    try change(path, .append)
    try system.append(bytes, to: path, at: offset)
  }

  func truncate(_ path: String, to size: Int) throws(SystemError) {
    try change(path, .truncate)
    try system.truncate(path, to: size)
  }

  func flush(_ path: String) { whileFlushing(path) }

  func flushFolder(_ path: String) {}

  func flushFileSystem(_ path: String) {}

  func tryLock(
    _ path: String, _ kind: FileLock.Kind, mode: UInt32
  ) throws(SystemError) -> FileLock? {
    try system.tryLock(path, kind, mode: mode)
  }

  func bootIdentifier() -> String? { system.bootIdentifier() }

  func timeOfDay() -> Int64 { system.timeOfDay() }

  func uptime() -> Duration { system.uptime() }

  func pause(_ duration: Duration) { system.pause(duration) }

  func setModified(_ path: String, nanoseconds: Int64) throws(SystemError) {
    try change(path, .status)
    try system.setModified(path, nanoseconds: nanoseconds)
  }
}
