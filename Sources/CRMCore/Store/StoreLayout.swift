/// Where things lie inside a data directory, and which paths are documents.
struct StoreLayout: Sendable {
  /// The data directory itself.
  let root: String

  var local: String { root + "/local" }
  var lock: String { local + "/lock" }
  var state: String { local + "/state" }
  var journal: String { local + "/journal" }
  var digests: String { local + "/digests" }
  /// What this machine knows of its synchronizing, and the lock that keeps two of them apart.
  var syncState: String { local + "/sync.json" }
  var syncLock: String { local + "/sync" }
  /// The events of all documents for other programs (R58).
  var feed: String { local + "/feed" }
  /// What git is told to take for its index where nothing may change.
  var syncIndex: String { local + "/sync-index" }
  /// Files in the making, so that a killed command leaves nothing among the documents.
  var temporary: String { local + "/tmp" }

  /// What stands in a directory that is being made, until it is whole and in its place.
  var draftMark: String { local + "/draft" }

  /// The journal's segment that begins with an operation.
  func segment(_ first: UInt64) -> String {
    journal + "/" + Self.segmentName(first)
  }

  private static func segmentName(_ first: UInt64) -> String {
    let digits = String(first)
    return String(repeating: "0", count: max(8 - digits.count, 0)) + digits + ".log"
  }

  /// The sequence number of the first operation of a segment, or nil for a name of another kind.
  static func segmentStart(_ name: String) -> UInt64? {
    guard let first = UInt64(name.prefix { $0 != "." }), name == segmentName(first),
      (1...StoreState.greatestSequence).contains(first)
    else { return nil }
    return first
  }

  func document(_ path: String) -> String {
    root + "/" + path
  }

  /// Whether a relative path can be that of a document: one to three parts, each beginning with a
  /// small letter or a digit and made of these, `-`, `_` and `.`; none of this machine's own.
  ///
  /// Names from data never become paths; this keeps a hostile journal inside the directory too.
  static func isDocument(_ path: String) -> Bool {
    guard path.utf8.count <= 200, path.utf8.suffix(5).elementsEqual(".json".utf8),
      !path.utf8.starts(with: "local/".utf8)
    else { return false }
    var parts = 1
    var isStart = true
    for byte in path.utf8 {
      if byte == UInt8(ascii: "/"), !isStart {
        parts += 1
        isStart = true
      } else {
        guard isPlain(byte) || !isStart && "-_.".utf8.contains(byte) else { return false }
        isStart = false
      }
    }
    return !isStart && parts <= 3
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The folder that holds a document, as a relative path; empty for the data directory.
  static func folder(of path: String) -> Substring {
    path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
  }

  /// The folders that lead to a document, the outermost first, as relative paths.
  static func folders(of path: String) -> [String] {
    var folders: [String] = []
    for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
      folders.append(String(path[..<index]))
    }
    return folders
  }
}
