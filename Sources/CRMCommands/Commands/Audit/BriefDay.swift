import CRMCore
import CRMModel

/// How much waits for a manager: from records alone, as a shell asks before every line.
struct BriefDay {
  var overdue = 0
  var today = 0
  var withoutTask = 0
  var rework = 0

  /// `!2 •1 ?1 ↩1`, with the signs of the board; what there is none of is left out, so that a prompt
  /// says nothing where nothing waits.
  var line: String {
    [
      (Health.red.sign, overdue), (Health.yellow.sign, today), (Health.none.sign, withoutTask),
      ("↩", rework),
    ].filter { $0.1 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }

  /// Counts a deal.
  mutating func count(_ deal: any DealFacts, at clock: AuditClock) {
    switch deal.health(at: clock) {
    case .red: overdue += 1
    case .yellow: today += 1
    case Health.none?: withoutTask += 1
    case .green, nil: break
    }
    if deal.reworkDue != nil { rework += 1 }
  }
}

extension Noun where Row == BriefDay {
  /// The counts of a day: the keys are a part of the command contract.
  static var briefDay: Noun<BriefDay> {
    Noun(
      id: \.line,
      [
        Column("overdue", Phrase(ru: "просрочено", en: "overdue")) { .number($0.overdue) },
        Column("today", Phrase(ru: "сегодня", en: "today")) { .number($0.today) },
        Column("withoutTask", Phrase(ru: "без задачи", en: "without a task")) {
          .number($0.withoutTask)
        },
        Column("rework", Phrase(ru: "доработка", en: "rework")) { .number($0.rework) },
      ])
  }
}

extension Today {
  /// The day in one line.
  func runBriefly(for manager: Login, _ session: Session) throws(CRMError) {
    let (day, presentation) = try session.readToShow { (snapshot) throws(CRMError) -> BriefDay in
      try session.checkFilter(self.manager ?? session.options.user, snapshot)
      let clock = try session.clock(snapshot)
      var day = BriefDay()
      for deal in try snapshot.index([.deal]).deals
      where deal.manager == manager && !deal.isDeleted {
        if deal.state == .open || deal.reworkDue != nil { day.count(deal, at: clock) }
      }
      return day
    }
    try session.show(.briefDay, day, presentation) {
      day.line.isEmpty ? [] : [day.line]
    }
  }
}
