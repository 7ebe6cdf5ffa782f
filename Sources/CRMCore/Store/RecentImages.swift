/// The contents of documents that the journal's last segment holds and that were written last, so that
/// the next change of one of them need not repeat it.
///
/// What is named here is there for as long as the segment is; what is not named is only written again.
struct RecentImages {
  /// The most that are named: more would make every command read and write more.
  private static let limit = 64

  /// `PATH@CONTENT@RECORD` each: checksums of a document's path and of its content, and where the record
  /// begins that left it.
  private var words: [String]

  /// Reads what `text` gives; words of another kind name nothing.
  init(_ text: String) {
    // By bytes, because every command that writes reads them.
    words = text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
  }

  var text: String { words.joined(separator: " ") }

  /// The record that left this content of a document; `nil` where none is known.
  func record(of path: String, _ content: [UInt8]) -> Int? {
    var sum = Checksum(path.utf8)
    let document = sum.text + "@"
    sum.add(content)
    let image = document + sum.text + "@"
    return words.first { $0.hasPrefix(image) }.flatMap { Int($0.dropFirst(image.utf8.count)) }
  }

  /// Names what a record leaves.
  ///
  /// One of very many documents is left out: to find a document in it again costs more than it saves.
  mutating func note(_ changes: StoredChanges, record: Int) throws(StoreError) {
    guard changes.paths.count <= Self.limit else { return }
    for place in changes.paths.indices {
      let change = try changes.at(place)
      var sum = Checksum(change.path.utf8)
      let document = sum.text + "@"
      words.removeAll { $0.hasPrefix(document) }
      guard let after = change.after else { continue }
      sum.add(after)
      words.append("\(document)\(sum.text)@\(record)")
    }
    words = words.suffix(Self.limit)
  }
}
