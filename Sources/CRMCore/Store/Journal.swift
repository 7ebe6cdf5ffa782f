/// The committed operations, in segments named after their first one: `00000257.log` begins with
/// operation 257, so that the names alone tell where an operation lies and whether one is missing.
///
/// A segment ends where the next one begins; bytes that an interrupted command left behind that end
/// count for nothing.
struct Journal: Sendable {
  /// What stands behind the last record while documents are put back after a restart: it lasts as the
  /// record does, and counts for nothing to whoever appends.
  static let restoringMark = Array("restoring\n".utf8)

  let context: StoreContext

  init(_ context: StoreContext) {
    self.context = context
  }

  /// The first operations of all segments, ascending.
  func segments() throws(StoreError) -> [UInt64] {
    let entries = try asking(try context.fileSystem.listFolder(context.layout.journal)) ?? []
    return entries.compactMap { StoreLayout.segmentStart($0.name) }.sorted()
  }

  // MARK: Reading

  /// Reads every committed operation after one, oldest first, and finds the end of the journal.
  ///
  /// Older operations may be seen too where they share a segment, and are not passed on. Where the
  /// journal begins later, it is read from there.
  ///
  /// - Parameters:
  ///   - applied: the operation after which reading begins.
  ///   - known: where that operation ended, if that is known.
  ///   - visit: is given the first operation of the segment and the record.
  /// - Throws: `StoreError.damaged` where an operation cannot be read and others follow, or where
  ///   one is missing.
  /// - Returns: the end, or nil for a journal without segments.
  func scan(
    after applied: UInt64, from known: (segment: UInt64, offset: Int)? = nil,
    _ visit: (UInt64, JournalRecord) throws(StoreError) -> Void
  ) throws(StoreError) -> JournalPosition? {
    let segments = try segments()
    guard let last = segments.last else { return nil }
    var index = segments.lastIndex { $0 <= applied + 1 } ?? 0
    var offset = 0
    var next = segments[index]
    if let known, known.segment == segments[index],
      try SegmentReader(context, segment: known.segment).size >= known.offset
    {
      offset = known.offset
      next = applied + 1
    }
    while true {
      let bound = index + 1 < segments.count ? segments[index + 1] : nil
      var reader = try SegmentReader(context, segment: segments[index])
      let end = try walk(&reader, at: offset, from: next, to: bound, includingImages: true) {
        (record) throws(StoreError) in
        if record.sequence > applied { try visit(segments[index], record) }
      }
      guard let bound else {
        let isTorn = end.offset < reader.size
        if isTorn, try reader.hasRecord(later: end.next, behind: end.offset) {
          throw badRecord(last, end.next)
        }
        var position = JournalPosition(
          sequence: end.next - 1, segment: last, offset: end.offset, isTorn: isTorn)
        if isTorn {
          let tail = try reader.bytes(at: end.offset, count: Self.restoringMark.count)
          position.isRestoring = tail.elementsEqual(Self.restoringMark)
        }
        return position
      }
      guard end.next == bound else {
        throw end.offset < reader.size
          ? badRecord(segments[index], end.next) : missing(end.next)
      }
      next = bound
      offset = 0
      index += 1
    }
  }

  /// The operation before the oldest one from which on none is missing.
  ///
  /// Forgotten segments may come back one by one when the machine goes down before their removal
  /// has reached the device.
  func beginning() throws(StoreError) -> UInt64 {
    let segments = try segments()
    for index in segments.indices.dropLast().reversed() {
      var reader = try SegmentReader(context, segment: segments[index])
      let bound = segments[index + 1]
      let end = try walk(&reader, at: 0, from: segments[index], to: bound, includingImages: false) {
        (_) throws(StoreError) in
      }
      if end.next < bound {
        guard end.offset == reader.size else { throw badRecord(segments[index], end.next) }
        return bound - 1
      }
    }
    return (segments.first ?? 1) - 1
  }

  /// The summaries of the newest operations after one and up to another, newest first.
  ///
  /// Cost: a step for each operation and document of the segments that hold them.
  /// - Throws: `StoreError.damaged` where one cannot be read.
  func summaries(
    after first: UInt64 = 0, upTo last: UInt64, limit: Int
  ) throws(StoreError) -> [OperationSummary] {
    let segments = try segments()
    var bound = last + 1
    var summaries: [OperationSummary] = []
    for segment in segments.reversed()
    where segment < bound && summaries.count < limit && bound > first + 1 {
      var reader = try SegmentReader(context, segment: segment)
      var found: [OperationSummary] = []
      let end = try walk(&reader, at: 0, from: segment, to: bound, includingImages: false) {
        (record) throws(StoreError) in
        if record.sequence > first { found.append(record.summary) }
      }
      if end.next < bound {
        guard end.offset == reader.size else { throw badRecord(segment, end.next) }
        break  // What lies before a forgotten segment is forgotten.
      }
      summaries += found.reversed().prefix(limit - summaries.count)
      bound = segment
    }
    return summaries
  }

