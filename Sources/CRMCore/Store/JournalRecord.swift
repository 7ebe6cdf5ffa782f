/// One operation as it lies in a segment of the journal, without the contents of the documents.
///
///     operation 17 214 2450 9ae16a3b2f90404f 3f29a1c07e6d5518
///     id 4m2q8w0c
///     at 1764000000
///     user anna
///     actor boris
///     kind normal
///     word deal
///     word move
///     change deals/7k/7k3m9qa2.json 1200 1250
///     …1,200 bytes before, 1,250 bytes after, and a newline
///
/// The first line holds the sequence number, the sizes of the lines that follow and of the images,
/// and a checksum of each. The actor is named only where somebody acted for the user. A missing image
/// is `-`. A backslash, a newline and a carriage return inside a value are written as `\\`, `\n` and
/// `\r`.
struct JournalRecord {
  /// One document of the operation, with where its images lie in the segment.
  struct Change {
    var path: String
    var before: Range<Int>?
    var after: Range<Int>?
  }

  var sequence: UInt64
  var header: OperationHeader
  var changes: [Change]
  /// Where the record begins and ends in the segment.
  var extent: Range<Int>

  var summary: OperationSummary {
    OperationSummary(sequence: sequence, header: header, paths: changes.map(\.path))
  }

  /// Writes a whole record.
  static func encoded(_ operation: Operation) -> [UInt8] {
    let header = operation.header
    var text = "id \(escaped(header.id))\nat \(header.at)\nuser \(escaped(header.user))\n"
    if let actor = header.actor { text += "actor \(escaped(actor))\n" }
    switch header.kind {
    case .normal: text += "kind normal\n"
    case .undo(let id): text += "kind undo \(escaped(id))\n"
    case .redo(let id): text += "kind redo \(escaped(id))\n"
    }
    for word in header.command {
      text += "word \(escaped(word))\n"
    }
    var sum = Checksum()
    var size = 0
    for change in operation.changes {
      let counts = [change.before, change.after].map { $0.map { String($0.count) } ?? "-" }
      text += "change \(change.path) \(counts[0]) \(counts[1])\n"
      for image in [change.before, change.after] {
        sum.add(image ?? [])
        size += image?.count ?? 0
      }
    }
    let frame = JournalFrame(
      sequence: operation.sequence, headerSize: text.utf8.count, imagesSize: size,
      headerSum: Checksum(text.utf8).text, imagesSum: sum.text)
    var record = Array((frame.line + text).utf8)
    record.reserveCapacity(record.count + size + 1)
    for change in operation.changes {
      record += change.before ?? []
      record += change.after ?? []
    }
    record.append(UInt8(ascii: "\n"))
    return record
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

extension JournalRecord {
  /// Reads the lines of a record that begins at an offset of its segment, or gives nil where they
  /// are not those of an operation.
  init?(frame: JournalFrame, lines: some Collection<UInt8>, at offset: Int) {
    var fields = lines.split(separator: UInt8(ascii: "\n"))
      .map { String(decoding: $0, as: UTF8.self) }[...]
    func next(_ key: String) -> String? {
      guard let line = fields.first, line.utf8.starts(with: key.utf8) else { return nil }
      fields.removeFirst()
      return String(decoding: line.utf8.dropFirst(key.utf8.count), as: UTF8.self)
    }
    guard let id = next("id "), let at = next("at ").flatMap({ Int64($0) }),
      let user = next("user ")
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
    changes = []
    var end = offset + frame.lineSize + frame.headerSize
    while let change = next("change ") {
      let parts = change.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 3, StoreLayout.isDocument(String(parts[0])) else { return nil }
      var ranges: [Range<Int>?] = []
      for part in parts[1...] {
        if part == "-" {
          ranges.append(nil)
          continue
        }
        guard let size = Int(part), (0...frame.imagesSize).contains(size) else { return nil }
        ranges.append(end..<end + size)
        end += size
      }
      changes.append(Change(path: String(parts[0]), before: ranges[0], after: ranges[1]))
    }
    extent = offset..<offset + frame.recordSize
    guard fields.isEmpty, end + 1 == extent.upperBound else { return nil }
  }

  private static func kind(_ text: String) -> OperationHeader.Kind? {
    if text == "normal" { return .normal }
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2 else { return nil }
    let id = unescaped(String(words[1]))
    switch words[0] {
    case "undo": return .undo(of: id)
    case "redo": return .redo(of: id)
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
