/// Writes down what happened (R11 to R14).
public struct AddComment: DealAction {
  /// Free text.
  public var text: String?
  /// The filled sections of the stage's report.
  public var report: [ReportEntry] = []
  /// The stage it is about; the present one unless said otherwise.
  public var stage: StageID?
  /// When it happened, now unless said otherwise (R3).
  public var at: Instant?

  /// A comment without anything written.
  public init() {}

  /// The deal with the comment; a closed deal takes one too (R4).
  ///
  /// - Throws: `Refusal` for a stock phrase alone (R12), an unknown section, or nothing written.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя записать комментарий к сделке '\(before.deal.name)'",
      en: "cannot add a comment to deal '\(before.deal.name)'")
    try subject.requirePresent(refused, evenPending: true)
    let target = try subject.commented(stage ?? before.deal.stage, refused)
    let happened = try subject.happened(at: at, in: context)
    let isNothing = text == nil && report.isEmpty
    let (entries, unknown) = try subject.arranged(report, for: target)
    try (isNothing ? [.stockPhrase] : subject.emptyComment(text, report: report, for: target))
      .refuse(refused, unknown, in: context)
    subject.note(text, report: entries, for: target, at: happened, in: context)
    return Outcome(subject.deal, notices: subject.noticesOfThin(text, report, for: target))
  }
}

extension DealCase {
  /// The stage that a comment is about.
  func commented(_ id: StageID, _ refused: Phrase) throws(Refusal) -> Stage {
    if let stage = pipeline.stage(id) { return stage }
    throw Refusal(
      "R2",
      Phrase(
        ru: "\(refused.ru): нет этапа '\(id.text)'", en: "\(refused.en): no stage '\(id.text)'")
    )
  }

  /// That a comment will not count for its stage.
  func noticesOfThin(_ text: String?, _ report: [ReportEntry], for stage: Stage) -> [Notice] {
    guard stage.asksForComment, !isSubstantive(text, report) else { return [] }
    let rule = pipeline.commentRule
    return [
      Notice(
        Phrase(
          ru: "как комментарий этапа '\(stage.name)' не засчитается: нужно от "
            + "\(rule.leastCharacters) знаков и \(rule.leastWords) слов",
          en: "it does not count as the comment of '\(stage.name)': at least "
            + "\(rule.leastCharacters) characters and \(rule.leastWords) words are needed"))
    ]
  }
}
