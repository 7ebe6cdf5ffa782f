import CRMModel

/// Going on with a damaged journal set aside.
extension Recovery {
  /// Brings documents up to the last images that can still be read, flushes them, and moves the
  /// journal aside; a new one begins behind the last number that is known.
  ///
  /// As after a restart, only what is missing, torn or an earlier image is replaced; what a person
  /// wrote stays. Under the exclusive lock. Until the journal is moved, doing it again does the same.
  ///
  /// - Throws: `StoreError`; then the journal is where it was.
  /// - Returns: where the journal is kept, relative to the data directory, and the documents whose last
  ///   content in it cannot be read, by path.
  func salvage(_ aside: inout Aside) throws(StoreError) -> (kept: String, unread: [String]) {
    let state = try readState()
    var last = state?.applied ?? 0
    var traces = JournalTraces()
    try journal.readable { (segment, record) in
      last = max(last, record.sequence)
      traces.note(record, in: segment)
    }
    let (stale, unread) = judged(traces)
    try documents.write(stale)
    // Without the journal nobody can tell any more what was changed outside of the program.
    if try asking(try context.fileSystem.status(context.layout.digests)) != nil {
      try asking(try context.fileSystem.remove(context.layout.digests))
    }
    // The place is flushed with the documents: a power cut must not take the folder of what moved.
    let kept = try aside.place(for: "local/journal")
    try asking(try context.fileSystem.flushFileSystem(context.layout.root))
    try aside.move("local/journal", to: kept)
    let position = JournalPosition(sequence: last, segment: last + 1, offset: 0, isTorn: false)
    try record(
      Plan(position: position, checkpoint: last, epoch: kept, images: [], isRecorded: false))
    return (kept, unread)
  }

  /// What has to be written, and what cannot be judged because the journal does not have it whole.
  private func judged(
    _ traces: JournalTraces
  ) -> (stale: [(path: String, bytes: [UInt8]?)], unread: [String]) {
    var stale: [(path: String, bytes: [UInt8]?)] = []
    var unread: [String] = []
    for path in traces.images.keys.sorted() {
      do throws(StoreError) {
        let (wanted, isLost) = try judge(path, traces)
        if isLost == true { stale.append((path, wanted)) }
      } catch {
        // What stands there and is no document is the check's to name.
        if case .damaged(_, .badRecord) = error { unread.append(path) }
      }
    }
    return (stale, unread)
  }
}

extension Journal {
  /// Passes on every operation that can be read, in order, whatever lies between them.
  fileprivate func readable(
    _ visit: (UInt64, JournalRecord) -> Void
  ) throws(StoreError) {
    var next: UInt64 = 1
    let segments = try segments()
    for (index, segment) in segments.enumerated() {
      let bound = index + 1 < segments.count ? segments[index + 1] : .max
      var reader = try SegmentReader(context, segment: segment)
      var offset = 0
      while offset < reader.size {
        if let record = try reader.record(at: offset, includingImages: true),
          (next..<bound).contains(record.sequence)
        {
          visit(segment, record)
          next = record.sequence + 1
          offset = record.extent.upperBound
        } else {
          guard let mark = try reader.nextMark(behind: offset) else { break }
          offset = mark
        }
      }
    }
  }
}

extension SegmentReader {
  /// Where the next record may begin.
  fileprivate mutating func nextMark(behind offset: Int) throws(StoreError) -> Int? {
    let mark = JournalFrame.mark
    let rest = try bytes(at: offset, count: size - offset)
    var index = rest.startIndex + 1
    while let start = rest[index...].firstIndex(of: mark[0]) {
      if rest[start...].starts(with: mark) { return offset + start - rest.startIndex }
      index = start + 1
    }
    return nil
  }
}
