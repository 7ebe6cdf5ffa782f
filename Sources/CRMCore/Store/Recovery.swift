/// Finds out which committed operations have not reached the documents, and writes them.
///
/// In the run of the machine in which `local/state` was written, everything up to the operation
/// named there is in the documents as every process sees them, and what lies beyond is written.
/// After another start, or without a readable state, any document touched since the checkpoint may
/// be an old one, torn or gone. Documents are otherwise never compared with the journal: that would
/// take back what a person or `git pull` has changed.
struct Recovery {
  /// What is to be done, and where the store stands once it is.
  struct Plan {
    var position: JournalPosition
    /// The last operation whose documents are known to be on the device.
    var checkpoint: UInt64
    /// Changes whenever derived files must not be trusted any more.
    var epoch: String
    /// The documents that must be written, by path; nil content where one must be removed.
    var images: [(path: String, bytes: [UInt8]?)]
    /// Whether `local/state` says all this already.
    var isRecorded: Bool
  }

  /// An image in the journal; an absent document has no range.
  struct Reference {
    let segment: UInt64
    let range: Range<Int>?
  }

  /// What stands in a document's place.
  private enum Content: Equatable {
    case absent
    case whole([UInt8])
    /// The device cannot read it.
    case unreadable
    /// Larger than any document that was ever stored: somebody's.
    case foreign

    init(_ image: [UInt8]?) {
      self = image.map { .whole($0) } ?? .absent
    }
  }

  let context: StoreContext
  let journal: Journal
  let documents: DocumentFiles

  init(_ context: StoreContext) {
    self.context = context
    journal = Journal(context)
    documents = DocumentFiles(context)
  }

  /// Looks at the state and the journal, under either lock; writes nothing.
  ///
  /// A few small requests where nothing is to be done.
  ///
  /// - Throws: `StoreError.damaged` where the journal is, and what reading meets.
  func plan() throws(StoreError) -> Plan {
    // Through a link, the journal would be read and written elsewhere.
    _ = try Folders(context).exists(context.layout.journal)
    let state = try readState()
    guard let state, state.boot == context.fileSystem.bootIdentifier() else {
      return try planAfterRestart(state)
    }
    return try isComplete(state) ? plan(position(of: state), state) : planOfRest(state)
  }

  /// Writes what a plan asks for, under the exclusive lock, with one flush.
  func carryOut(_ plan: Plan) throws(StoreError) {
    // The process that wrote the last record may have ended before its flush. Nobody may see the
    // operation before a power cut can no longer take it away from under its documents.
    if plan.position.offset > 0 {
      try asking(
        try context.fileSystem.flush(context.layout.segment(plan.position.segment)))
    }
    try documents.publish(try documents.stage(plan.images))
    try record(plan)
  }

  /// Writes `local/state`.
  func record(_ plan: Plan) throws(StoreError) {
    let state = StoreState(
      applied: plan.position.sequence, checkpoint: plan.checkpoint,
      segment: plan.position.segment, offset: plan.position.offset,
      boot: context.fileSystem.bootIdentifier() ?? "", epoch: plan.epoch)
    try documents.replaceOwn(context.layout.state, by: state.encoded())
  }

  func readState() throws(StoreError) -> StoreState? {
    let bytes = try asking(
      try context.fileSystem.readFile(context.layout.state, from: 0, limit: 4_096))
    return bytes.flatMap { StoreState($0) }
  }

  /// Whether the journal ends where the state says.
  private func isComplete(_ state: StoreState) throws(StoreError) -> Bool {
    let layout = context.layout
    let size = try asking(try context.fileSystem.status(layout.segment(state.segment)))?.size ?? 0
    guard size == state.offset else { return false }
    let next = state.applied + 1
    return next == state.segment
      ? true : try asking(try context.fileSystem.status(layout.segment(next))) == nil
  }

  private func position(of state: StoreState) -> JournalPosition {
    JournalPosition(
      sequence: state.applied, segment: state.segment, offset: state.offset, isTorn: false)
  }

  private func plan(_ position: JournalPosition, _ state: StoreState) -> Plan {
    Plan(
      position: position, checkpoint: state.checkpoint, epoch: state.epoch, images: [],
      isRecorded: position.sequence == state.applied)
  }

