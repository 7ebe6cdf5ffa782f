/// One thing that must be known before a deal may enter a stage (R6): a named check with one message.
///
/// Pipelines list requirements by name, so another scenario needs no code. The audit asks the same
/// predicates again every evening (R25).
public struct Requirement: Sendable {
  /// The requirement's name in pipeline documents and in `error.details`; a department may name its
  /// own (R41).
  public struct ID: RawRepresentable, Hashable, Sendable {
    /// As documents have it.
    public let rawValue: String

    /// The id of a name.
    public init(rawValue: String) { self.rawValue = rawValue }

    private init(_ rawValue: String) { self.init(rawValue: rawValue) }

    package static let comment = ID("comment")
    package static let decisionMaker = ID("decision-maker")
    package static let meetingAgreed = ID("meeting-agreed")
    package static let companyCard = ID("company-card")
    package static let meetingReport = ID("meeting-report")
    package static let budget = ID("budget")
    package static let budgetBounds = ID("budget-bounds")
    package static let endDate = ID("end-date")
    package static let package = ID("package")
    package static let lossReason = ID("loss-reason")
    package static let spokeWith = ID("spoke-with")
    package static let nextTask = ID("next-task")
    package static let paid = ID("paid")
    package static let shipped = ID("shipped")
    package static let clientAssigned = ID("client-assigned")
    package static let quoteSent = ID("quote-sent")
    package static let contractSent = ID("contract-sent")
    package static let invoiceSent = ID("invoice-sent")
    /// Asked of whoever leaves a stage, so that no stage names it.
    package static let exitTask = ID("exit-task")

    /// Those that are built in.
    public static var builtIn: [ID] { Requirement.builtIn.map(\.id) }
  }

  /// How long it is asked of a deal that has entered its stage (R41).
  public enum Lasting: Sendable {
    /// At the door only.
    case entry
    /// As long as the deal stands there.
    case here
    /// There, and at every later open stage.
    case on
  }

  /// Its name.
  public let id: ID
  /// How long it is asked.
  package let lasts: Lasting
  /// What it asks for, in the words that `pipeline show` and the help use; `nil` where another
  /// requirement of the stage asks for more, or the pipeline for nothing.
  public let asks: @Sendable (Pipeline, Stage) -> Phrase?
  /// Everything that is missing for entering a stage with the deal as it would be after the command.
  public let missing: @Sendable (DealCase, Stage) -> [Missing]

  /// The requirements that are built in, in the order of the contract.
  static let builtIn: [Requirement] =
    [
      comment, decisionMaker, meetingAgreed, companyCard, meetingReport, budget, budgetBounds,
      endDate,
      package, lossReason, spokeWith, nextTask,
    ] + PaperRequirement.all.map(Requirement.init)

  private static let byID = Dictionary(uniqueKeysWithValues: builtIn.map { ($0.id, $0) })

  /// The built-in requirement of a name; `nil` where a department made the name.
  public static func named(_ id: ID) -> Requirement? { byID[id] }
}

extension DealCase {
  /// Everything that keeps the deal, as it stands, out of a stage: what the stage asks for, and what
  /// those that are left out on the way there go on asking (R41); in the order of the document.
  ///
  /// A path may be exempt from some requirements (R7: `deal add` without a task).
  func missing(for stage: Stage, exempt: Set<Requirement.ID> = []) -> [Missing] {
    Requirement.exitTask.missing(self, stage) + missingOfSkipped(before: stage)
      + stage.requires.filter { !exempt.contains($0) }.flatMap { missing($0, for: stage) }
  }

  package func missing(_ id: Requirement.ID, for stage: Stage) -> [Missing] {
    if let requirement = Requirement.named(id) { return requirement.missing(self, stage) }
    return stage.own.first { $0.id == id }.map { rules.missing($0, of: subject) } ?? []
  }
}
