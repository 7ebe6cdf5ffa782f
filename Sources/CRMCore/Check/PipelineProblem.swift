package import CRMModel

/// A problem of one of the documents that say how deals are sold.
package struct PipelineProblem: Hashable, Sendable {
  /// The document, relative to the data directory.
  package let path: String
  /// What is wrong with it.
  package let problem: LintProblem
}
