import CRMModel

/// The ways of deals through their pipelines, as their documents tell them: a file beside the catalog
/// that only reports read (R102).
///
/// It can be deleted at any moment. What it has of a deal counts only while the catalog says that the
/// document's file is the one it was read from, by its mark, so no command but reports has to know of it.
struct TrailFile {
  private static let magic: UInt64 = 0x3330_4C52_5442_4D52
  private static let headSize = 16

  private struct Entry {
    let id: UInt64
    let file: UInt64
    let trail: ByteView
  }

  /// By id.
  private var entries: [Entry] = []
  private var newer: [UInt64: Entry] = [:]
  /// The stages and pipelines that the entries name by their places.
  private var names: [String] = []
  private var places: [String: UInt32] = [:]

  /// What the file beside a catalog has; nothing where there is none, or a damaged one.
  init(_ catalog: Catalog) {
    let bytes = (try? catalog.files.mapFile(catalog.trailPath)) ?? nil
    guard let view = bytes.map(ByteView.init), view.integer(0, as: UInt64.self) == Self.magic,
      view.part(from: Self.headSize, count: view.count).checksum == view.integer(8)
    else { return }
    var cursor = ByteCursor(view, at: Self.headSize)
    names = cursor.list { $0.text() }
    entries = cursor.list { cursor in
      let id: UInt64 = cursor.integer()
      let file: UInt64 = cursor.integer()
      let count = cursor.count()
      defer { cursor.skip(count) }
      return Entry(id: id, file: file, trail: view.part(from: cursor.offset, count: count))
    }
    for (place, name) in names.enumerated() { places[name] = UInt32(clamping: place) }
  }

  private func entry(of record: CatalogRecord) -> Entry? {
    if let entry = newer[record.id] { return entry }
    let place = entries.indices.partitionPoint { entries[$0].id < record.id }
    guard place < entries.count, entries[place].id == record.id,
      entries[place].file == record.fileMark
    else { return nil }
    return entries[place]
  }

  /// Whether the trail of a record's document is known of that file.
  func knows(_ record: CatalogRecord) -> Bool { entry(of: record) != nil }

  /// The trail of a record's document; `nil` where it is not known of that file.
  func trail(of record: CatalogRecord) -> DealTrail? {
    guard let entry = entry(of: record) else { return nil }
    var cursor = ByteCursor(entry.trail)
    let (pipeline, flag) = (name(cursor.place()), cursor.integer(UInt8.self))
    guard let pipeline else { return nil }
    return DealTrail(
      pipeline: PipelineID(pipeline), isImported: flag == 1,
      steps: cursor.list { cursor in
        DealTrail.Step(
          at: Instant(secondsSinceEpoch: cursor.integer()) ?? .first,
          stage: name(cursor.place() - 1).map { StageID($0) },
          formerPipeline: name(cursor.place() - 1).map { PipelineID($0) },
          isOfBeginning: cursor.integer(UInt8.self) == 1)
      },
      formerly: cursor.list { cursor in
        DealTrail.Former(
          until: Instant(secondsSinceEpoch: cursor.integer()) ?? .first,
          field: name(cursor.place()) ?? "", value: cursor.optionalText())
      })
  }

  private func name(_ place: Int) -> String? {
    names.indices.contains(place) ? names[place] : nil
  }

  /// Keeps a trail that was read from a record's document; a file that has no stamp is not known again.
  ///
  /// - Returns: Whether it is kept.
  mutating func keep(_ trail: DealTrail, of record: CatalogRecord) -> Bool {
    guard record.fileMark != 0 else { return false }
    var writer = ByteWriter()
    writer.append(place(of: trail.pipeline.text))
    writer.append(UInt8(trail.isImported ? 1 : 0))
    writer.append(count: trail.steps.count)
    for step in trail.steps {
      writer.append(step.at.secondsSinceEpoch)
      writer.append(step.stage.map { place(of: $0.text) + 1 } ?? 0)
      writer.append(step.formerPipeline.map { place(of: $0.text) + 1 } ?? 0)
      writer.append(UInt8(step.isOfBeginning ? 1 : 0))
    }
    writer.append(count: trail.formerly.count)
    for former in trail.formerly {
      writer.append(former.until.secondsSinceEpoch)
      writer.append(place(of: former.field))
      writer.append(optional: former.value)
    }
    newer[record.id] = Entry(
      id: record.id, file: record.fileMark, trail: ByteView(Bytes(copying: writer.bytes)))
    return true
  }

  private mutating func place(of name: String) -> UInt32 {
    if let place = places[name] { return place }
    let place = UInt32(clamping: names.count)
    places[name] = place
    names.append(name)
    return place
  }

  /// Writes down what was learned where that is much; what cannot be written is learned again.
  func write(_ catalog: Catalog, _ index: RecordIndex) {
    guard newer.count > max(entries.count / 100, 16) else { return }
    let temporary = catalog.trailPath + ".new"
    guard (try? catalog.stage(bytes(in: index), at: temporary)) != nil else { return }
    try? catalog.files.rename(temporary, to: catalog.trailPath)
  }

  /// The file with what was learned; deals that are gone go with it.
  private func bytes(in index: RecordIndex) -> [UInt8] {
    let kept = entries.filter { newer[$0.id] == nil && index.record(.deal, $0.id) != nil }
    let all = (kept + newer.values).sorted { $0.id < $1.id }
    var writer = ByteWriter()
    writer.append(Self.magic)
    writer.append(UInt64(0))
    writer.append(count: names.count)
    for name in names { writer.append(name) }
    writer.append(count: all.count)
    for entry in all {
      writer.append(entry.id)
      writer.append(entry.file)
      writer.append(count: entry.trail.count)
      writer.append(raw: entry.trail.bytes)
    }
    let checksum = writer.bytes.withUnsafeBytes {
      Digest.of(UnsafeRawBufferPointer(rebasing: $0[Self.headSize...]))
    }
    writer.set(checksum, at: 8)
    return writer.bytes
  }
}

extension ByteCursor {
  fileprivate mutating func place() -> Int { Int(integer(UInt32.self)) }
}

extension Catalog {
  fileprivate var trailPath: String { path + "/trails" }
}
