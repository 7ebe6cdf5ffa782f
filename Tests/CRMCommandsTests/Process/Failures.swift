import Synchronization

/// What went wrong on several threads.
final class Failures: Sendable {
  private let found = Mutex([String]())

  var all: [String] { found.withLock { $0 } }

  func add(_ failure: String) { found.withLock { $0.append(failure) } }
}

/// The exit statuses of several processes.
final class Statuses: Sendable {
  private let found = Mutex([Int32]())

  var sorted: [Int32] { found.withLock { $0.sorted() } }

  func add(_ status: Int32) { found.withLock { $0.append(status) } }
}
