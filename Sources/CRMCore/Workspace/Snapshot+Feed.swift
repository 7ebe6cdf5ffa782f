import CRMModel

/// An event as other programs get it (R58).
package struct FeedEntry: Sendable {
  /// Where the feed goes on behind it: the feed's name and the bytes up to the end of the line.
  package let cursor: String
  /// What happened.
  package let event: JSONObject
}

/// The events of all documents in the order in which this machine wrote or first saw them (R58).
///
/// They are lines of `local/feed`, only ever appended to; the file can be deleted at any moment, and
/// then another one begins. The first line is its name. The others have the document's path, the
/// operation and the event's number in it, by which it is known that the event is there, then the event.
/// What was added at once ends with an empty line: behind what was cut all documents are looked through.
extension Snapshot {
  private var feedPath: String { reader.context.layout.feed }

  /// The events behind a cursor, or all of them, once those that were not seen yet are added.
  ///
  /// Reads the documents that have changed since something was last added.
  ///
  /// - Throws: `CRMError.refused` for a cursor that is none of this feed.
  /// - Returns: The events, and the cursor behind the last.
  package func feed(
    after cursor: String?
  ) throws(CRMError) -> (entries: [FeedEntry], end: String) {
    try addToFeed()
    let bytes = try feedBytes()
    guard let head = bytes.firstIndex(of: Self.newline) else { return ([], "") }
    let name = String(decoding: bytes[..<head], as: UTF8.self)
    var place = head + 1
    if let cursor {
      let parts = cursor.split(separator: "-")
      guard parts.count == 2, parts[0] == name, let end = Int(parts[1]), end > head,
        end <= bytes.count, bytes[end - 1] == Self.newline
      else { throw .refused(Self.unknown(cursor)) }
      place = end
    }
    let seen = try sight() == nil ? nil : seenIndex()
    var entries: [FeedEntry] = []
    while let end = bytes[place...].firstIndex(of: Self.newline) {
      let line = bytes[place..<end]
      place = end + 1
      guard let event = line.split(separator: Self.tab, maxSplits: 1).last,
        seen?.shows(Self.path(ofLine: line)) ?? true,
        let object = (try? JSONReader.parse(Array(event)))?.object
      else { continue }
      entries.append(FeedEntry(cursor: "\(name)-\(place)", event: object))
    }
    return (entries, "\(name)-\(place)")
  }

  /// The document that a line speaks of, which stands in front.
  private static func path(ofLine line: ArraySlice<UInt8>) -> String {
    String(decoding: line.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }

  private static let newline = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")

  private static func unknown(_ cursor: String) -> Refusal {
    Refusal(
      "R58",
      Phrase(
        ru: "в ленте событий этого компьютера нет места '\(cursor)'",
        en: "the feed of this machine has no place '\(cursor)'"),
      remedies: [Remedy("events", "--from-start")])
  }

  private func feedBytes() throws(CRMError) -> [UInt8] {
    try fromDisk { (files) throws(SystemError) in
      try files.readFile(feedPath, from: 0, limit: Int.max) ?? []
    }
  }

  /// Adds what was not seen yet, unless another command is doing that.
  private func addToFeed() throws(CRMError) {
    let mode = reader.context.access.fileMode
    let lock = try fromDisk { (files) throws(SystemError) in
      try files.tryLock(feedPath + ".lock", .exclusive, mode: mode)
    }
    guard let lock else { return }
    defer { lock.release() }
    let known = try fromDisk { (files) throws(SystemError) in try files.status(feedPath) }
      .map(FileStamp.init)
    var bytes = try feedBytes()
    if !bytes.contains(Self.newline) {
      bytes = Array((Identifier<Deal>(stored: environment.random() >> 24).text + "\n").utf8)
      try fromDisk { (files) throws(SystemError) in
        try? files.remove(feedPath)
        try files.createFile(feedPath, bytes, mode: mode)
      }
    }
    let isWhole = bytes.suffix(2) == [Self.newline, Self.newline]
    // A line that a killed command began is none.
    let end = (bytes.lastIndex(of: Self.newline) ?? -1) + 1
    let changed = try placesChanged(since: isWhole ? known : nil)
    guard !changed.isEmpty else { return }
    let lines = try linesToAdd(of: changed, known: bytes.prefix(end))
    guard !lines.isEmpty else { return }
    try fromDisk { (files) throws(SystemError) in
      try files.truncate(feedPath, to: end)
      try files.append(Array((lines.joined() + "\n").utf8), to: feedPath, at: end)
    }
  }

  /// The documents whose files have changed since the feed was; all of them for a new one.
  private func placesChanged(since feed: FileStamp?) throws(CRMError) -> [DocumentPlace] {
    // Clocks of disks tick in hundredths of a second.
    let start = (feed?.modified ?? .min / 2) - 1_000_000_000
    let index = try wholeIndex(Kind.documents)
    return Kind.documents.flatMap { kind in
      index.records(kind).filter { $0.file == .none || $0.file.changed >= start }
        .map { DocumentPlace(kind: kind, id: $0.id) }
    }
  }

  /// The lines of their events that the feed does not have, in the order of recording.
  private func linesToAdd(
    of places: [DocumentPlace], known bytes: ArraySlice<UInt8>
  ) throws(CRMError) -> [String] {
    let paths = Set(places.map(\.path))
    var known: Set<String> = []
    for line in bytes.split(separator: Self.newline).dropFirst() {
      let key = String(decoding: line.prefix { $0 != Self.tab }, as: UTF8.self)
      if let path = key.split(separator: " ").first, paths.contains(String(path)) {
        known.insert(key)
      }
    }
    var lines: [(recorded: Instant, text: String)] = []
    for place in places {
      // What cannot be read is fsck's to name.
      guard let document = try? document(at: place) else { continue }
      let pipelines = (document as? Deal) == nil ? [:] : try pipelines()
      var numbers: [OperationID: Int] = [:]
      for event in document.history {
        let number = numbers[event.operation, default: 0] + 1
        numbers[event.operation] = number
        let key = "\(place.path) \(event.operation.text) \(number)"
        guard !known.contains(key) else { continue }
        let json = event.feedJSON(of: document, number, pipelines)
        let text = String(
          decoding: JSONWriter.bytes(of: .object(json), style: .compact), as: UTF8.self)
        lines.append((event.recorded, "\(key)\t\(text)\n"))
      }
    }
    // Those of one moment stay as their documents have them.
    return lines.enumerated()
      .sorted { ($0.element.recorded, $0.offset) < ($1.element.recorded, $1.offset) }
      .map(\.element.text)
  }
}

extension Event {
  /// What a program that knows nothing of the documents needs of it.
  fileprivate func feedJSON(
    of document: any Document, _ number: Int, _ pipelines: [PipelineID: Pipeline]
  ) -> JSONObject {
    func place<Kind: Document>(_ document: Kind) -> JSONValue {
      [
        "kind": .string(Kind.kind.rawValue), "id": .string(document.id.text),
        "name": .string(document.name),
      ]
    }
    let pipeline = (document as? Deal).flatMap { pipelines[$0.pipeline] }
    func named(_ stage: StageID?) -> JSONValue {
      guard let stage else { return .null }
      return ["id": .string(stage.text), "name": .string(pipeline?.stageName(stage) ?? stage.text)]
    }
    var object = JSONObject()
    object["document"] = place(document)
    object.set("n", number)
    object["event"] = .object(json)
    object["oldStage"] = named(stageChange?.from)
    object["newStage"] = named(stageChange?.to)
    return object
  }
}
