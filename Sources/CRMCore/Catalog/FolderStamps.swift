/// The stamps of all folders, as the catalog knows them; a command reads those that it asks for.
struct FolderStamps: Sendable {
  /// As they were stored; `nil` where no folder is known.
  private let stored: ByteView?
  /// Those that are known otherwise by now, by their slots.
  private var changed: [Int: FolderStamp] = [:]

  /// Of folders that do not exist.
  init() { stored = nil }

  /// Stamps that were stored.
  init(_ view: ByteView) { stored = view }

  /// Bytes of one stored stamp.
  static let size = 24

  subscript(key: FolderKey) -> FolderStamp {
    get { self[key.slot] }
    set { changed[key.slot] = newValue }
  }

  /// In the order of their slots.
  var all: [FolderStamp] { (0..<FolderKey.count).map { self[$0] } }

  private subscript(slot: Int) -> FolderStamp {
    if let changed = changed[slot] { return changed }
    guard let stored else { return .absent }
    let start = Self.size * slot
    return FolderStamp(
      inode: stored.integer(start), modified: stored.integer(start + 8),
      changed: stored.integer(start + 16))
  }
}
