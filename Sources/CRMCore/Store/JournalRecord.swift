/// One operation as it lies in a segment of the journal, without the contents of the documents.
///
///     operation 17 258 350 9ae16a3b2f90404f 3f29a1c07e6d5518
///     version 2
///     id 4m2q8w0c
///     at 1764000000
///     user anna
///     actor boris
///     kind normal
///     word deal
///     word move
///     time 1764000000250
///     folder . 1763990000000
///     folder deals 1763990000000
///     folder deals/7k new
///     change deals/7k/7k3m9qa2.json @1834 0+900,350,900+300
///     …350 bytes, and a newline
///
/// The first line holds the sequence number, the sizes of the lines that follow and of the bytes behind
/// them, and a checksum of each. The actor is named only where somebody acted for the user. A backslash,
/// a newline and a carriage return inside a value are written as `\\`, `\n` and `\r`.
///
/// The time, in milliseconds, is that of the disk just before the commit, and behind each folder on the
/// way to a document stands when it had last changed; by these, recovery tells what a person did.
///
/// A change holds the document before and after. A missing one is `-`. Before, `@1834` is what the
/// record at that offset of this segment left of the document, and a number that of the bytes that
/// follow. After, pieces are put together: `0+900` are 900 bytes from offset 0 of the content before,
/// `350` are 350 of the bytes that follow.
///
/// Version 1, which is read for ever, has neither the line that names it nor times and folders, and
/// whole contents only.
struct JournalRecord {
  /// What a content after an operation is put together from.
  enum Piece: Equatable {
    /// Bytes of the content before.
    case kept(Range<Int>)
    /// Bytes of the content itself; in a record, where they lie in the segment.
    case own(Range<Int>)
  }

  /// A content of a document, as a record keeps it.
  enum Image {
    /// All of it, at these bytes of the segment.
    case whole(Range<Int>)
    /// What the record at this offset of the segment left of the document.
    case left(by: Int)
    /// Put together from the content before the operation.
    case pieces([Piece])
  }

  /// One document of the operation; a missing content has no image.
  struct Change {
    var path: String
    var before: Image?
    var after: Image?
  }

  var sequence: UInt64
  var header: OperationHeader
  /// The moment of the disk's clock just before the commit.
  var time: Int64
  /// The folders on the way to the documents, with when each had last changed before; `nil` for one
  /// that this operation made.
  var folders: [(path: String, changed: Int64?)]
  var changes: [Change]
  /// Where the record begins and ends in the segment.
  var extent: Range<Int>

  var summary: OperationSummary {
    OperationSummary(sequence: sequence, header: header, paths: changes.map(\.path))
  }
}

extension JournalRecord {
  /// Reads the lines of a record that begins at an offset of its segment, or gives nil where they
  /// are not those of an operation.
  init?(frame: JournalFrame, lines: some Collection<UInt8>, at offset: Int) {
    // Each becomes a text when its turn comes: those of an import would fill the memory.
    var fields = lines.split(separator: UInt8(ascii: "\n"))[...]
    func next(_ key: String) -> String? {
      guard let line = fields.first, line.starts(with: key.utf8) else { return nil }
      fields.removeFirst()
      return String(decoding: line.dropFirst(key.utf8.count), as: UTF8.self)
    }
    let version = next("version ")
    guard version == nil || version == "2", let id = next("id "),
      let at = next("at ").flatMap({ Int64($0) }), let user = next("user ")
    else { return nil }
    let actor = next("actor ")
    guard let kind = next("kind ").flatMap({ Self.kind($0) })
    else { return nil }
    var command: [String] = []
    while let word = next("word ") {
      command.append(Self.unescaped(word))
    }
    header = OperationHeader(
      id: Self.unescaped(id), at: at, user: Self.unescaped(user), actor: actor.map(Self.unescaped),
      command: command, kind: kind)
    sequence = frame.sequence
    // The whole second in which a record of version 1 was written is that of its operation.
    time = next("time ").flatMap { Int64($0) } ?? (at &* 1_000 &+ 999)
    folders = []
    while let folder = next("folder ") {
      let parts = folder.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      folders.append((parts[0] == "." ? "" : String(parts[0]), Int64(parts[1])))
    }
    changes = []
    changes.reserveCapacity(fields.count)
    var end = offset + frame.lineSize + frame.headerSize
    while let line = next("change ") {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 3, StoreLayout.isDocument(String(parts[0])) else { return nil }
      var change = Change(path: String(parts[0]))
      func take(_ text: Substring) -> Range<Int>? {
        guard let size = Int(text), (0...frame.imagesSize).contains(size) else { return nil }
        defer { end += size }
        return end..<end + size
      }
      if parts[1].first == "@" {
        guard let earlier = Int(parts[1].dropFirst()), (0..<offset).contains(earlier)
        else { return nil }
        change.before = .left(by: earlier)
      } else if parts[1] != "-" {
        guard let range = take(parts[1]) else { return nil }
        change.before = .whole(range)
      }
      if let range = take(parts[2]) {
        change.after = .whole(range)
      } else if parts[2] != "-" {
        guard change.before != nil else { return nil }
        var pieces: [Piece] = []
        for text in parts[2].split(separator: ",", omittingEmptySubsequences: false) {
          if let range = take(text) {
            pieces.append(.own(range))
          } else {
            guard let kept = Self.kept(text) else { return nil }
            pieces.append(.kept(kept))
          }
        }
        change.after = .pieces(pieces)
      }
      changes.append(change)
    }
    extent = offset..<offset + frame.recordSize
    guard fields.isEmpty, end + 1 == extent.upperBound else { return nil }
  }

  private static func kept(_ text: Substring) -> Range<Int>? {
    let numbers = text.split(separator: "+", omittingEmptySubsequences: false)
    guard numbers.count == 2, let start = Int(numbers[0]), let count = Int(numbers[1]), start >= 0,
      count >= 0, case let (end, isTooFar) = start.addingReportingOverflow(count), !isTooFar
    else { return nil }
    return start..<end
  }

  private static func kind(_ text: String) -> OperationHeader.Kind? {
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    switch (words[0], words.dropFirst().first) {
    case ("normal", nil): return .normal
    case ("merge", let ids):
      return .merge(settingAside: (ids ?? "").split(separator: " ").map { unescaped(String($0)) })
    case ("undo", let id?): return .undo(of: unescaped(id))
    case ("redo", let id?): return .redo(of: unescaped(id))
    default: return nil
    }
  }

  private static func unescaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        result.append(scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
