import CRMModel

/// By which a folder whose entries changed is known without being listed.
struct FolderStamp: Hashable, Sendable {
  let inode: UInt64
  /// Nanoseconds since 1970, of the last change of an entry.
  let modified: Int64
  /// Nanoseconds since 1970, of the last change of anything: `rsync -t` sets the other time back, but
  /// nobody can set this one.
  let changed: Int64

  /// Nothing is known of the folder: it must be listed.
  static let unknown = FolderStamp(inode: 0, modified: 0, changed: 0)
  /// There is no such folder.
  static let absent = FolderStamp(inode: 0, modified: 0, changed: -1)

  init(inode: UInt64, modified: Int64, changed: Int64) {
    self.inode = inode
    self.modified = modified
    self.changed = changed
  }

  init(_ status: FileStatus) {
    inode = status.inode
    modified = status.modifiedSeconds &* 1_000_000_000 &+ status.modifiedNanoseconds
    changed = status.changedSeconds &* 1_000_000_000 &+ status.changedNanoseconds
  }

  /// The stamp, or `unknown` while an entry could still change within the same tick of the clock.
  func settled(at now: Instant) -> FolderStamp {
    changed < (now.secondsSinceEpoch - 1) &* 1_000_000_000 ? self : .unknown
  }
}
