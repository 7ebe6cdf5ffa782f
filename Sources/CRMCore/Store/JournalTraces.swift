/// What the journal tells of documents since a checkpoint, by which a write that the machine
/// lost is told from what a person did.
///
/// A lost write leaves what was there before, unchanged since the operation. A person who restores a
/// copy, or takes back a commit of git, does so later: then the file has changed since. Change times
/// cannot be set back.
struct JournalTraces {
  /// What each document was and became, in order.
  private(set) var images: [String: [ImageReference]] = [:]
  private var lastTouch: [String: (sequence: UInt64, time: Int64)] = [:]

  /// Notes the next operation.
  mutating func note(_ record: JournalRecord, in segment: UInt64) {
    images.note(record, in: segment)
    for change in record.changes {
      lastTouch[change.path] = (record.sequence, record.time)
    }
  }

  /// Whether a file was last changed before the last operation on its document.
  func isOlder(_ status: FileStatus, _ path: String) -> Bool {
    status.changed <= lastTouch[path]?.time ?? .min
  }
}