  /// In the same run of the machine: the last images of the operations beyond the state.
  private func planOfRest(_ state: StoreState) throws(StoreError) -> Plan {
    var last: [String: Reference] = [:]
    let known = (state.segment, state.offset)
    let end = try journal.scan(after: state.applied, from: known) {
      (segment, record) throws(StoreError) in
      for change in record.changes {
        last[change.path] = Reference(segment: segment, range: change.after)
      }
    }
    var plan = plan(try checked(end, state), state)
    for (path, reference) in last.sorted(by: { $0.key < $1.key }) {
      let image = try image(reference)
      if try content(path) != Content(image) { plan.images.append((path, image)) }
    }
    return plan
  }

  /// After another start of the machine: every document touched since the checkpoint.
  private func planAfterRestart(_ state: StoreState?) throws(StoreError) -> Plan {
    let checkpoint: UInt64
    if let state { checkpoint = state.checkpoint } else { checkpoint = try journal.beginning() }
    var references: [String: [Reference]] = [:]
    let end = try journal.scan(after: checkpoint) { (segment, record) throws(StoreError) in
      references.note(record, in: segment)
    }
    let isFresh = state == nil && end == nil
    let uptime = context.fileSystem.uptime().components
    var plan = Plan(
      position: try checked(end, state), checkpoint: checkpoint,
      epoch: isFresh
        ? ""
        : "\(context.fileSystem.bootIdentifier() ?? "")-\(uptime.seconds)-\(uptime.attoseconds)",
      images: [], isRecorded: isFresh)
    for (path, references) in references.sorted(by: { $0.key < $1.key }) {
      guard let last = references.last else { continue }
      let wanted = try image(last)
      if try mustReplace(path, by: wanted, earlier: references.dropLast()) {
        plan.images.append((path, wanted))
      }
    }
    return plan
  }

  /// The end of the journal, which must not lie before what was applied.
  private func checked(
    _ end: JournalPosition?, _ state: StoreState?
  ) throws(StoreError) -> JournalPosition {
    let applied = state?.applied ?? 0
    // Without any segment the journal was removed on purpose; the numbers go on.
    guard let end else {
      return JournalPosition(sequence: applied, segment: applied + 1, offset: 0, isTorn: false)
    }
    guard end.sequence >= applied else {
      throw .damaged(
        path: context.layout.journal, .missingOperation(sequence: end.sequence + 1))
    }
    return end
  }

  /// Whether a document is missing, empty, unreadable, torn or an earlier one; anything else that
  /// differs is somebody's edit.
  func mustReplace(
    _ path: String, by wanted: [UInt8]?, earlier: ArraySlice<Reference>
  ) throws(StoreError) -> Bool {
    let content = try content(path)
    if content == Content(wanted) { return false }
    switch content {
    case .absent, .unreadable: return true
    case .foreign: return false
    case .whole(let bytes):
      if bytes.isEmpty || isTorn(bytes, of: wanted ?? []) { return true }
      for reference in earlier {
        // Reading an image costs more than comparing its size.
        guard let range = reference.range, range.count >= bytes.count else { continue }
        if isTorn(bytes, of: try image(reference) ?? []) { return true }
      }
      return false
    }
  }

  /// Whether content is an image, or what is left of one whose blocks did not all reach the device.
  private func isTorn(_ content: [UInt8], of image: [UInt8]) -> Bool {
    content.count <= image.count && zip(content, image).allSatisfy { $0 == $1 || $0 == 0 }
  }

  private func content(_ path: String) throws(StoreError) -> Content {
    var known: Set<Substring> = []
    do throws(StoreError) {
      return Content(try documents.read(path, in: &known))
    } catch {
      switch error {
      case .failed(let cause) where cause.code == SystemError.deviceFailed: return .unreadable
      case .tooLarge: return .foreign
      default: throw error
      }
    }
  }

  func image(_ reference: Reference) throws(StoreError) -> [UInt8]? {
    try reference.range.map { (range) throws(StoreError) in
      try journal.image(range, segment: reference.segment)
    }
  }
}

extension [String: [Recovery.Reference]] {
  /// Notes where a record of a segment keeps what its documents were and became.
  mutating func note(_ record: JournalRecord, in segment: UInt64) {
    for change in record.changes {
      for range in [change.before, change.after] {
        self[change.path, default: []].append(.init(segment: segment, range: range))
      }
    }
  }
}
