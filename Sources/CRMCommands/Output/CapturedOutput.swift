import CRMCore
import Synchronization

/// Output that is kept back until a batch has been committed.
final class CapturedOutput: Sendable {
  private let pieces = Mutex<[[UInt8]]>([])

  /// Where commands write to.
  var output: Output {
    Output { (more) throws(SystemError) in self.pieces.withLock { $0.append(more) } }
  }

  /// What was written.
  func taken() -> [UInt8] { pieces.withLock { $0.reduce(into: []) { $0 += $1 } } }

  /// Writes it on, piece by piece: a large batch answers with much.
  func write(to output: Output) throws(CRMError) {
    for piece in pieces.withLock({ $0 }) { try output.append(piece) }
  }
}
