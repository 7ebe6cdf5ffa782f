/// Checks of closed deals and of payment chains.
extension AuditCheck {
  /// R9: what every won deal must have.
  static let wonIncomplete = AuditCheck(id: .wonIncomplete) { subject in
    guard subject.deal.kind == .won else { return [] }
    return incomplete(subject)
  }

  /// R6: what every lost deal must have.
  static let lostIncomplete = AuditCheck(id: .lostIncomplete) { subject in
    guard subject.deal.kind == .lost else { return [] }
    return incomplete(subject)
  }

  /// R22: what holds for every chain; said once a chain, on its first deal.
  static let chainBroken = AuditCheck(id: .chainBroken) { subject in
    guard let chain = subject.chain, chain.first.id == subject.deal.id else { return [] }
    return chain.faults.map { .error($0, Remedy("fsck")) }
  }

  /// What a closing stage's requirements miss: one finding for each command that mends it.
  private static func incomplete(_ subject: AuditSubject) -> [Result] {
    let deal = subject.deal
    guard let stage = subject.pipeline.stage(deal.stage) else { return [] }
    var lacks: [Phrase] = []
    var edit = Remedy("deal", "edit", deal.id.text)
    func lack(_ name: Phrase, _ option: String, ru: String, en: String) {
      lacks.append(name)
      edit = edit.asking(option, ru: ru, en: en)
    }
    for requirement in stage.requires {
      switch requirement {
      case .budget where deal.budget == nil:
        lack(Phrase(ru: "бюджет", en: "budget"), "--budget", ru: "СУММА", en: "SUM")
      case .endDate where deal.endDate == nil:
        lack(Phrase(ru: "дата окончания", en: "end date"), "--end-date", ru: "ДАТА", en: "DATE")
      case .package where deal.package == nil:
        lack(Phrase(ru: "тип пакета", en: "package"), "--package", ru: "ПАКЕТ", en: "PACKAGE")
      case .lossReason where deal.lostReason == nil:
        lack(Phrase(ru: "причина", en: "reason"), "--reason", ru: "ПРИЧИНА", en: "REASON")
      case .spokeWith:
        if !FullName.isFull(deal.spokeWith?.name ?? "") {
          lack(
            Phrase(ru: "с кем общались", en: "with whom they spoke"), "--spoke-with",
            ru: "ФАМИЛИЯ ИМЯ", en: "FULL NAME")
        }
        if !(deal.spokeWith?.position).saysSomething {
          lack(
            Phrase(ru: "должность собеседника", en: "that person's position"), "--position",
            ru: "ДОЛЖНОСТЬ", en: "POSITION")
        }
      case .budget, .endDate, .package, .lossReason, .comment, .decisionMaker, .meetingAgreed,
        .companyCard, .meetingReport, .budgetBounds, .nextTask:
        continue
      }
    }
    let fields = lacks.isEmpty ? [] : [lacking(lacks, edit)]
    guard stage.requires.contains(.comment), !deal.shortfalls.isEmpty else { return fields }
    let comment = Phrase(ru: "развернутый комментарий", en: "a substantive comment")
    let note = Remedy("comment", "add", deal.id.text).asking(ru: "КОММЕНТАРИЙ", en: "COMMENT")
    return fields + [lacking([comment], note)]
  }

  private static func lacking(_ things: [Phrase], _ fix: Remedy) -> Result {
    .error(
      Phrase(
        ru: "закрытая сделка не заполнена: \(things.map(\.ru).joined(separator: ", "))",
        en: "the closed deal lacks: \(things.map(\.en).joined(separator: ", "))"), fix)
  }
}
