/// Everything the store asks of a disk.
///
/// Each call is one step that either happens or does not (a write may happen in part), so that a
/// test can fail, tear or cut the power after the nth of them. Paths are absolute or relative to
/// the working directory. No call follows a symbolic link in the **last** part of its path.
/// Interrupted calls are repeated and short writes continued. All calls may be made from several
/// threads at once.
package protocol FileSystem: Sendable {
  /// Describes an entry, or gives nil where there is none.
  func status(_ path: String) throws(SystemError) -> FileStatus?

  /// Reads at most `limit` bytes of a regular file from an offset, or gives nil where there is none.
  func readFile(_ path: String, from offset: Int, limit: Int) throws(SystemError) -> [UInt8]?

  /// Lists a folder in no particular order, or gives nil where there is none.
  func listFolder(_ path: String) throws(SystemError) -> [FolderEntry]?

  /// Makes a folder with exactly this mode, whatever the process masks.
  func makeFolder(_ path: String, mode: UInt32) throws(SystemError)

  /// Makes a file that does not exist yet, with exactly this mode, and writes all of it.
  ///
  /// After an error a part of it may be there.
  func createFile(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(SystemError)

  /// Renames, replacing a file at the new path.
  func rename(_ path: String, to newPath: String) throws(SystemError)

  /// Removes a file, a link or an empty folder.
  func remove(_ path: String) throws(SystemError)

  /// Gives a file or folder exactly this mode.
  func setMode(_ path: String, _ mode: UInt32) throws(SystemError)

  /// Writes bytes into an existing file from an offset on; after an error a part may be there.
  func append(_ bytes: [UInt8], to path: String, at offset: Int) throws(SystemError)

  /// Cuts an existing file to a size.
  func truncate(_ path: String, to size: Int) throws(SystemError)

  /// Returns when the content and size of a file are on the device (`fdatasync`).
  func flush(_ path: String) throws(SystemError)

  /// Returns when the names in a folder are on the device (`fsync`).
  func flushFolder(_ path: String) throws(SystemError)

  /// Returns when everything in the file system that holds the path is on the device (`syncfs`).
  func flushFileSystem(_ path: String) throws(SystemError)

  /// Takes a lock on a file without waiting, or gives nil where another holds it.
  ///
  /// A missing file is made with the mode and never replaced or removed. The lock is not passed on
  /// to programs that are started.
  func tryLock(_ path: String, _ kind: FileLock.Kind, mode: UInt32) throws(SystemError) -> FileLock?

  /// Names the kind of a disk on which locks may not hold between machines; nil for any other.
  func kindWithoutLocks(_ path: String) -> String?

  /// Names the run of the machine since it was started, or gives nil where that is not known.
  func bootIdentifier() -> String?

  /// The milliseconds since 1970, by the clock that stamps what changes on this disk.
  func timeOfDay() -> Int64

  /// The time since some moment in the past; never goes back.
  func uptime() -> Duration

  /// Waits.
  func pause(_ duration: Duration)

  /// A file's content where it lies, or nil where there is none; it must not be written meanwhile.
  func mapFile(_ path: String) throws(SystemError) -> Bytes?

  /// Reads at most `limit` bytes of a regular file, with its status from before they were read.
  func readWithStatus(
    _ path: String, limit: Int
  ) throws(SystemError) -> (bytes: [UInt8], status: FileStatus)?

  /// Reads files of one folder by their names, in their order, each as `readWithStatus` does alone.
  func readWithStatus(
    _ names: [String], in folder: String, limit: Int
  ) throws(SystemError) -> [(bytes: [UInt8], status: FileStatus)?]

  /// Describes entries of one folder by their names, one after the other in their order; nil for one
  /// that is not there.
  func statuses(
    of names: [String], in folder: String, _ take: (_ name: String, FileStatus?) -> Void
  ) throws(SystemError)

  /// Sets the time of the last change of a file's content or a folder's entries, in nanoseconds since
  /// 1970.
  func setModified(_ path: String, nanoseconds: Int64) throws(SystemError)
}

extension FileSystem {
  /// Such a disk is told by the system alone.
  package func kindWithoutLocks(_ path: String) -> String? { nil }

  /// Reads the file where it cannot be mapped.
  package func mapFile(_ path: String) throws(SystemError) -> Bytes? {
    try readFile(path, from: 0, limit: Int.max).map { Bytes(copying: $0) }
  }

  /// Asks for one after the other.
  package func statuses(
    of names: [String], in folder: String, _ take: (_ name: String, FileStatus?) -> Void
  ) throws(SystemError) {
    for name in names { take(name, try status("\(folder)/\(name)")) }
  }

  /// Asks twice where the disk cannot answer both at once.
  package func readWithStatus(
    _ path: String, limit: Int
  ) throws(SystemError) -> (bytes: [UInt8], status: FileStatus)? {
    guard let status = try status(path), let bytes = try readFile(path, from: 0, limit: limit)
    else { return nil }
    return (bytes, status)
  }

  /// Reads one after the other.
  package func readWithStatus(
    _ names: [String], in folder: String, limit: Int
  ) throws(SystemError) -> [(bytes: [UInt8], status: FileStatus)?] {
    try names.map { (name) throws(SystemError) in
      try readWithStatus("\(folder)/\(name)", limit: limit)
    }
  }

  /// Refused where folders have no times of their own.
  package func setModified(_ path: String, nanoseconds: Int64) throws(SystemError) {
    throw SystemError(.status, path, code: SystemError.notPermitted)
  }
}
