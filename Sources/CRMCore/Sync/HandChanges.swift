import CRMModel

/// What was done to documents without a command since others had them, looked at before it is sent as closely
/// as what comes in: a hand can have broken them, and lost what commands did (R123).
///
/// Cost: reading each document that commands changed since then; where a hand changed any, a check of all.
struct HandChanges {
  private let transaction: Transaction
  private let repository: GitRepository
  /// What differs from the branch.
  private let staged: [String: GitChange]
  /// The documents that commands changed, and those of them that are not as the last one left them.
  private let commanded: Set<String>
  private let altered: Set<String>

  /// What a hand did beside the operations that nobody else has.
  init(
    _ transaction: Transaction, _ repository: GitRepository, _ staged: [String: GitChange],
    unpublished: [OperationSummary]
  ) throws(CRMError) {
    self.transaction = transaction
    self.repository = repository
    self.staged = staged
    commanded = Set(unpublished.lazy.filter(\.isOwn).flatMap(\.paths))
    var last: [String: ImageReference] = [:]
    var altered: Set<String> = []
    if let first = unpublished.first, !commanded.isEmpty {
      let context = transaction.reader.context
      var images = ImageReader(context)
      do throws(StoreError) {
        _ = try Journal(context).scan(after: first.sequence - 1) {
          (segment, record) throws(StoreError) in
          for change in record.changes {
            last[change.path] = record.references(to: change, in: segment).after
          }
        }
        for (path, image) in last where commanded.contains(path) {
          let bytes = try transaction.reader.read(path)
          if try images.content(of: path, image) != bytes { altered.insert(path) }
        }
      } catch { throw .store(error) }
    }
    self.altered = altered
  }

  /// The documents that are about to be sent as no command left them.
  private var byHand: [String] {
    staged.keys.filter { path in
      StoreLayout.isDocument(path) && (altered.contains(path) || !commanded.contains(path))
    }.sorted()
  }

  /// Refuses what nobody would take over, and what lacks events of commands.
  ///
  /// - Throws: `CRMError.sync` with the first such document, and how it is mended.
  func requireSound() throws(CRMError) {
    let byHand = byHand
    guard !altered.isEmpty || !byHand.isEmpty else { return }
    let journal = (try? JournalEvidence(transaction.reader)) ?? JournalEvidence()
    func problems(_ reader: StoreReader) throws(CRMError) -> [CheckProblem] {
      var check = Check(reader, transaction.environment)
      check.journal = journal
      return try check.problemsOfContent()
    }
    let found = try problems(transaction.reader)
    if let lost = found.first(where: { $0.isLoss && altered.contains($0.path) }) {
      throw Self.refused(lost, Remedy("fsck", "--accept"))
    }
    let broken = found.filter(\.bars)
    guard !broken.isEmpty else { return }
    // What the branch has already is no news.
    let start = transaction.mark()
    let branched = try repository.contents(of: byHand.compactMap { staged[$0]?.before })
    for path in byHand {
      try transaction.replace(staged[path]?.before.flatMap { branched[$0] }, at: path)
    }
    let known = Set(try problems(try transaction.changedReader()))
    transaction.goBack(to: start)
    guard let problem = broken.first(where: { !known.contains($0) }) else { return }
    // The branch has what a hand changed and no command since.
    let sound = byHand.filter { !commanded.contains($0) && staged[$0]?.before != nil }
    throw Self.refused(
      problem,
      commands: sound.isEmpty
        ? []
        : [
          repository.git.command("restore", "--source", "HEAD", "--") + sound.prefix(Self.mostNamed)
        ])
  }

  /// The most documents that one command names.
  private static let mostNamed = 10

  private static func refused(
    _ problem: CheckProblem, _ remedy: Remedy? = nil, commands: [[String]] = []
  ) -> CRMError {
    let path = SafeText.visible(problem.path)
    return .sync(
      SyncProblem(
        .refused, ru: "'\(path)': \(problem.message.ru); такое не отправляется",
        en: "'\(path)': \(problem.message.en); such is not sent",
        [Remedy("fsck", "--repair"), remedy].compactMap { $0 }, commands: commands))
  }
}

extension CheckProblem {
  /// Whether something is gone that a command has made.
  fileprivate var isLoss: Bool { [.lostHistory, .missingDocument].contains(kind) }
}
