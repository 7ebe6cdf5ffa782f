import CRMModel

/// Values by key, in the order of the keys.
///
/// A sorted array: objects of documents have a few dozen keys at most, are written in this order,
/// and so are read back without sorting. Finding a key takes logarithmic time, inserting linear time.
/// Keys are compared as Swift compares texts: by Unicode canonical equivalence.
package struct JSONObject: Hashable, Sendable {
  /// A key with its value.
  package struct Member: Hashable, Sendable {
    /// The key.
    package let key: String
    /// Its value.
    package var value: JSONValue

    /// A key with its value.
    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The keys with their values, sorted by key, without duplicates.
  package private(set) var members: [Member] = []

  /// An object without keys.
  package init() {}

  /// Members with distinct keys, in any order.
  init(distinct members: [Member]) {
    let isSorted = zip(members, members.dropFirst()).allSatisfy { $0.key < $1.key }
    self.members = isSorted ? members : members.sorted { $0.key < $1.key }
  }

  /// The value of a key; setting `nil` removes the key.
  package subscript(key: String) -> JSONValue? {
    get {
      let index = position(of: key)
      return index < members.count && members[index].key == key ? members[index].value : nil
    }
    set {
      let index = position(of: key)
      let exists = index < members.count && members[index].key == key
      switch (newValue, exists) {
      case (let value?, true): members[index].value = value
      case (let value?, false):
        // Nearly all have several keys; else the first few would be moved thrice.
        if members.isEmpty { members.reserveCapacity(8) }
        members.insert(Member(key: key, value: value), at: index)
      case (nil, true): members.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// Where a key stands, or would stand.
  private func position(of key: String) -> Int {
    members.indices.partitionPoint { members[$0].key < key }
  }
}
