/// What can be wrong with an open deal of the sample.
enum SampleFault: CaseIterable {
  case noTask, overdue, wrongName, noBudget, thinComment, noComment
  case noDecisionMaker, unreachable, thinReport, emptyCard, budgetOutOfBounds

  /// The first stage, counted from 0, at which the audit minds.
  var firstStage: Int {
    switch self {
    case .noTask, .overdue, .wrongName, .noBudget: 0
    case .thinComment, .noComment: 1
    case .noDecisionMaker, .unreachable: 2
    case .thinReport, .emptyCard: 3
    case .budgetOutOfBounds: 4
    }
  }
}
