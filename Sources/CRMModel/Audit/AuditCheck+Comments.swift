/// Checks of what was written: «на каждом этапе развернутый комментарий» (R11 to R13).
extension AuditCheck {
  /// A stage without any comment.
  static let commentMissing = AuditCheck(id: .commentMissing) { subject in
    guard subject.deal.kind == .open else { return [] }
    return subject.deal.shortfalls.lazy.filter { $0.problem == .commentMissing }.map { shortfall in
      let name = subject.stageName(shortfall.stage)
      return .error(
        Phrase(
          ru: "нет комментария об этапе '\(name)'", en: "stage '\(name)' has no comment"),
        comment(subject, for: shortfall.stage))
    }
  }

  /// A stage whose comments say too little.
  static let commentThin = AuditCheck(id: .commentThin) { subject in
    guard subject.deal.kind == .open else { return [] }
    return subject.deal.shortfalls.lazy.filter { $0.problem == .commentThin }.map { shortfall in
      let name = subject.stageName(shortfall.stage)
      return .error(
        Phrase(
          ru: "комментарий об этапе '\(name)' слишком короткий",
          en: "the comment of stage '\(name)' is too thin"),
        comment(subject, for: shortfall.stage))
    }
  }

  /// A meeting without its report.
  static let meetingReportMissing = AuditCheck(id: .meetingReportMissing) { subject in
    guard subject.deal.kind == .open else { return [] }
    var results: [Result] = []
    for shortfall in subject.deal.shortfalls {
      guard case .reportMissing(let sections) = shortfall.problem else { continue }
      let template = subject.pipeline.stage(shortfall.stage)?.template
      let titles = sections.map { id in
        template?.sections.first { $0.id == id }?.title ?? id
      }.joined(separator: ", ")
      // A report has to be whole, so the command asks for every required section again.
      let start = Remedy("comment", "add", subject.deal.id.text)
      let fix = template.map { start.asking(for: $0, at: shortfall.stage) } ?? start
      results.append(
        .error(
          Phrase(
            ru: "в отчете о встрече не заполнено: \(titles)",
            en: "the meeting report lacks: \(titles)"),
          fix))
    }
    return results
  }

  private static func comment(_ subject: AuditSubject, for stage: StageID) -> Remedy {
    Remedy("comment", "add", subject.deal.id.text)
      .asking(ru: "КОММЕНТАРИЙ", en: "COMMENT").adding("--stage", stage.text)
  }
}
