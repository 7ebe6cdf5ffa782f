/// What the file system knows of one entry, without following a symbolic link.
package struct FileStatus: Equatable, Sendable {
  /// The kind of an entry of a folder.
  package enum Kind: Sendable {
    case file, folder, symbolicLink, other
  }

  /// The kind of the entry.
  package var kind: Kind
  /// The size in bytes.
  package var size: Int
  /// The permission bits, with set-group-id and its like, without the kind.
  package var mode: UInt32
  /// The whole seconds of the last change of the content, since 1970.
  package var modifiedSeconds: Int64
  /// The nanoseconds beyond `modifiedSeconds`.
  package var modifiedNanoseconds: Int64
  /// The whole seconds of the last change of anything, which nobody can set back, since 1970.
  package var changedSeconds: Int64
  /// The nanoseconds beyond `changedSeconds`.
  package var changedNanoseconds: Int64
  /// The number of the entry in its file system.
  package var inode: UInt64

  /// The milliseconds of the last change of anything, since 1970.
  package var changed: Int64 { changedSeconds &* 1_000 &+ changedNanoseconds / 1_000_000 }

  /// Describes an entry; where the last change of anything is not known, that of the content stands
  /// for it.
  package init(
    kind: Kind, size: Int, mode: UInt32, modifiedSeconds: Int64, modifiedNanoseconds: Int64,
    changedSeconds: Int64? = nil, changedNanoseconds: Int64? = nil, inode: UInt64
  ) {
    self.kind = kind
    self.size = size
    self.mode = mode
    self.modifiedSeconds = modifiedSeconds
    self.modifiedNanoseconds = modifiedNanoseconds
    self.changedSeconds = changedSeconds ?? modifiedSeconds
    self.changedNanoseconds = changedNanoseconds ?? modifiedNanoseconds
    self.inode = inode
  }
}
