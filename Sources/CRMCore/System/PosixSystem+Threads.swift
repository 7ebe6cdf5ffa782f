import Glibc
import Synchronization

/// Work on all cores: the one thing that asks the system for threads.
extension PosixSystem {
  /// Does several pieces of work, on as many threads as the machine has cores.
  package func concurrently(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let cores = Swift.max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let share = Share(count: count, work: work)
    let helpers = Swift.max(0, Swift.min(cores, count) - 1)
    let threads = (0..<helpers).compactMap { _ in start(share) }
    share.run()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// The pieces of work that several threads take from.
  private final class Share: Sendable {
    private let next = Atomic<Int>(0)
    private let count: Int
    private let work: @Sendable (Int) -> Void

    init(count: Int, work: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.work = work
    }

    func run() {
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        work(piece)
      }
    }
  }

  /// A thread that takes its part; `nil` where the system gives none.
  private func start(_ share: Share) -> pthread_t? {
    var thread = pthread_t()
    let kept = Unmanaged.passRetained(share).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Share>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, kept)
    guard status == 0 else {
      Unmanaged<Share>.fromOpaque(kept).release()
      return nil
    }
    return thread
  }
}
