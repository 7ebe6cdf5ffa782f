extension JournalRecord {
  /// Writes a whole record; contents that the segment holds already are named instead of repeated.
  static func encoded(
    _ operation: Operation, _ surroundings: DocumentFiles.Surroundings, _ recent: RecentImages
  ) -> [UInt8] {
    let header = operation.header
    var text =
      "version 2\nid \(escaped(header.id))\nat \(header.at)\nuser \(escaped(header.user))\n"
    if let actor = header.actor { text += "actor \(escaped(actor))\n" }
    switch header.kind {
    case .normal: text += "kind normal\n"
    case .undo(let id): text += "kind undo \(escaped(id))\n"
    case .redo(let id): text += "kind redo \(escaped(id))\n"
    }
    for word in header.command {
      text += "word \(escaped(word))\n"
    }
    text += "time \(surroundings.time)\n"
    for (path, changed) in surroundings.folders.sorted(by: { $0.key < $1.key }) {
      text += "folder \(path.isEmpty ? "." : path) \(changed.map { "\($0)" } ?? "new")\n"
    }
    // What stands in memory already is put together once only: an import may be very large.
    var images: [ArraySlice<UInt8>] = []
    for change in operation.changes {
      text += "change \(change.path)"
      if let before = change.before, let record = recent.record(of: change.path, before) {
        text += " @\(record)"
      } else {
        text += change.before.map { " \($0.count)" } ?? " -"
        images.append(change.before?[...] ?? [])
      }
      text += " \(pieces(of: change, &images))\n"
    }
    let frame = JournalFrame(
      sequence: operation.sequence, headerSize: text.utf8.count,
      imagesSize: images.reduce(0) { $0 + $1.count }, headerSum: Checksum(text.utf8).text,
      imagesSum: images.reduce(into: Checksum()) { $0.add($1) }.text)
    var record = Array(frame.line.utf8)
    record.reserveCapacity(frame.recordSize)
    record += text.utf8
    for image in images { record += image }
    record.append(UInt8(ascii: "\n"))
    return record
  }

  /// Adds what is new in the content after a change, and says how all of it is put together.
  private static func pieces(of change: StoredChange, _ images: inout [ArraySlice<UInt8>]) -> String
  {
    guard let after = change.after else { return "-" }
    var pieces: [Piece] = []
    if let before = change.before { pieces = LineDifference.pieces(of: after, from: before) }
    var words: [String] = []
    var own = 0
    for piece in pieces {
      switch piece {
      case .kept(let range): words.append("\(range.lowerBound)+\(range.count)")
      case .own(let range):
        words.append("\(range.count)")
        own += range.count
      }
    }
    let text = words.joined(separator: ",")
    guard change.before != nil, !after.isEmpty, own + text.utf8.count < after.count else {
      images.append(after[...])
      return "\(after.count)"
    }
    for case .own(let range) in pieces { images.append(after[range]) }
    return text
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
