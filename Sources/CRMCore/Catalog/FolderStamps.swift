/// The stamps of all folders, as the catalog knows them.
struct FolderStamps: Sendable {
  private(set) var all: [FolderStamp]

  /// Of folders that do not exist.
  init() { all = Array(repeating: .absent, count: FolderKey.count) }

  /// Stamps that were stored.
  init(_ view: ByteView) {
    all = (0..<FolderKey.count).map { slot in
      FolderStamp(
        inode: view.integer(Self.size * slot), modified: view.integer(Self.size * slot + 8),
        changed: view.integer(Self.size * slot + 16))
    }
  }

  /// Bytes of one stored stamp.
  static let size = 24

  subscript(key: FolderKey) -> FolderStamp {
    get { all[key.slot] }
    set { all[key.slot] = newValue }
  }
}
