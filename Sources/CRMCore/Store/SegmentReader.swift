/// Reads the records of one segment of the journal, a window at a time.
struct SegmentReader {
  private let context: StoreContext
  private let path: String
  private let windowSize: Int
  /// The bytes of the segment; 0 where there is no such file.
  let size: Int
  private var window: [UInt8] = []
  private var windowStart = 0

  init(
    _ context: StoreContext, segment: UInt64, windowSize: Int = 256 << 10
  ) throws(StoreError) {
    self.context = context
    self.windowSize = windowSize
    path = context.layout.segment(segment)
    size = try asking(try context.fileSystem.status(path))?.size ?? 0
  }

  /// The bytes from an offset on; fewer at the end of the file.
  mutating func bytes(at offset: Int, count: Int) throws(StoreError) -> ArraySlice<UInt8> {
    let count = max(min(count, size - offset), 0)
    if offset < windowStart || offset + count > windowStart + window.count {
      let limit = max(count, windowSize)
      // Who goes backwards will go on so.
      let start = offset < windowStart ? max(offset + count - limit, 0) : offset
      window = try asking(try context.fileSystem.readFile(path, from: start, limit: limit)) ?? []
      windowStart = start
    }
    return window.dropFirst(offset - windowStart).prefix(count)
  }

  /// Reads the record at an offset, or gives nil where no whole one is.
  ///
  /// Without the images, a record torn inside them passes for a whole one.
  mutating func record(
    at offset: Int, includingImages: Bool
  ) throws(StoreError) -> JournalRecord? {
    let start = try bytes(at: offset, count: JournalFrame.greatestLineSize)
    guard let frame = JournalFrame(start), frame.recordSize <= size - offset else { return nil }
    let lines = try bytes(at: offset + frame.lineSize, count: frame.headerSize)
    guard Checksum(lines).text == frame.headerSum,
      let record = JournalRecord(frame: frame, lines: lines, at: offset)
    else { return nil }
    guard includingImages else { return record }
    let end = record.extent.upperBound - 1
    var sum = Checksum()
    var place = end - frame.imagesSize
    while place < end {
      let images = try bytes(at: place, count: min(end - place, windowSize))
      if images.isEmpty { return nil }
      sum.add(images)
      place += images.count
    }
    guard sum.text == frame.imagesSum, try bytes(at: end, count: 1).first == UInt8(ascii: "\n")
    else { return nil }
    return record
  }

  /// Whether the record of a later operation lies anywhere behind an offset.
  mutating func hasRecord(later than: UInt64, behind offset: Int) throws(StoreError) -> Bool {
    let rest = Array(try bytes(at: offset, count: size - offset))
    let mark = JournalFrame.mark
    var index = 0
    while let start = rest[index...].firstIndex(of: mark[0]) {
      if rest[start...].starts(with: mark),
        let record = try record(at: offset + start, includingImages: false), record.sequence > than
      {
        return true
      }
      index = start + 1
    }
    return false
  }
}
