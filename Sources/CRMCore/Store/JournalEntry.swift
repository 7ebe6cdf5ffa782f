/// A record on its way into the journal; contents that the segment holds already are named instead of
/// repeated.
///
/// Its lines are made first, because they begin with the sizes and checksums of the contents behind
/// them; these are asked for again when they are written, so that they are never in memory together.
struct JournalEntry {
  /// What the record holds of one document.
  private struct Parts {
    /// Whether all of the content before is repeated.
    let isBeforeWhole: Bool
    /// What of the content after is new; `nil` for all of it.
    let own: [Range<Int>]?
  }

  private let changes: StoredChanges
  private var parts: [Parts] = []
  /// The record's lines.
  private let lines: [UInt8]

  init(
    _ operation: Operation, _ surroundings: DocumentFiles.Surroundings, _ recent: RecentImages
  ) throws(StoreError) {
    changes = operation.changes
    let header = operation.header
    var text =
      "version 2\nid \(Self.escaped(header.id))\nat \(header.at)\nuser \(Self.escaped(header.user))\n"
    if let actor = header.actor { text += "actor \(Self.escaped(actor))\n" }
    switch header.kind {
    case .normal: text += "kind normal\n"
    case .merge(let ids):
      text += "kind \((["merge"] + ids.map(Self.escaped)).joined(separator: " "))\n"
    case .undo(let id): text += "kind undo \(Self.escaped(id))\n"
    case .redo(let id): text += "kind redo \(Self.escaped(id))\n"
    }
    for word in header.command {
      text += "word \(Self.escaped(word))\n"
    }
    text += "time \(surroundings.time)\n"
    for (path, changed) in surroundings.folders.sorted(by: { $0.key < $1.key }) {
      text += "folder \(path.isEmpty ? "." : path) \(changed.map { "\($0)" } ?? "new")\n"
    }
    var (sum, size) = (Checksum(), 0)
    parts.reserveCapacity(changes.paths.count)
    for place in changes.paths.indices {
      let change = try changes.at(place)
      text += "change \(change.path)"
      let record = change.before.flatMap { recent.record(of: change.path, $0) }
      text += record.map { " @\($0)" } ?? change.before.map { " \($0.count)" } ?? " -"
      let (words, own) = Self.pieces(of: change)
      text += " \(words)\n"
      parts.append(Parts(isBeforeWhole: record == nil, own: own))
      for image in Self.images(of: change, parts[place]) {
        sum.add(image)
        size += image.count
      }
    }
    let frame = JournalFrame(
      sequence: operation.sequence, headerSize: text.utf8.count, imagesSize: size,
      headerSum: Checksum(text.utf8).text, imagesSum: sum.text)
    lines = Array((frame.line + text).utf8)
  }

  /// Gives the record away in chunks of about this size, in their order.
  func write(
    chunkBytes: Int, _ take: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    var chunk = lines
    for place in changes.paths.indices {
      for image in Self.images(of: try changes.at(place), parts[place]) { chunk += image }
      if chunk.count >= chunkBytes {
        try take(chunk)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    chunk.append(UInt8(ascii: "\n"))
    try take(chunk)
  }

  private static func images(of change: StoredChange, _ parts: Parts) -> [ArraySlice<UInt8>] {
    let before = parts.isBeforeWhole ? change.before ?? [] : []
    let after = change.after ?? []
    return [before[...]] + (parts.own ?? [after.indices]).map { after[$0] }
  }

  /// How the content after a change is put together, and what of it is new; `nil` for all of it.
  private static func pieces(of change: StoredChange) -> (words: String, own: [Range<Int>]?) {
    guard let after = change.after else { return ("-", nil) }
    guard let before = change.before, !after.isEmpty else { return ("\(after.count)", nil) }
    var words: [String] = []
    var own: [Range<Int>] = []
    for piece in LineDifference.pieces(of: after, from: before) {
      switch piece {
      case .kept(let range): words.append("\(range.lowerBound)+\(range.count)")
      case .own(let range):
        words.append("\(range.count)")
        own.append(range)
      }
    }
    let text = words.joined(separator: ",")
    let isShorter = own.reduce(text.utf8.count) { $0 + $1.count } < after.count
    return isShorter ? (text, own) : ("\(after.count)", nil)
  }

  private static func escaped(_ text: String) -> String {
    // By scalars, because a carriage return and a newline together are one character.
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
