/// Checks of closed deals and of payment chains.
extension AuditCheck {
  /// R9: what every won deal must have.
  static let wonIncomplete = AuditCheck(
    .wonIncomplete,
    count: { $0.deal.kind == .won ? incompleteCount($0) : 0 }, words: { incomplete($0) })

  /// R6: what every lost deal must have.
  static let lostIncomplete = AuditCheck(
    .lostIncomplete,
    count: { $0.deal.kind == .lost ? incompleteCount($0) : 0 }, words: { incomplete($0) })

  /// R22: what holds for every chain; said once a chain, on its first deal.
  static let chainBroken = AuditCheck(
    .chainBroken,
    count: { faults($0).count },
    words: { faults($0).map { Result(message: $0, fix: Remedy("fsck")) } })

  private static func faults(_ subject: AuditSubject) -> [Phrase] {
    guard let chain = subject.chain, chain.first.id == subject.deal.id else { return [] }
    return chain.faults
  }

  /// One finding for each command that mends it: the fields, and the comment.
  private static func incompleteCount(_ subject: AuditSubject) -> Int {
    guard let stage = subject.place.stage else { return 0 }
    let deal = subject.deal
    let gaps = deal.closingGaps
    let lacksFields = stage.requires.contains { lacks($0, deal, gaps) }
    return (lacksFields ? 1 : 0) + (lacksComment(subject, stage) ? 1 : 0)
  }

  private static func lacksComment(_ subject: AuditSubject, _ stage: Stage) -> Bool {
    stage.requires.contains(.comment) && !subject.deal.shortfalls.isEmpty
  }

  private static func lacks(
    _ requirement: Requirement.ID, _ deal: any DealFacts, _ gaps: ClosingGaps
  ) -> Bool {
    switch requirement {
    case .budget: deal.budget == nil
    case .endDate: deal.endDate == nil
    case .package: gaps.contains(.package)
    case .lossReason: gaps.contains(.lossReason)
    case .spokeWith: !gaps.isDisjoint(with: [.spokenName, .spokenPosition])
    case .comment, .decisionMaker, .meetingAgreed, .companyCard, .meetingReport, .budgetBounds,
      .nextTask:
      false
    }
  }

  private static func incomplete(_ subject: AuditSubject) -> [Result] {
    guard let stage = subject.place.stage else { return [] }
    let deal = subject.deal
    let gaps = deal.closingGaps
    var names: [Phrase] = []
    var edit = Remedy("deal", "edit", deal.id.text)
    func lack(_ name: Phrase, _ option: String, ru: String, en: String) {
      names.append(name)
      edit = edit.asking(option, ru: ru, en: en)
    }
    for requirement in stage.requires where lacks(requirement, deal, gaps) {
      switch requirement {
      case .budget: lack(Phrase(ru: "бюджет", en: "budget"), "--budget", ru: "СУММА", en: "SUM")
      case .endDate:
        lack(Phrase(ru: "дата окончания", en: "end date"), "--end-date", ru: "ДАТА", en: "DATE")
      case .package:
        lack(Phrase(ru: "тип пакета", en: "package"), "--package", ru: "ПАКЕТ", en: "PACKAGE")
      case .lossReason:
        lack(Phrase(ru: "причина", en: "reason"), "--reason", ru: "ПРИЧИНА", en: "REASON")
      case .spokeWith:
        if gaps.contains(.spokenName) {
          lack(
            Phrase(ru: "с кем общались", en: "with whom they spoke"), "--spoke-with",
            ru: "ФАМИЛИЯ ИМЯ", en: "FULL NAME")
        }
        if gaps.contains(.spokenPosition) {
          lack(
            Phrase(ru: "должность собеседника", en: "that person's position"), "--position",
            ru: "ДОЛЖНОСТЬ", en: "POSITION")
        }
      case .comment, .decisionMaker, .meetingAgreed, .companyCard, .meetingReport, .budgetBounds,
        .nextTask:
        continue
      }
    }
    let fields = names.isEmpty ? [] : [lacking(names, edit)]
    guard lacksComment(subject, stage) else { return fields }
    let comment = Phrase(ru: "развернутый комментарий", en: "a substantive comment")
    let note = Remedy("comment", "add", deal.id.text).asking(ru: "КОММЕНТАРИЙ", en: "COMMENT")
    return fields + [lacking([comment], note)]
  }

  private static func lacking(_ things: [Phrase], _ fix: Remedy) -> Result {
    Result(
      message: Phrase(
        ru: "закрытая сделка не заполнена: \(things.map(\.ru).joined(separator: ", "))",
        en: "the closed deal lacks: \(things.map(\.en).joined(separator: ", "))"), fix: fix)
  }
}
