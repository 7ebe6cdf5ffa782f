import CRMModel

/// A folder of documents: that of a kind, or one of the two-character folders within it.
struct FolderKey: Hashable, Sendable {
  /// Its place in the table of stamps.
  let slot: Int

  /// How many two characters there are.
  static let shards = 1_024
  /// Folders of a kind: one for each two characters, and the kind's own behind them.
  private static let perKind = shards + 1
  /// How many there can be.
  static var count: Int { perKind * Kind.documents.count }

  /// The folder of a kind itself.
  init(_ kind: Kind) { slot = kind.number * Self.perKind + Self.perKind - 1 }

  /// The folder of a document.
  init(_ kind: Kind, id: UInt64) {
    slot = kind.number * Self.perKind + Int(id >> 30 & 1_023)
  }

  /// A two-character folder within it; `nil` for a name that no id begins with.
  init?(_ kind: Kind, shard: String) {
    guard let first = Identifier<Deal>(shard + "000000") else { return nil }
    self.init(kind, id: first.bits)
  }

  /// The folder of a stored place; `nil` for one that is none.
  init?(slot: Int) {
    guard (0..<Self.count).contains(slot) else { return nil }
    self.slot = slot
  }

  /// The two-character folders of a kind, in order.
  static func shards(of kind: Kind) -> [FolderKey] {
    (0..<UInt64(shards)).map { FolderKey(kind, id: $0 << 30) }
  }

  /// Whether it is the folder of a kind itself.
  var isOfKind: Bool { slot % Self.perKind == Self.perKind - 1 }

  /// The ids that lie in the folder.
  var identifiers: Range<UInt64> {
    let start = UInt64(slot % Self.perKind) << 30
    return start..<start + 1 << 30
  }

  /// Its path in the data directory.
  var path: String {
    let folder = Kind.documents[slot / Self.perKind].folder
    return isOfKind ? folder : "\(folder)/\(shard)"
  }

  /// The two characters.
  var shard: String { Identifier<Deal>(stored: identifiers.lowerBound).prefix(2) }
}

extension Kind {
  /// The kind of a number; `nil` for one that no documents have.
  init?(number: Int) {
    guard Kind.documents.indices.contains(number) else { return nil }
    self = Kind.documents[number]
  }
}
