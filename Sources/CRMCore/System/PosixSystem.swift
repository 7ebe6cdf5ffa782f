import Glibc

// Glibc's header shows `syncfs` only to programs that define `_GNU_SOURCE`, which Swift's import
// does not. One whole number in and one out are passed alike in C and in Swift.
@_silgen_name("syncfs")
private func syncfs(_ descriptor: Int32) -> Int32

// The import leaves `<sys/statfs.h>` out. On every 64-bit Linux the structure has 120 bytes, of which the
// first eight are the kind.
@_silgen_name("statfs")
private func statfs(_ path: UnsafePointer<CChar>, _ found: UnsafeMutablePointer<Int64>) -> Int32

/// The operating system's services; only the files of this type import Glibc.
///
/// It holds nothing and does nothing before it is asked. Random numbers are not here: the standard
/// library's `SystemRandomNumberGenerator` calls `getrandom` itself.
package struct PosixSystem: FileSystem {
  /// One of the streams that every program is started with.
  package enum Stream: Int32, Sendable {
    case input = 0
    case output
    case error

    /// Written out: a case's own name costs a reflection, which was most of the start-up.
    var name: String {
      switch self {
      case .input: "standard input"
      case .output: "standard output"
      case .error: "standard error"
      }
    }
  }

  /// Makes the services available, at no cost.
  package init() {}

  // MARK: Files

  package func status(_ path: String) throws(SystemError) -> FileStatus? {
    var found = stat()
    guard retrying({ lstat(path, &found) }) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw failure(.status, path) }
      return nil
    }
    return status(of: found)
  }

  func status(of found: stat) -> FileStatus {
    FileStatus(
      kind: kind(ofMode: found.st_mode), size: Int(found.st_size),
      mode: UInt32(found.st_mode) & 0o7777, modifiedSeconds: Int64(found.st_mtim.tv_sec),
      modifiedNanoseconds: Int64(found.st_mtim.tv_nsec),
      changedSeconds: Int64(found.st_ctim.tv_sec),
      changedNanoseconds: Int64(found.st_ctim.tv_nsec), inode: UInt64(found.st_ino))
  }

  package func makeFolder(_ path: String, mode: UInt32) throws(SystemError) {
    guard retrying({ mkdir(path, 0o700) }) == 0 else { throw failure(.makeFolder, path) }
    try withDescriptor(.makeFolder, path, O_RDONLY | O_DIRECTORY) { (folder) throws(SystemError) in
      giveToOwnerOfFolder(folder, path)
      guard fchmod(folder, mode) == 0 else { throw failure(.makeFolder, path) }
    }
  }

  package func createFile(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL
    try withDescriptor(.create, path, flags) { (file) throws(SystemError) in
      try writeAll(bytes, to: file, at: 0, .create, path)
      giveToOwnerOfFolder(file, path)
      guard fchmod(file, mode) == 0 else { throw failure(.create, path) }
    }
  }

  package func rename(_ path: String, to newPath: String) throws(SystemError) {
    guard retrying({ Glibc.rename(path, newPath) }) == 0 else { throw failure(.rename, newPath) }
  }

  package func remove(_ path: String) throws(SystemError) {
    guard retrying({ Glibc.remove(path) }) == 0 else { throw failure(.remove, path) }
  }

  package func setMode(_ path: String, _ mode: UInt32) throws(SystemError) {
    guard retrying({ fchmodat(AT_FDCWD, path, mode, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      throw failure(.setMode, path)
    }
  }

  package func append(
    _ bytes: [UInt8], to path: String, at offset: Int
  ) throws(SystemError) {
    try withDescriptor(.append, path, O_WRONLY) { (file) throws(SystemError) in
      try writeAll(bytes, to: file, at: offset, .append, path)
    }
  }

  package func truncate(_ path: String, to size: Int) throws(SystemError) {
    try withDescriptor(.truncate, path, O_WRONLY) { (file) throws(SystemError) in
      guard retrying({ ftruncate(file, size) }) == 0 else { throw failure(.truncate, path) }
    }
  }

  // A failed write-back is reported to the next flush even through another descriptor, so that
  // opening the file anew loses no error.

  package func flush(_ path: String) throws(SystemError) {
    try withDescriptor(.flush, path, O_WRONLY) { (file) throws(SystemError) in
      guard fdatasync(file) == 0 else { throw failure(.flush, path) }
    }
  }

  package func flushFolder(_ path: String) throws(SystemError) {
    try withDescriptor(.flush, path, O_RDONLY | O_DIRECTORY) { (folder) throws(SystemError) in
      guard fsync(folder) == 0 else { throw failure(.flush, path) }
    }
  }

  package func flushFileSystem(_ path: String) throws(SystemError) {
    try withDescriptor(.flush, path, O_RDONLY | O_DIRECTORY) { (folder) throws(SystemError) in
      guard syncfs(folder) == 0 else { throw failure(.flush, path) }
    }
  }

  package func tryLock(
    _ path: String, _ kind: FileLock.Kind, mode: UInt32
  ) throws(SystemError) -> FileLock? {
    let common = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    // A network file system wants a writable descriptor for the exclusive lock, and a reader may
    // have no right to one.
    let flags = kind == .shared ? O_RDONLY : O_RDWR
    var descriptor = retrying { open(path, flags | common) }
    if descriptor < 0 && errno == ENOENT {
      descriptor = retrying { open(path, O_RDWR | O_CREAT | O_EXCL | common, 0o600) }
      if descriptor < 0 && errno == EEXIST { return nil }
      if descriptor >= 0 {
        giveToOwnerOfFolder(descriptor, path)
        _ = fchmod(descriptor, mode)
      }
    }
    guard descriptor >= 0 else { throw failure(.lock, path) }
    let operation = (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB
    var held = stat()
    guard retrying({ flock(descriptor, operation) }) == 0, fstat(descriptor, &held) == 0 else {
      defer { _ = close(descriptor) }
      guard errno == EWOULDBLOCK else { throw failure(.lock, path) }
      return nil
    }
    // Somebody may have removed the file since it was opened: that lock would keep nobody out.
    guard try status(path)?.inode == UInt64(held.st_ino) else {
      _ = close(descriptor)
      return nil
    }
    return FileLock { [descriptor] in _ = close(descriptor) }
  }

  package func kindWithoutLocks(_ path: String) -> String? {
    var found = [Int64](repeating: 0, count: 16)
    guard retrying({ statfs(path, &found) }) == 0 else { return nil }
    // The numbers of <linux/magic.h>.
    return switch UInt32(truncatingIfNeeded: found[0]) {
    case 0x6969: "NFS"
    case 0x517B, 0xFF53_4D42, 0xFE53_4D42: "SMB"
    case 0x6573_5546: "FUSE"
    case 0x0102_1997: "9P"
    case 0x5346_414F: "AFS"
    default: nil
    }
  }

  package func bootIdentifier() -> String? {
    let path = "/proc/sys/kernel/random/boot_id"
    guard let bytes = try? readUserFile(path, limit: 64) else { return nil }
    return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
  }

  package func timeOfDay() -> Int64 {
    let time = clock(CLOCK_REALTIME)
    return Int64(time.tv_sec) &* 1_000 &+ Int64(time.tv_nsec) / 1_000_000
  }

  package func uptime() -> Duration {
    let time = clock(CLOCK_MONOTONIC)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  package func pause(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }

  package func setModified(_ path: String, nanoseconds: Int64) throws(SystemError) {
    let time = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    // `UTIME_OMIT`, which Swift does not see: the time of the last access stays.
    let kept = timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2)
    let times = [kept, time]
    guard utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw failure(.status, path)
    }
  }

  // MARK: Helpers

  /// Has what root makes belong to whoever owns the folder it lies in: one `sudo crm` must not lock
  /// the owner of the data out.
  private func giveToOwnerOfFolder(_ descriptor: Int32, _ path: String) {
    guard geteuid() == 0 else { return }
    let folder = path.lastIndex(of: "/").map { "\(path[...$0])." } ?? "."
    var found = stat()
    guard lstat(String(folder), &found) == 0, found.st_uid != 0 else { return }
    // A disk that keeps no owners locks nobody out either.
    _ = fchown(descriptor, found.st_uid, found.st_gid)
  }

  func failure(_ operation: SystemError.Operation, _ path: String) -> SystemError {
    SystemError(operation, path, code: errno)
  }

  func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result != -1 || errno != EINTR { return result }
    }
  }

  func clock(_ identifier: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(identifier, &time)
    return time
  }

  func kind(ofMode mode: mode_t) -> FileStatus.Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .symbolicLink
    default: .other
    }
  }

  func kind(ofEntry type: Int) -> FileStatus.Kind {
    switch type {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .symbolicLink
    default: .other
    }
  }

  private func withDescriptor(
    _ operation: SystemError.Operation, _ path: String, _ flags: Int32,
    _ body: (Int32) throws(SystemError) -> Void
  ) throws(SystemError) {
    let descriptor = retrying { open(path, flags | O_NOFOLLOW | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw failure(operation, path) }
    defer { _ = close(descriptor) }
    try body(descriptor)
  }

  func wholeContent(
    of descriptor: Int32, _ path: String, limit: Int
  ) throws(SystemError) -> [UInt8] {
    let content = try bytes(of: descriptor, path, limit: limit < Int.max ? limit + 1 : limit)
    guard content.count <= limit else {
      throw SystemError(.read, path, code: SystemError.tooLarge)
    }
    return content
  }

  func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, at offset: Int?,
    _ operation: SystemError.Operation, _ path: String
  ) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        return retrying {
          guard let offset else { return Glibc.write(descriptor, rest.baseAddress, rest.count) }
          return pwrite(descriptor, rest.baseAddress, rest.count, offset + written)
        }
      }
      guard count >= 0 else { throw failure(operation, path) }
      written += count
    }
  }
}
