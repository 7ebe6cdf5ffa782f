import CRMModel

/// The trails of deals, as their documents tell them: a file beside the catalog that only reports read
/// (R102).
///
/// It can be deleted at any moment. What it has of a deal counts only while the catalog says that the
/// document's file is the one it was read from, by its mark, so no command but reports has to know of it.
///
/// Layout: the sizes and checksums of its parts, and the parts. What few reports ask for is a part of its
/// own, which the others do not look at.
struct TrailFile {
  private static let magic: UInt64 = 0x3730_4C52_5442_4D52
  private static let headSize = 8 + 16 * Part.allCases.count

  /// Its parts, in order.
  private enum Part: CaseIterable {
    case deals, steps, formerly, activities

    /// Whether reports need it.
    func isNeeded(for sources: Set<ReportSource>) -> Bool {
      switch self {
      case .deals, .steps: true
      case .formerly: sources.contains(.formerValues)
      case .activities: sources.contains(.activities)
      }
    }
  }

  /// A deal and the mark of its document's file.
  struct Entry {
    let id: UInt64
    /// 0 for a file that has none, and is not known again.
    let mark: UInt64

    init(_ deal: CatalogRecord) { (id, mark) = (deal.id, deal.fileMark) }
  }

  /// Those of the file, by id, and behind them those that were learned.
  private(set) var trails = DealTrails()
  /// Of whom they are.
  private var entries: [Entry] = []

  /// What the file beside a catalog has for reports; nothing where there is none, or a damaged one.
  init(_ catalog: Catalog, for sources: Set<ReportSource>) {
    let bytes = (try? catalog.files.mapFile(catalog.trailPath)) ?? nil
    guard let parts = bytes.flatMap({ Self.parts(of: ByteView($0), for: sources) }) else { return }
    var cursor = ByteCursor(parts[0])
    let names = cursor.list { $0.text() }
    let count = cursor.count()
    entries = cursor.values(count)
    trails = DealTrails(
      names: names, heads: cursor.values(count),
      steps: parts[1].runs(count) { cursor, count in cursor.values(count) },
      formerly: parts[2].runs(count) { cursor, count in
        (0..<count).map { _ in
          DealTrails.Former(
            until: cursor.moment(),
            field: DealTrails.Former.Field(rawValue: cursor.integer()) ?? .budget,
            value: cursor.optionalText())
        }
      },
      activities: parts[3].runs(count) { cursor, count in
        (0..<count).map { _ in
          ReportedActivity(
            at: cursor.moment(), doneAt: Instant(secondsSinceEpoch: cursor.integer()),
            by: cursor.integer(), minutes: cursor.integer(),
            what: ReportedActivity.What(rawValue: cursor.integer()))
        }
      })
  }

  /// Its parts, empty ones where they are not needed; `nil` for a damaged file.
  private static func parts(
    of view: ByteView, for sources: Set<ReportSource>
  ) -> [ByteView]? {
    guard view.integer(0, as: UInt64.self) == magic else { return nil }
    var parts: [ByteView] = []
    var offset = headSize
    for (number, part) in Part.allCases.enumerated() {
      let size: Int = view.integer(8 + 16 * number)
      guard size >= 0, size <= view.count - offset else { return nil }
      let bytes = view.part(from: offset, count: part.isNeeded(for: sources) ? size : 0)
      guard bytes.count < size || bytes.checksum == view.integer(16 + 16 * number) else {
        return nil
      }
      parts.append(bytes)
      offset += size
    }
    return offset == view.count ? parts : nil
  }

  /// Where the trails of documents are, which are given by id; -1 for what is not known of their files.
  func places(of documents: [Entry]) -> [Int32] {
    var next = 0
    return documents.map { document in
      while next < entries.count, entries[next].id < document.id { next += 1 }
      return next < entries.count && entries[next].id == document.id && document.mark != 0
        && entries[next].mark == document.mark ? Int32(next) : -1
    }
  }

  /// Takes in what was read from a document.
  ///
  /// - Returns: Its place.
  mutating func learn(_ trail: DealTrails, of document: Entry) -> Int32 {
    trails.append(0, of: trail)
    entries.append(document)
    return Int32(entries.count - 1)
  }

  /// Whether so many deals that it does not know are worth a new file.
  func isOutdated(by unknown: Int) -> Bool { unknown > max(entries.count / 100, 16) }

  /// Writes it down anew, with what was learned, for the documents that there are, by id; what cannot be
  /// written is learned again.
  func write(_ catalog: Catalog, for documents: [Entry]) {
    let temporary = catalog.trailPath + ".new"
    guard (try? catalog.stage(bytes(for: documents), at: temporary)) != nil else { return }
    try? catalog.files.rename(temporary, to: catalog.trailPath)
  }

  private func bytes(for documents: [Entry]) -> [UInt8] {
    // What was learned last stands last, and is what counts.
    let places = Dictionary(zip(entries.map(\.id), entries.indices)) { $1 }
    var (kept, written): (DealTrails, [Entry]) = (DealTrails(), [])
    for document in documents {
      guard let place = places[document.id], entries[place].mark != 0 else { continue }
      kept.append(place, of: trails)
      written.append(entries[place])
    }
    var deals = ByteWriter()
    deals.append(count: kept.names.count)
    for name in kept.names { deals.append(name) }
    deals.append(count: written.count)
    deals.append(values: written)
    deals.append(values: kept.heads)
    var steps = ByteWriter(endsOf: kept.steps)
    steps.append(values: kept.steps.elements)
    var formerly = ByteWriter(endsOf: kept.formerly)
    for former in kept.formerly.elements {
      formerly.append(former.until.secondsSinceEpoch)
      formerly.append(former.field.rawValue)
      formerly.append(optional: former.value)
    }
    var activities = ByteWriter(endsOf: kept.activities)
    for activity in kept.activities.elements {
      activities.append(activity.at.secondsSinceEpoch)
      activities.append(activity.doneAt?.secondsSinceEpoch ?? Int64.min)
      activities.append(activity.by)
      activities.append(activity.minutes)
      activities.append(activity.what?.rawValue ?? UInt8.max)
    }
    let parts = [deals, steps, formerly, activities].map(\.bytes)
    var file = ByteWriter()
    file.append(Self.magic)
    for part in parts {
      file.append(Int64(part.count))
      file.append(part.withUnsafeBytes { Digest.of($0) })
    }
    for part in parts { file.append(raw: part) }
    return file.bytes
  }
}

extension ByteCursor {
  fileprivate mutating func moment() -> Instant { Instant(secondsSinceEpoch: integer()) ?? .first }
}

extension ByteView {
  /// So many lists; empty ones of a part that is not needed.
  fileprivate func runs<Element>(
    _ count: Int, _ read: (inout ByteCursor, Int) -> [Element]
  ) -> Runs<Element> {
    guard self.count > 0 else { return Runs(empty: count) }
    var cursor = ByteCursor(self)
    let ends = cursor.values(count, of: Int32.self)
    return Runs(read(&cursor, Int(ends.last ?? 0)), ends: ends)
  }
}

extension ByteWriter {
  /// Where each list ends, in front of their elements.
  fileprivate init(endsOf lists: Runs<some Any>) {
    self.init()
    append(values: lists.ends)
  }
}

extension Catalog {
  fileprivate var trailPath: String { path + "/trails" }
}
