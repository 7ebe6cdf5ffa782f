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
  /// - Returns: where the journal is kept, relative to the data directory.
  func salvage(_ aside: inout Aside) throws(StoreError) -> String {
    let state = try readState()
    var last = state?.applied ?? 0
    var references: [String: [Reference]] = [:]
    try journal.readable { (segment, record) in
      last = max(last, record.sequence)
      references.note(record, in: segment)
    }
    try documents.publish(try documents.stage(try stale(references)))
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
    return kept
  }

  /// What has to be written, with what cannot be judged left out.
  private func stale(
    _ references: [String: [Reference]]
  ) throws(StoreError) -> [(path: String, bytes: [UInt8]?)] {
    var images: [(path: String, bytes: [UInt8]?)] = []
    for (path, references) in references.sorted(by: { $0.key < $1.key }) {
      guard let last = references.last else { continue }
      let wanted = try image(last)
      // What stands there and is no document is the check's to name.
      let isStale = try? mustReplace(path, by: wanted, earlier: references.dropLast())
      if isStale == true { images.append((path, wanted)) }
    }
    return images
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
    let mark = [UInt8(ascii: "\n")] + JournalFrame.mark
    let rest = try bytes(at: offset, count: size - offset)
    var index = rest.startIndex
    while let newline = rest[index...].firstIndex(of: mark[0]) {
      if rest[newline...].starts(with: mark) { return offset + newline + 1 - rest.startIndex }
      index = newline + 1
    }
    return nil
  }
}
