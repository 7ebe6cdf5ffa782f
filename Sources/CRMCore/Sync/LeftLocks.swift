/// The locks that git leaves in a repository when it is killed with the `crm sync` that ran it (R123).
///
/// A mark says that one has begun and not ended. Under the lock of synchronizing no other one runs, so
/// what the next one still finds after a while is nobody's: git itself would wait for a person.
struct LeftLocks {
  private let context: StoreContext
  private let repository: GitRepository
  /// Those that were there before: somebody else is at work.
  private var others: Set<String> = []

  init(_ context: StoreContext, _ repository: GitRepository) {
    (self.context, self.repository) = (context, repository)
  }

  /// How long a git that outlived its `crm sync` is waited for.
  private static let patience = 20

  private var mark: String { context.layout.syncLock + "-begun" }

  private var locks: [String] {
    [
      "index", "HEAD", "refs/heads/\(repository.branch)", repository.upstream,
      GitRepository.merging, "packed-refs",
    ].map { "\(repository.git.root)/.git/\($0).lock" }
  }

  /// Takes away what a killed one has left, and marks that this one has begun.
  mutating func begin() throws(CRMError) {
    let files = context.fileSystem
    do throws(SystemError) {
      guard try files.status(mark) != nil else {
        for lock in locks where try files.status(lock) != nil { others.insert(lock) }
        return try files.createFile(mark, [], mode: context.access.fileMode)
      }
      for lock in locks {
        for _ in 0..<Self.patience where try files.status(lock) != nil {
          files.pause(.milliseconds(100))
        }
        if try files.status(lock) != nil { try files.remove(lock) }
      }
    } catch { throw .system(error) }
  }

  /// Notes that it has ended, well or not; not where a git that was killed alone has left a lock.
  func end() {
    let files = context.fileSystem
    let isLeft = locks.contains { lock in
      !others.contains(lock) && ((try? files.status(lock)) ?? nil) != nil
    }
    if !isLeft { try? files.remove(mark) }
  }
}
