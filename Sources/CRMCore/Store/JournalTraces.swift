/// What the journal tells of documents and folders since a checkpoint, by which a write that the machine
/// lost is told from what a person did.
///
/// A lost write leaves what was there before, unchanged since the operation. A person who restores a
/// copy, or takes back a commit of git, does so later: then the file has changed since, or, where it is
/// gone, its folder. Change times cannot be set back.
struct JournalTraces {
  /// An operation that touched something below a folder.
  private struct Visit {
    let sequence: UInt64
    let time: Int64
    /// When the folder had last changed before; later than anything where the operation made it.
    let before: Int64
    /// How many documents below the folder it touched.
    var count = 0
    /// The moment after which the operation itself changed nothing any more.
    ///
    /// Two seconds are for the flush that its documents wait for; a person's removal within them may
    /// count as lost.
    var end: Int64 { time &+ 2_000 &+ Int64(count) }
  }

  /// What each document was and became, in order.
  private(set) var images: [String: [ImageReference]] = [:]
  /// Whether the change times of folders tell anything: not after a recovery that did not end.
  var areFoldersTelling = true
  private var visits: [String: [Visit]] = [:]
  private var lastTouch: [String: (sequence: UInt64, time: Int64)] = [:]

  /// Notes the next operation.
  mutating func note(_ record: JournalRecord, in segment: UInt64) {
    images.note(record, in: segment)
    var seen: [String: Int64] = [:]
    for (path, changed) in record.folders { seen[path] = changed ?? .max }
    for change in record.changes {
      lastTouch[change.path] = (record.sequence, record.time)
      for folder in [""] + StoreLayout.folders(of: change.path) {
        if visits[folder]?.last?.sequence != record.sequence {
          visits[folder, default: []].append(
            Visit(sequence: record.sequence, time: record.time, before: seen[folder] ?? .min))
        }
        let last = (visits[folder]?.count ?? 0) - 1
        visits[folder]?[last].count += 1
      }
    }
  }

  /// Whether a file was last changed before the last operation on its document.
  func isOlder(_ status: FileStatus, _ path: String) -> Bool {
    status.changed <= lastTouch[path]?.time ?? .min
  }

  /// Whether a document is missing because the machine lost it: nobody has changed the innermost
  /// folder that is there since the last operation on the document.
  func isLost(_ path: String, _ context: StoreContext) throws(StoreError) -> Bool {
    guard areFoldersTelling, let touch = lastTouch[path] else { return true }
    for folder in StoreLayout.folders(of: path).reversed() + [""] {
      let place = folder.isEmpty ? context.layout.root + "/." : context.layout.document(folder)
      guard let status = try Folders(context).status(place) else { continue }
      let visits = (visits[folder] ?? []).drop { $0.sequence < touch.sequence }
      guard let first = visits.first else { return true }
      var limit = first.end
      for visit in visits.dropFirst() {
        if visit.before > limit { return false }
        limit = visit.end
      }
      return status.changed <= limit
    }
    return true
  }
}
