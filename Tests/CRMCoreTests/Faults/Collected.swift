import Synchronization

/// What readers saw while somebody wrote.
final class Collected: Sendable {
  private let found = Mutex((seen: Set<[String: [UInt8]]>(), failures: [String]()))

  var taken: (seen: Set<[String: [UInt8]]>, failures: [String]) { found.withLock { $0 } }

  func add(_ documents: [String: [UInt8]]) { found.withLock { _ = $0.seen.insert(documents) } }

  func fail(_ message: String) { found.withLock { $0.failures.append(message) } }
}
