/// By which a changed file is known without being read.
package struct FileStamp: Hashable, Sendable {
  let inode: UInt64
  /// Nanoseconds since 1970, of the last change of the content.
  let modified: Int64
  /// Nanoseconds since 1970, of the last change of anything; nobody can set it back.
  let changed: Int64
  let size: Int64

  /// Differs from every file.
  static let none = FileStamp(inode: 0, modified: 0, changed: 0, size: -1)

  init(_ status: FileStatus) {
    inode = status.inode
    modified = status.modifiedSeconds &* 1_000_000_000 &+ status.modifiedNanoseconds
    changed = status.changedSeconds &* 1_000_000_000 &+ status.changedNanoseconds
    size = Int64(status.size)
  }

  init(inode: UInt64, modified: Int64, changed: Int64, size: Int64) {
    self.inode = inode
    self.modified = modified
    self.changed = changed
    self.size = size
  }

  /// A number that stands for it where nobody has to know more; 0 for none.
  var mark: UInt64 {
    guard self != .none else { return 0 }
    return withUnsafeBytes(of: (inode, modified, changed, size), Digest.of)
  }
}
