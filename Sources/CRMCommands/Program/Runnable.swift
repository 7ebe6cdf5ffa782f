package import CRMCore
import CommandLineKit

/// The options of one command, and what it does with them.
package protocol Runnable: Sendable {
  /// Does it.
  ///
  /// - Throws: `CRMError` where it cannot be done; nothing has changed then.
  func run(in session: Session) throws(CRMError)

  /// What it prints; by this its output is judged before it runs.
  var prints: Printed { get }
}

/// A command of the program.
typealias CRMCommand = Command<any Runnable>

extension Command<any Runnable> {
  /// A command whose options do the work themselves.
  init<Options: Runnable>(
    _ name: String, _ summary: Text,
    discussion: @autoclosure @escaping @Sendable () -> Text? = nil, category: Text? = nil,
    traits: Traits = .none, _ options: Options,
    rows: @autoclosure @escaping @Sendable () -> [Row<Options>],
    examples: @autoclosure @escaping @Sendable () -> [Example] = []
  ) {
    self.init(
      name, summary: summary, discussion: discussion(), category: category, traits: traits,
      options: options, rows: rows(), examples: examples()
    ) { $0 }
  }
}
