/// Finds out which committed operations have not reached the documents, and writes them.
///
/// In the run of the machine in which `local/state` was written, everything up to the operation
/// named there is in the documents as every process sees them, and what lies beyond is written.
/// After another start, or without a readable state, any document touched since the checkpoint may
/// be an old one, torn or gone. What a person put there since is told by its change time and stays
/// (`JournalTraces`). Documents are otherwise never compared with the journal: that would take back
/// what a person or `git pull` has changed.
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
    /// Whether documents are put back that a process or the machine lost.
    var isRestoring: Bool { !images.isEmpty }
    /// Whether the flush of a checkpoint was begun and is not known to have succeeded.
    var isInDoubt = false
    /// The contents that the last segment holds (`RecentImages`).
    var recent = ""
  }

  /// What stands in a document's place.
  private enum Content {
    case absent
    case whole([UInt8], FileStatus)
    /// The device cannot read it.
    case unreadable
    /// Larger than any document that was ever stored: somebody's.
    case foreign
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

  /// Writes what a plan asks for, under the exclusive lock, with one flush; with two where documents
  /// are put back.
  func carryOut(_ plan: inout Plan) throws(StoreError) {
    let segment = context.layout.segment(plan.position.segment)
    if plan.isRestoring {
      // From here on, the change times of folders tell nothing: what writes now is no person.
      try asking(
        try context.fileSystem.append(
          Journal.restoringMark, to: segment, at: plan.position.offset))
    }
    // The process that wrote the last record may have ended before its flush. Nobody may see the
    // operation before a power cut can no longer take it away from under its documents.
    if plan.isRestoring || plan.position.offset > 0 {
      try asking(try context.fileSystem.flush(segment))
    }
    try documents.write(plan.images)
    if plan.isRestoring {
      try asking(try context.fileSystem.flushFileSystem(context.layout.root))
      plan.checkpoint = plan.position.sequence
      try asking(try context.fileSystem.truncate(segment, to: plan.position.offset))
      plan.position.isTorn = false
    }
    try record(plan)
  }

  /// Flushes the documents, so that the journal need not hold their last images any longer.
  ///
  /// A device tells once that it could not write, so the flush after a failed one proves nothing:
  /// after such a one, or one that was killed, the documents are written again first.
  func makeCheckpoint(_ plan: inout Plan) throws(StoreError) {
    if plan.isInDoubt {
      try documents.write(
        try images(try traces(after: plan.checkpoint).traces, isAllDoubted: true))
    }
    plan.isInDoubt = true
    try record(plan)
    try asking(try context.fileSystem.flushFileSystem(context.layout.root))
    plan.isInDoubt = false
    plan.checkpoint = plan.position.sequence
  }

  /// Writes `local/state`.
  func record(_ plan: Plan) throws(StoreError) {
    let state = StoreState(
      applied: plan.position.sequence, checkpoint: plan.checkpoint,
      segment: plan.position.segment, offset: plan.position.offset,
      boot: context.fileSystem.bootIdentifier() ?? "", epoch: plan.epoch,
      isInDoubt: plan.isInDoubt, recent: plan.recent)
    try documents.replaceOwn(context.layout.state, by: state.encoded())
  }

  func readState() throws(StoreError) -> StoreState? {
    let bytes = try asking(
      try context.fileSystem.readFile(context.layout.state, from: 0, limit: 8_192))
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
      isRecorded: position.sequence == state.applied, isInDoubt: state.isInDoubt,
      recent: position.segment == state.segment ? state.recent : "")
  }

  /// In the same run of the machine: the last images of the operations beyond the state.
  private func planOfRest(_ state: StoreState) throws(StoreError) -> Plan {
    var last: [String: ImageReference] = [:]
    let known = (state.segment, state.offset)
    let end = try journal.scan(after: state.applied, from: known) {
      (segment, record) throws(StoreError) in
      for change in record.changes {
        last[change.path] = record.references(to: change, in: segment).after
      }
    }
    var plan = plan(try checked(end, state), state)
    // A recovery that did not end may have written without its flush.
    if plan.position.isRestoring { return try planAfterRestart(state) }
    var reader = ImageReader(context)
    for (path, reference) in last.sorted(by: { $0.key < $1.key }) {
      let image = try reader.content(of: path, reference)
      if !holds(try content(path), image) { plan.images.append((path, image)) }
    }
    return plan
  }

  /// After another start of the machine: every document touched since the checkpoint.
  private func planAfterRestart(_ state: StoreState?) throws(StoreError) -> Plan {
    let checkpoint: UInt64
    if let state { checkpoint = state.checkpoint } else { checkpoint = try journal.beginning() }
    let (traces, end) = try traces(after: checkpoint)
    let isFresh = state == nil && end == nil
    let uptime = context.fileSystem.uptime().components
    var plan = Plan(
      position: try checked(end, state), checkpoint: checkpoint,
      epoch: isFresh
        ? ""
        : "\(context.fileSystem.bootIdentifier() ?? "")-\(uptime.seconds)-\(uptime.attoseconds)",
      images: [], isRecorded: isFresh)
    // A recovery that did not end may have ended with a failed flush.
    plan.images = try images(traces, isAllDoubted: plan.position.isRestoring)
    return plan
  }

  private func traces(
    after checkpoint: UInt64
  ) throws(StoreError) -> (traces: JournalTraces, end: JournalPosition?) {
    var traces = JournalTraces()
    let end = try journal.scan(after: checkpoint) { (segment, record) throws(StoreError) in
      traces.note(record, in: segment)
    }
    traces.areFoldersTelling = end?.isRestoring != true
    return (traces, end)
  }

  /// What has to be written of the documents that the journal knows; where all are doubted, also what
  /// reads well and may not be on the device.
  private func images(
    _ traces: JournalTraces, isAllDoubted: Bool
  ) throws(StoreError) -> [(path: String, bytes: [UInt8]?)] {
    var images: [(path: String, bytes: [UInt8]?)] = []
    for path in traces.images.keys.sorted() {
      let (wanted, isLost) = try judge(path, traces)
      if isLost ?? isAllDoubted { images.append((path, wanted)) }
    }
    return images
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

  /// The last content of a document by the journal, and whether it has been lost; `nil` where it is
  /// there.
  ///
  /// Lost is what is unreadable, empty or torn, and what is missing or an earlier content without a
  /// person having changed it since. Anything else that differs is somebody's edit.
  func judge(
    _ path: String, _ traces: JournalTraces
  ) throws(StoreError) -> (wanted: [UInt8]?, isLost: Bool?) {
    let references = traces.images[path] ?? []
    var reader = ImageReader(context)
    guard let last = references.last else { return (nil, false) }
    let wanted = try reader.content(of: path, last)
    let content = try content(path)
    if holds(content, wanted) { return (wanted, nil) }
    switch content {
    case .absent: return (wanted, try traces.isLost(path, context))
    case .unreadable: return (wanted, true)
    case .foreign: return (wanted, false)
    case .whole(let bytes, let status):
      if bytes.isEmpty || isTorn(bytes, of: wanted ?? []) { return (wanted, true) }
      var isEarlier = false
      for reference in references.dropLast() {
        let image = try reader.content(of: path, reference) ?? []
        if image == bytes {
          isEarlier = true
        } else if isTorn(bytes, of: image) {
          return (wanted, true)
        }
      }
      return (wanted, isEarlier && traces.isOlder(status, path))
    }
  }

  private func holds(_ content: Content, _ image: [UInt8]?) -> Bool {
    switch content {
    case .absent: image == nil
    case .whole(let bytes, _): bytes == image
    case .unreadable, .foreign: false
    }
  }

  /// Whether content is what is left of an image whose blocks did not all reach the device.
  private func isTorn(_ content: [UInt8], of image: [UInt8]) -> Bool {
    content.count <= image.count && zip(content, image).allSatisfy { $0 == $1 || $0 == 0 }
  }

  private func content(_ path: String) throws(StoreError) -> Content {
    do throws(StoreError) {
      for folder in StoreLayout.folders(of: path) {
        guard try Folders(context).exists(context.layout.document(folder)) else { return .absent }
      }
      guard let found = try documents.readInKnownFolder(path) else { return .absent }
      return .whole(found.bytes, found.status)
    } catch {
      switch error {
      case .failed(let cause) where cause.code == SystemError.deviceFailed: return .unreadable
      case .tooLarge: return .foreign
      default: throw error
      }
    }
  }
}

extension [String: [ImageReference]] {
  /// Notes where a record of a segment keeps what its documents were and became.
  mutating func note(_ record: JournalRecord, in segment: UInt64) {
    for change in record.changes {
      let (before, after) = record.references(to: change, in: segment)
      self[change.path, default: []] += [before, after]
    }
  }
}
