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

  /// R22: parts paid + part expected = full sum, and one open part at most. Said once a chain, on its
  /// first deal.
  static let chainBroken = AuditCheck(id: .chainBroken) { subject in
    guard let link = subject.deal.chain, let sums = subject.chain, link.id == subject.deal.id,
      let sum = sums.paid.adding(sums.expected), sum != sums.total
    else { return [] }
    return [
      .error(
        Phrase(
          ru: "в разбивке оплачено \(sums.paid.decimalText) и ожидается "
            + "\(sums.expected.decimalText), а полная сумма \(sums.total.decimalText)",
          en: "the split payment has \(sums.paid.decimalText) paid and "
            + "\(sums.expected.decimalText) expected, but a full sum of \(sums.total.decimalText)"),
        Remedy("fsck"))
    ]
  }

  /// What a closing stage's requirements miss, as one finding with one command.
  private static func incomplete(_ subject: AuditSubject) -> [Result] {
    let deal = subject.deal
    guard let stage = subject.pipeline.stage(deal.stage) else { return [] }
    var lacks: [Phrase] = []
    var edit = Remedy("deal", "edit", deal.id.text)
    var needsEdit = false
    func lack(_ name: Phrase, _ option: String, ru: String, en: String) {
      lacks.append(name)
      edit = edit.asking(option, ru: ru, en: en)
      needsEdit = true
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
      case .comment where !deal.shortfalls.isEmpty:
        lacks.append(Phrase(ru: "развернутый комментарий", en: "a substantive comment"))
      default:
        continue
      }
    }
    guard !lacks.isEmpty else { return [] }
    let comment = Remedy("comment", "add", deal.id.text)
      .asking(ru: "КОММЕНТАРИЙ", en: "COMMENT")
    return [
      .error(
        Phrase(
          ru: "закрытая сделка не заполнена: \(lacks.map(\.ru).joined(separator: ", "))",
          en: "the closed deal lacks: \(lacks.map(\.en).joined(separator: ", "))"),
        needsEdit ? edit : comment)
    ]
  }
}
