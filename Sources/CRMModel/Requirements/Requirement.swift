/// One thing that must be known before a deal may enter a stage (R6): a named check with one message.
///
/// Pipelines list requirements by name, so another scenario needs no code. The audit asks the same
/// predicates again every evening (R25).
public struct Requirement: Sendable {
  /// The requirement's name in pipeline documents and in `error.details`.
  public enum ID: String, CaseIterable, Hashable, Sendable {
    case comment
    case decisionMaker = "decision-maker"
    case meetingAgreed = "meeting-agreed"
    case companyCard = "company-card"
    case meetingReport = "meeting-report"
    case budget
    case budgetBounds = "budget-bounds"
    case endDate = "end-date"
    case package
    case lossReason = "loss-reason"
    case spokeWith = "spoke-with"
    case nextTask = "next-task"
  }

  /// Its name.
  public let id: ID
  /// What it asks for, in the words that `pipeline show` and the help use; `nil` where another
  /// requirement of the stage asks for more, or the pipeline for nothing.
  public let asks: @Sendable (Pipeline, Stage) -> Phrase?
  /// Everything that is missing for entering a stage with the deal as it would be after the command.
  public let missing: @Sendable (DealCase, Stage) -> [Missing]

  /// The requirement of a name.
  public static func named(_ id: ID) -> Requirement {
    switch id {
    case .comment: comment
    case .decisionMaker: decisionMaker
    case .meetingAgreed: meetingAgreed
    case .companyCard: companyCard
    case .meetingReport: meetingReport
    case .budget: budget
    case .budgetBounds: budgetBounds
    case .endDate: endDate
    case .package: package
    case .lossReason: lossReason
    case .spokeWith: spokeWith
    case .nextTask: nextTask
    }
  }
}

extension DealCase {
  /// Everything that keeps the deal, as it stands, out of a stage; in the order of the document.
  ///
  /// A path may be exempt from some requirements (R7: `deal add` without a task).
  func missing(for stage: Stage, exempt: Set<Requirement.ID> = []) -> [Missing] {
    stage.requires.filter { !exempt.contains($0) }
      .flatMap { Requirement.named($0).missing(self, stage) }
  }
}
