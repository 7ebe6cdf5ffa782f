/// The contents of documents that the journal's last segment holds and that were written last, so that
/// the next change of one of them need not repeat it.
///
/// What is named here is there for as long as the segment is; what is not named is only written again.
struct RecentImages {
  /// The most that are named: more would make every command read and write more.
  private static let limit = 64

  /// Checksums of a document's path and of its content, and where the record begins that left it.
  private var entries: [(path: String, content: String, record: Int)]

  /// Reads what `text` gives; words of another kind name nothing.
  init(_ text: String) {
    entries = text.split(separator: " ").compactMap { word in
      let parts = word.split(separator: "@")
      guard parts.count == 3, let record = Int(parts[2]) else { return nil }
      return (String(parts[0]), String(parts[1]), record)
    }
  }

  var text: String {
    entries.map { "\($0.path)@\($0.content)@\($0.record)" }.joined(separator: " ")
  }

  /// The record that left this content of a document; `nil` where none is known.
  func record(of path: String, _ content: [UInt8]) -> Int? {
    var sum = Checksum(path.utf8)
    guard let entry = entries.first(where: { $0.path == sum.text }) else { return nil }
    sum.add(content)
    return entry.content == sum.text ? entry.record : nil
  }

  /// Names what a record leaves.
  ///
  /// One of very many documents is left out: to find a document in it again costs more than it saves.
  mutating func note(_ changes: StoredChanges, record: Int) throws(StoreError) {
    guard changes.paths.count <= Self.limit else { return }
    for place in changes.paths.indices {
      let change = try changes.at(place)
      var sum = Checksum(change.path.utf8)
      let path = sum.text
      entries.removeAll { $0.path == path }
      guard let after = change.after else { continue }
      sum.add(after)
      entries.append((path, sum.text, record))
    }
    entries = entries.suffix(Self.limit)
  }
}
