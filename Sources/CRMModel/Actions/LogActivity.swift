/// The manager's daily line (R55): what was done and said, what came of the planned task, what comes
/// next, and where the deal stands now.
///
/// It is made of the ordinary steps, each asked what it always is.
public struct LogActivity: DealAction {
  /// What was done.
  public var communication: Communication
  /// What was said: the comment of the stage that is entered, else of the present one; a filled report is
  /// that too (R13).
  public var text: String?
  /// The filled sections of the stage's report (R13).
  public var report: [ReportEntry] = []
  /// What came of the planned task; what was said, unless said otherwise.
  public var result: String?
  /// Which task that is, where not the one that R54 names; a letter or a message about a meeting that
  /// says nothing of a result reminds the client of it (R56).
  public var task: Int?
  /// What follows.
  public var followUp = FollowUp()
  /// The stage that was reached by it.
  public var stage: StageID?
  /// When it happened, now unless said otherwise (R3).
  public var at: Instant?

  /// Something that was done.
  public init(_ communication: Communication) {
    self.communication = communication
  }

  /// The deal with all of it.
  ///
  /// - Throws: `Refusal` where one of its parts is refused.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    try reminding(in: before.deal).perform(on: before, in: context)
  }

  /// What was said, in one text.
  private var said: String? {
    text ?? (report.isEmpty ? nil : report.map(\.text).joined(separator: "; "))
  }

  private func perform(
    on before: DealCase, in context: ActionContext
  ) throws(Refusal) -> Outcome {
    guard let stage else { return try applyHere(to: before, in: context) }
    var move = MoveDeal(to: stage)
    move.communication = communication
    move.comment = text
    move.report = report
    let endsNothing = communication.meeting != nil || task == nil && before.deal.openTasks.isEmpty
    move.result = result ?? (endsNothing ? nil : said)
    move.task = task
    move.next = followUp.next
    move.noNextReason = followUp.hasNoNext ? followUp.reason : nil
    move.at = at
    return try move.apply(to: before, in: context)
  }

  private func applyHere(
    to before: DealCase, in context: ActionContext
  ) throws(Refusal) -> Outcome {
    var subject = before
    let (next, activity) = (followUp.next, communication.activity)
    let one = activity.name.withArticle
    let refused = Phrase(
      ru: "нельзя записать: \(one.ru) по сделке '\(before.deal.name)'",
      en: "cannot log \(one.en) on deal '\(before.deal.name)'")
    if next == NextTask() {
      try subject.requirePresent(refused, evenPending: true)
    } else {
      try subject.requireOpen(refused, evenPending: true)
    }
    let here = try subject.commented(before.deal.stage, refused)
    let happened = try subject.happened(at: at, in: context)
    if let task { try subject.requireOpenTask(task, refused) }
    subject.deal.log(communication, at: happened, in: context)
    let (entries, unknownEntries) = try subject.arranged(report, for: here)
    subject.note(text, report: entries, for: here, at: happened, in: context)
    let number =
      communication.meeting == nil ? task ?? subject.taskOfResult(entering: nil)?.number : nil
    let noNextReason = followUp.hasNoNext ? followUp.reason : nil
    if let number {
      subject.deal.finish(
        number, result: result ?? said ?? "", noNextReason: noNextReason, at: happened, in: context)
    } else {
      try subject.deal.finish(nil, result: result, at: happened, in: context)
    }
    let unknownTask = subject.plan(next, in: context)
    if number == nil { subject.note(noNext: noNextReason, in: context) }
    let missing = number.map { followUp.missing(after: $0, of: subject) } ?? next.missing
    try (missing + subject.emptyComment(text, report: report, for: here))
      .refuse(refused, [unknownTask] + unknownEntries)
    return Outcome(
      subject.deal,
      notices: subject.noticesOfThin(text, report, for: here) + next.notices(in: context))
  }
}
