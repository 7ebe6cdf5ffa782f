package import CRMModel

/// What a repair did about one problem.
package struct CheckRepair: Hashable, Sendable {
  /// The problem as it was.
  package let problem: CheckProblem
  /// What was done, in words.
  package let done: Phrase
  /// Where the replaced file is kept, relative to the data directory; `nil` where none was replaced.
  package let aside: String?
}
