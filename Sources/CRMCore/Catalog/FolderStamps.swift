import CRMModel

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

  /// Takes over that a folder went from one stamp to another; one that was not as the writer found it was
  /// changed by somebody else before.
  mutating func follow(_ key: FolderKey, from: FolderStamp, to: FolderStamp) {
    let known = changed.updateValue(to, forKey: key.slot) ?? stored(key.slot)
    if known != from { changed[key.slot] = .unknown }
  }

  subscript(key: FolderKey) -> FolderStamp {
    get { self[key.slot] }
    set { changed[key.slot] = newValue }
  }

  /// Those of the folders within a kind's own, in order, at once: every command asks for them.
  func shards(of kind: Kind) -> [FolderStamp] {
    let first = FolderKey(kind, id: 0).slot
    var shards: [FolderStamp] = []
    if let stored {
      var cursor = ByteCursor(stored, at: Self.size * first)
      shards = cursor.values(FolderKey.shards)
    }
    // What a damaged catalog lacks must be listed.
    let rest: FolderStamp = stored == nil ? .absent : .unknown
    shards += repeatElement(rest, count: FolderKey.shards - shards.count)
    for (slot, stamp) in changed where shards.indices.contains(slot - first) {
      shards[slot - first] = stamp
    }
    return shards
  }

  /// In the order of their slots.
  var all: [FolderStamp] { (0..<FolderKey.count).map { self[$0] } }

  private subscript(slot: Int) -> FolderStamp {
    changed[slot] ?? stored(slot)
  }

  private func stored(_ slot: Int) -> FolderStamp {
    guard let stored else { return .absent }
    let start = Self.size * slot
    return FolderStamp(
      inode: stored.integer(start), modified: stored.integer(start + 8),
      changed: stored.integer(start + 16))
  }
}