  /// One operation with its documents, or nil where it is forgotten or was never made.
  ///
  /// - Throws: `StoreError.damaged` where it cannot be read.
  func operation(_ sequence: UInt64) throws(StoreError) -> Operation? {
    guard let segment = try segments().last(where: { $0 <= sequence }) else { return nil }
    var reader = try SegmentReader(context, segment: segment)
    let end = try walk(&reader, at: 0, from: segment, to: sequence, includingImages: false) {
      (_) throws(StoreError) in
    }
    guard end.next == sequence,
      let record = try reader.record(at: end.offset, includingImages: true),
      record.sequence == sequence
    else {
      if end.offset == reader.size { return nil }
      throw badRecord(segment, end.next)
    }
    var images = ImageReader(context)
    let changes = StoredChanges(record.changes.map(\.path)) { (place) throws(StoreError) in
      let change = record.changes[place]
      let (before, after) = record.references(to: change, in: segment)
      return StoredChange(
        path: change.path, before: try images.content(of: change.path, before),
        after: try images.content(of: change.path, after))
    }
    return Operation(sequence: sequence, header: record.header, changes: changes)
  }

  /// Reads the records of a segment up to the first one of the next, or to what is none.
  private func walk(
    _ reader: inout SegmentReader, at offset: Int, from first: UInt64, to bound: UInt64?,
    includingImages: Bool, _ visit: (JournalRecord) throws(StoreError) -> Void
  ) throws(StoreError) -> (next: UInt64, offset: Int) {
    var next = first
    var offset = offset
    while next != bound,
      let record = try reader.record(at: offset, includingImages: includingImages),
      record.sequence == next
    {
      try visit(record)
      next += 1
      offset = record.extent.upperBound
    }
    return (next, offset)
  }

  private func badRecord(_ segment: UInt64, _ sequence: UInt64) -> StoreError {
    .damaged(path: context.layout.segment(segment), .badRecord(sequence: sequence))
  }

  private func missing(_ sequence: UInt64) -> StoreError {
    .damaged(path: context.layout.journal, .missingOperation(sequence: sequence))
  }

  // MARK: Writing

  /// Where the next operation goes when a new segment may be begun: a full one is followed by it.
  func placeOfNext(_ position: JournalPosition) -> JournalPosition {
    let limits = context.limits
    let count = position.sequence + 1 - position.segment
    guard count > 0,
      count >= limits.segmentOperations || position.offset >= limits.segmentBytes
    else { return position }
    return JournalPosition(
      sequence: position.sequence, segment: position.sequence + 1, offset: 0, isTorn: false)
  }

  /// Writes a record at the end and flushes it: the commit point.
  ///
  /// A failed flush is not tried again: the record is cut off and that is flushed, because what was
  /// answered with a failure must not happen later.
  ///
  /// - Throws: `StoreError.failed`, or `StoreError.uncertain` where the record could not be cut off
  ///   either.
  /// - Returns: the record's size.
  func append(_ record: JournalEntry, at position: JournalPosition) throws(StoreError) -> Int {
    let fileSystem = context.fileSystem
    let path = context.layout.segment(position.segment)
    if position.offset == 0 { try prepare(position) }
    if position.isTorn { try asking(try fileSystem.truncate(path, to: position.offset)) }
    var end = position.offset
    do throws(StoreError) {
      try record.write(chunkBytes: context.limits.chunkBytes) { (chunk) throws(StoreError) in
        try asking(try fileSystem.append(chunk, to: path, at: end))
        end += chunk.count
      }
    } catch {
      // A part of a record is no operation, so this may fail.
      try? fileSystem.truncate(path, to: position.offset)
      throw error
    }
    do throws(SystemError) {
      try fileSystem.flush(path)
    } catch {
      do throws(SystemError) {
        try fileSystem.truncate(path, to: position.offset)
        try fileSystem.flush(path)
      } catch { throw .uncertain(error) }
      throw StoreError(error)
    }
    return end - position.offset
  }

  /// Makes a segment and its name lasting before anything in it is answered.
  ///
  /// An earlier command may have made the file and failed then, so its being there proves nothing.
  func prepare(_ position: JournalPosition) throws(StoreError) {
    let fileSystem = context.fileSystem
    let path = context.layout.segment(position.segment)
    try Folders(context).make(context.layout.journal)
    if try asking(try fileSystem.status(path)) == nil {
      try asking(try fileSystem.createFile(path, [], mode: context.access.fileMode))
    }
    if try segments().count > 1 {
      try asking(try fileSystem.flushFolder(context.layout.journal))
    } else {
      // The folders above may be as new as the first segment; one call covers them all.
      try asking(try fileSystem.flushFileSystem(context.layout.root))
    }
  }

  /// Removes the segments that hold nothing after an operation.
  func forget(upTo sequence: UInt64) throws(StoreError) {
    let segments = try segments()
    for (segment, next) in zip(segments, segments.dropFirst()) where next <= sequence + 1 {
      try asking(try context.fileSystem.remove(context.layout.segment(segment)))
    }
  }
}
