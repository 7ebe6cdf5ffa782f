import CRMCore
import Synchronization

/// Output that is kept back until a batch has been committed.
final class CapturedOutput: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  /// Where commands write to.
  var output: Output {
    Output { (more) throws(SystemError) in self.bytes.withLock { $0 += more } }
  }

  /// What was written.
  func taken() -> [UInt8] { bytes.withLock { $0 } }
}
