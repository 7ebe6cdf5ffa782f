/// The content of `local/state`: what has been applied to the documents, and how far the journal
/// went then.
///
/// It is written without a flush after every operation, so it may be old, torn or gone after the
/// machine went down; then the machine's boot id differs or the checksum is wrong.
struct StoreState: Equatable, Sendable {
  /// The greatest sequence number, far beyond any use, so that counting on never overflows.
  static let greatestSequence: UInt64 = 1 << 60

  /// The last operation whose documents have been written.
  var applied: UInt64
  /// The last operation whose documents are known to be on the device.
  var checkpoint: UInt64
  /// The first operation of the journal's last segment.
  var segment: UInt64
  /// The size of that segment.
  var offset: Int
  /// The run of the machine in which this was written.
  var boot: String
  /// Changes whenever derived files must not be trusted any more.
  var epoch: String
  /// Whether the flush of a checkpoint was begun and is not known to have succeeded.
  var isInDoubt = false
  /// The contents that the last segment holds (`RecentImages`).
  var recent = ""

  func encoded() -> [UInt8] {
    let body =
      "state 2\napplied \(applied)\ncheckpoint \(checkpoint)\nsegment \(segment)\n"
      + "offset \(offset)\nboot \(boot)\nepoch \(epoch)\n"
      + "flush \(isInDoubt ? "begun" : "done")\nrecent \(recent)\n"
    return Array((body + "checksum \(Checksum(body.utf8).text)\n").utf8)
  }
}

extension StoreState {
  /// Reads a state, or gives nil where it is torn or not one.
  init?(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    func value(_ index: Int, _ key: String) -> Substring? {
      lines[index].hasPrefix(key + " ") ? lines[index].dropFirst(key.utf8.count + 1) : nil
    }
    guard lines.count == 11, lines[0] == "state 2",
      let applied = value(1, "applied").flatMap({ UInt64($0) }),
      let checkpoint = value(2, "checkpoint").flatMap({ UInt64($0) }),
      let segment = value(3, "segment").flatMap({ UInt64($0) }),
      let offset = value(4, "offset").flatMap({ Int($0) }),
      let boot = value(5, "boot"), let epoch = value(6, "epoch"),
      let flush = value(7, "flush"), let recent = value(8, "recent"),
      checkpoint <= applied, applied < Self.greatestSequence,
      (1...applied + 1).contains(segment), offset >= 0,
      (offset == 0) == (segment == applied + 1)
    else { return nil }
    self.init(
      applied: applied, checkpoint: checkpoint, segment: segment, offset: offset,
      boot: String(boot), epoch: String(epoch), isInDoubt: flush == "begun",
      recent: String(recent))
    guard encoded() == bytes else { return nil }
  }
}
