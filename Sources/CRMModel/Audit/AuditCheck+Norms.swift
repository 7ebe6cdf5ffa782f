/// Checks of the days that a deal takes, whatever tasks it has (R42).
///
/// What somebody can mend the same evening is an error and goes back to the manager (R24); time that
/// has passed is a warning, because no command takes it back.
extension AuditCheck {
  /// «сделки зависают дольше, чем на неделю»: longer at its stage than the stage allows.
  static let stageTooLong = norm(
    .stageTooLong, .warning, \.place.norm, { days($0, since: $0.deal.stageEnteredAt) },
    message: { stands, norm in
      Phrase(
        ru: "стоит на этапе \(stands.ru), по норме не больше \(norm.ru)",
        en: "at this stage for \(stands.en), the norm is \(norm.en)")
    },
    fix: { subject, _ in
      let open = subject.pipeline.stages.filter { $0.kind == .open }
      let next = open.firstIndex { $0.id == subject.deal.stage }.map { $0 + 1 }
      let id = subject.deal.id.text
      guard let next, next < open.count else { return Remedy("deal", "close", id, "--won") }
      return Remedy("deal", "move", id, open[next].id.text)
        .asking("--comment")
    })

  /// «забывают о моменте следующей коммуникации»: the next task is too far away.
  static let taskGap = norm(
    .taskGap, .error, \.place.gap, { days($0, since: $0.deal.nextTaskDue).map { -$0 } },
    message: { waits, gap in
      Phrase(
        ru: "до ближайшей задачи \(waits.ru), можно не больше \(gap.ru)",
        en: "the next task is \(waits.en) away, it may be \(gap.en) at most")
    },
    fix: { subject, gap in
      let id = subject.deal.id.text
      return Remedy(
        "task", "reschedule", subject.deal.openTasks.first.map { "\(id)/\($0.number)" } ?? id
      )
      .adding("--due", "+\(gap)d").asking("--reason", .why)
    })

  /// «зависшие»: nothing has been done about it for too long.
  static let stuck = norm(
    .stuck, .error, \.place.silence, { days($0, since: $0.deal.workedAt) },
    message: { silence, norm in
      Phrase(
        ru: "по сделке ничего не происходит \(silence.ru), можно не больше \(norm.ru)",
        en: "nothing has been done for \(silence.en), \(norm.en) are allowed")
    },
    fix: { subject, _ in
      Remedy("comment", "add", subject.deal.id.text).asking(.comment)
    })

  /// Every deal ends won or lost; this one has been open for too long.
  static let tooOld = norm(
    .tooOld, .warning, \.place.oldest, { days($0, since: $0.deal.createdAt) },
    message: { age, oldest in
      Phrase(
        ru: "открыта \(age.ru), можно не больше \(oldest.ru)",
        en: "open for \(age.en), \(oldest.en) are allowed")
    },
    fix: { subject, _ in subject.remedyOfAge })

  /// A check that finds open deals with more days than a norm; without one nothing is asked.
  private static func norm(
    _ id: ID, _ severity: Finding.Severity,
    _ norm: @escaping @Sendable (AuditSubject) -> Int?,
    _ days: @escaping @Sendable (AuditSubject) -> Int?,
    message: @escaping @Sendable (Phrase, Phrase) -> Phrase,
    fix: @escaping @Sendable (AuditSubject, Int) -> Remedy
  ) -> AuditCheck {
    AuditCheck(
      id, severity: { _ in severity },
      count: { subject in
        guard let norm = norm(subject), subject.isOpen, let days = days(subject) else { return 0 }
        return days > norm ? 1 : 0
      },
      words: { subject in
        guard let norm = norm(subject), let days = days(subject) else { return [] }
        let counted = CountedNoun.days
        return [
          Result(
            message: message(counted.counted(days), counted.genitive(norm)), fix: fix(subject, norm)
          )
        ]
      })
  }

  /// Whole local days since a moment (R28, R38); fewer than none for one that is to come.
  private static func days(_ subject: AuditSubject, since moment: Instant?) -> Int? {
    moment.map {
      Int(subject.clock.today.daysSinceEpoch - subject.clock.zone.day(of: $0).daysSinceEpoch)
    }
  }
}

extension AuditSubject {
  /// How an old deal ends: it is lost where its stage allows that (R6), else it goes on.
  fileprivate var remedyOfAge: Remedy {
    let id = deal.id.text
    let from = pipeline.closingStage(.lost)?.from.flatMap(pipeline.standIn).flatMap(
      pipeline.position)
    guard let from, let here = pipeline.position(of: deal.stage), here < from else {
      return Remedy("deal", "close", id, "--lost").asking("--reason")
    }
    return Remedy("deal", "move", id, pipeline.stages[here + 1].id.text).asking("--comment")
  }
}

extension Pipeline {
  /// Whether any of its deals can take too long (R42).
  var hasNorms: Bool {
    silence != nil || oldest != nil || stages.contains { $0.norm != nil || $0.gap != nil }
  }
}
