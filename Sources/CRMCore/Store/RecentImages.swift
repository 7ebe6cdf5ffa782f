/// The contents of documents that the journal's last segment holds and that were written last, so that
/// the next change of one of them need not repeat it.
///
/// What is named here is there for as long as the segment is; what is not named is only written again.
struct RecentImages {
  /// The most that are named: more would make every command read and write more.
  private static let limit = 64

  /// `PATH@CONTENT@RECORD` each: checksums of a document's path and of its content, and where the record
  /// begins that left it.
  ///
  /// As bytes, because every command that writes reads and writes all of them.
  private var words: [ArraySlice<UInt8>]

  /// Reads what `text` gives; words of another kind name nothing.
  init(_ text: String) { words = Array(text.utf8).split(separator: UInt8(ascii: " ")) }

  var text: String {
    var bytes: [UInt8] = []
    for word in words {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
      bytes += word
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The record that left this content of a document; `nil` where none is known.
  func record(of path: String, _ content: [UInt8]) -> Int? {
    var sum = Checksum(path.utf8)
    let document = sum.text + "@"
    sum.add(content)
    let image = (document + sum.text + "@").utf8
    return words.first { $0.starts(with: image) }
      .flatMap { Int(String(decoding: $0.dropFirst(image.count), as: UTF8.self)) }
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
      words.removeAll { $0.starts(with: document.utf8) }
      guard let after = change.after else { continue }
      sum.add(after)
      words.append(Array("\(document)\(sum.text)@\(record)".utf8)[...])
    }
    words = words.suffix(Self.limit)
  }
}
