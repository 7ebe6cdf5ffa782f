import CRMModel

/// Carries out the steps of a repair, under the exclusive lock.
///
/// What concerns no document is done at once; what does is gathered, to be committed as one operation.
struct RepairRun {
  /// What the documents are to become.
  private(set) var changes: [StoredChange] = []
  /// What has been mended, or will be with the commit.
  private(set) var repaired: [CheckRepair] = []
  private let check: Check
  private let isDryRun: Bool
  private var aside: Aside

  private var context: StoreContext { check.reader.context }

  init(_ check: Check, at time: Instant, isDryRun: Bool) {
    self.check = check
    self.isDryRun = isDryRun
    aside = Aside(check.reader.context, at: time)
  }

  /// Mends what can be mended; a step that fails leaves its problem as it was.
  ///
  /// - Parameters:
  ///   - problems: What the check found.
  ///   - isCommitPossible: Whether documents can be changed; else only what stands in their places and
  ///     is no document is set aside.
  mutating func mend(_ problems: [CheckProblem], isCommitPossible: Bool) {
    for problem in problems {
      let steps = check.steps(for: problem).filter { isCommitPossible || !$0.isOfDocuments }
      var kept: String?
      var isDone = !steps.isEmpty
      for step in steps where isDone {
        do throws(StoreError) {
          if let path = try perform(step) { kept = path }
        } catch {
          isDone = false
        }
      }
      guard isDone, let last = steps.last else { continue }
      repaired.append(CheckRepair(problem: problem, done: last.done, aside: kept))
    }
  }

  /// Does one step; gives the place of what it replaced.
  private mutating func perform(_ step: RepairStep) throws(StoreError) -> String? {
    switch step {
    case .restrict(let paths, let access):
      for path in isDryRun ? [] : paths { try restrict(path, access) }
      return nil
    case .ignoreLocal:
      return isDryRun ? nil : try ignoreLocal()
    case .setAside(let path):
      return isDryRun ? nil : try aside.take(path)
    case .restore(let path, let before, let image):
      let kept =
        try isDryRun
        ? nil
        : before.map { (bytes) throws(StoreError) in
          try aside.keep(bytes, of: path)
        }
      change(path, before: before, after: image)
      return kept
    case .move(let path, let place, let bytes):
      change(path, before: bytes, after: nil)
      change(place, before: nil, after: bytes)
      return nil
    }
  }

  private mutating func change(_ path: String, before: [UInt8]?, after: [UInt8]?) {
    let change = StoredChange(path: path, before: before, after: after)
    // The content of one document may move away before its own is restored.
    if let index = changes.firstIndex(where: { $0.path == path }) {
      changes[index].after = after
    } else {
      changes.append(change)
    }
  }

  private func restrict(_ path: String, _ access: StoreAccess) throws(StoreError) {
    let file = check.absolute(path)
    guard let status = try asking(try context.fileSystem.status(file)) else { return }
    let others: UInt32 = access == .group ? 0o007 : 0o077
    try asking(try context.fileSystem.setMode(file, status.mode & ~others))
  }

  /// Adds the line, keeping the lines that are there and, where it is no file, what is there.
  private mutating func ignoreLocal() throws(StoreError) -> String? {
    let path = ".gitignore"
    let file = context.layout.document(path)
    var kept: String?
    var lines: [UInt8] = []
    if let status = try asking(try context.fileSystem.status(file)) {
      if status.kind == .file {
        lines = try asking(try context.fileSystem.readFile(file, from: 0, limit: 1 << 20)) ?? []
        kept = try aside.keep(lines, of: path)
      } else {
        kept = try aside.take(path)
      }
    }
    if let last = lines.last, last != UInt8(ascii: "\n") { lines.append(UInt8(ascii: "\n")) }
    lines += Array("local/\n".utf8)
    try DocumentFiles(context).replaceLasting(file, lines)
    return kept
  }
}

extension RepairStep {
  fileprivate var isOfDocuments: Bool {
    switch self {
    case .restore, .move: true
    case .restrict, .ignoreLocal, .setAside: false
    }
  }
}
