/// One name in a folder.
package struct FolderEntry: Equatable, Sendable {
  /// The last part of the path; bytes that are not UTF-8 have become U+FFFD.
  package var name: String
  /// The kind of what the name stands for.
  package var kind: FileStatus.Kind

  /// Names an entry of a folder.
  package init(name: String, kind: FileStatus.Kind) {
    self.name = name
    self.kind = kind
  }
}
