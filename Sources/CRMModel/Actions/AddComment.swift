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
    let id = stage ?? before.deal.stage
    guard let target = subject.pipeline.stage(id) else {
      throw Refusal(
        "R2",
        Phrase(
          ru: "\(refused.ru): нет этапа '\(id.text)'", en: "\(refused.en): no stage '\(id.text)'"))
    }
    let happened = try subject.happened(at: at, in: context)
    let isNothing = text == nil && report.isEmpty
    let (entries, unknown) = try subject.arranged(report, for: target)
    try (isNothing ? [.stockPhrase] : subject.emptyComment(text, report: report, for: target))
      .refuse(refused, unknown)
    subject.note(text, report: entries, for: target, at: happened, in: context)
    return Outcome(subject.deal, notices: thinNotices(subject, target))
  }

  private func thinNotices(_ subject: DealCase, _ target: Stage) -> [Notice] {
    guard target.asksForComment, !subject.isSubstantive(text, report) else { return [] }
    let rule = subject.pipeline.commentRule
    return [
      Notice(
        Phrase(
          ru: "как комментарий этапа '\(target.name)' не засчитается: нужно от "
            + "\(rule.leastCharacters) знаков и \(rule.leastWords) слов",
          en: "it does not count as the comment of '\(target.name)': at least "
            + "\(rule.leastCharacters) characters and \(rule.leastWords) words are needed"))
    ]
  }
}
