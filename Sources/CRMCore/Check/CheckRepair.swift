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

extension CheckRepair {
  /// What acceptance does about a problem: it is none any more.
  init(accepting problem: CheckProblem) {
    self.init(
      problem: problem, done: Phrase(ru: "принято как есть", en: "accepted as it is"), aside: nil)
  }
}
