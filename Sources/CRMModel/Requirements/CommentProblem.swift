/// Why the comments written for a stage do not count.
enum CommentProblem {
  /// There is none.
  case missing
  /// There is one, and it says too little.
  case thin
}

extension Pipeline {
  /// What is wrong with a stage's comments; `nil` where one of them is substantive (R12).
  func commentProblem(among comments: [Comment]) -> CommentProblem? {
    if comments.contains(where: { commentRule.judge($0.wholeText) == .substantive }) { return nil }
    return comments.isEmpty ? .missing : .thin
  }
}
