import CRMModel
import Synchronization

/// What has changed among the documents of a kind since the catalog's base was written.
struct CatalogOverlay: Sendable {
  /// Those that were added or changed.
  private(set) var records: [UInt64: CatalogRecord] = [:]
  /// Those that were removed.
  private(set) var removed: Set<UInt64> = []
  private var lookups = Lookups()

  /// Ids by each sort of key, made when somebody first asks for one: most commands ask for few, and
  /// the records of an import have millions.
  private final class Lookups: Sendable {
    let made = Mutex<[CatalogBase.Index.Key: Chains]>([:])
  }

  /// The ids of all of them in a range, the removed ones too.
  func changed(in range: Range<UInt64>) -> [UInt64] {
    records.keys.filter(range.contains) + removed.filter(range.contains)
  }

  /// Whether what the base says of a document counts no longer.
  func hides(_ id: UInt64) -> Bool { records[id] != nil || removed.contains(id) }

  mutating func insert(_ record: CatalogRecord) {
    let old = records.updateValue(record, forKey: record.id)
    if !removed.isEmpty { removed.remove(record.id) }
    // A copy of the overlay knows other records by now.
    if !isKnownUniquelyReferenced(&lookups) { lookups = Lookups() }
    lookups.made.withLock { made in
      guard !made.isEmpty else { return }
      for sort in Array(made.keys) {
        record.forEachKey(sort) { key in
          if old?.has(key, sort) != true { made[sort]?.append(record.id, for: key) }
        }
      }
    }
  }

  mutating func remove(_ id: UInt64) {
    records[id] = nil
    removed.insert(id)
  }

  /// The records that have a key, in no order.
  func ids(_ sort: CatalogBase.Index.Key, _ key: UInt64) -> [UInt64] {
    guard !records.isEmpty else { return [] }
    let all = lookups.made.withLock { made in
      if made[sort] == nil {
        var chains = Chains(capacity: records.count)
        for record in records.values {
          record.forEachKey(sort) { chains.append(record.id, for: $0) }
        }
        made[sort] = chains
      }
      return made[sort]?.all(for: key) ?? []
    }
    // Whose key has changed stays there.
    return all.filter { records[$0]?.has(key, sort) == true }
  }
}
