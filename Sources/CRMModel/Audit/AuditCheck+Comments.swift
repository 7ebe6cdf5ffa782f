/// Checks of what was written: «на каждом этапе развернутый комментарий» (R11 to R13).
extension AuditCheck {
  /// A stage without any comment.
  static let commentMissing = AuditCheck(
    .commentMissing,
    count: { shortfalls($0, .commentMissing).count },
    words: { subject in
      shortfalls(subject, .commentMissing).map { shortfall in
        let name = subject.stageName(shortfall.stage)
        return Result(
          message: Phrase(
            ru: "нет комментария об этапе '\(name)'", en: "stage '\(name)' has no comment"),
          fix: comment(subject, for: shortfall.stage))
      }
    })

  /// A stage whose comments say too little.
  static let commentThin = AuditCheck(
    .commentThin,
    count: { shortfalls($0, .commentThin).count },
    words: { subject in
      shortfalls(subject, .commentThin).map { shortfall in
        let name = subject.stageName(shortfall.stage)
        return Result(
          message: Phrase(
            ru: "комментарий об этапе '\(name)' слишком короткий",
            en: "the comment of stage '\(name)' is too thin"),
          fix: comment(subject, for: shortfall.stage))
      }
    })

  private static func shortfalls(
    _ subject: AuditSubject, _ problem: StageShortfall.Problem
  ) -> [StageShortfall] {
    open(subject).filter { $0.problem == problem }
  }

  /// Those of an open deal, at the stages that it walks through (R44).
  private static func open(_ subject: AuditSubject) -> [StageShortfall] {
    guard subject.isOpen else { return [] }
    let shortfalls = subject.deal.shortfalls
    guard subject.place.isConditional else { return shortfalls }
    return shortfalls.filter { subject.pipeline.stage($0.stage) != nil }
  }

  /// A meeting without its report.
  static let meetingReportMissing = AuditCheck(
    .meetingReportMissing,
    count: { unreported($0).count },
    words: { subject in
      unreported(subject).map { shortfall in
        let template = subject.pipeline.stage(shortfall.stage)?.template
        let titles = shortfall.sections.map { id in
          template?.sections.first { $0.id == id }?.title ?? id
        }.joined(separator: ", ")
        // A report has to be whole, so the command asks for every required section again.
        let start = Remedy("comment", "add", subject.deal.id.text)
        return Result(
          message: Phrase(
            ru: "в отчете о встрече не заполнено: \(titles)",
            en: "the meeting report lacks: \(titles)"),
          fix: template.map { start.asking(for: $0, at: shortfall.stage) } ?? start)
      }
    })

  private static func unreported(_ subject: AuditSubject) -> [StageShortfall] {
    open(subject).filter { !$0.sections.isEmpty }
  }

  private static func comment(_ subject: AuditSubject, for stage: StageID) -> Remedy {
    Remedy("comment", "add", subject.deal.id.text)
      .asking(.comment).adding("--stage", stage.text)
  }
}

extension StageShortfall {
  /// The sections of the report that are not filled in; none for another problem.
  fileprivate var sections: [String] {
    if case .reportMissing(let sections) = problem { sections } else { [] }
  }
}
