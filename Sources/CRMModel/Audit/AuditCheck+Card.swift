/// Checks of what stands on the deal's card.
extension AuditCheck {
  /// H4: «название сделки должно соответствовать названию заведения» (R5).
  static let nameMismatch = AuditCheck(id: .nameMismatch) { subject in
    let deal = subject.deal
    guard let company = subject.company, deal.nameKey != company.nameKey else { return [] }
    let suffix = deal.chain?.nameSuffix(isWon: deal.kind == .won) ?? ""
    return [
      .error(
        Phrase(
          ru: "название сделки не совпадает с названием компании '\(company.name)'",
          en: "the deal's name is not the company's, '\(company.name)'"),
        Remedy("deal", "edit", deal.id.text, "--name", company.name + suffix))
    ]
  }

  /// H5: «проставлена сумма сделки»; an error from the stage on that asks for it, a warning before.
  static let budgetMissing = AuditCheck(id: .budgetMissing) { subject in
    guard subject.deal.kind == .open, subject.deal.budget == nil,
      subject.pipeline.stages.contains(where: { $0.requires.contains(.budget) })
    else { return [] }
    let isDue = subject.demands(.budget)
    return [
      Result(
        severity: isDue ? .error : .warning,
        message: Phrase(ru: "не указан бюджет", en: "the budget is missing"),
        fix: Remedy("deal", "edit", subject.deal.id.text)
          .asking("--budget", ru: "СУММА", en: "SUM"))
    ]
  }

  /// R8: the same predicate as the requirement `budget-bounds`.
  static let budgetOutOfBounds = AuditCheck(id: .budgetOutOfBounds) { subject in
    let deal = subject.deal
    let isBound =
      deal.kind == .won
      ? subject.pipeline.stages.contains { $0.requires.contains(.budgetBounds) }
      : subject.demands(.budgetBounds)
    guard isBound, subject.chain?.isCutShort != true, let sum = deal.chain?.total ?? deal.budget,
      let violation = subject.pipeline.bounds.violation(by: sum)
    else { return [] }
    let edit = Remedy("deal", "edit", deal.id.text).asking("--budget", ru: "СУММА", en: "SUM")
    // The full sum of a chain changes with a payment only (R22a).
    let awaited = subject.chain.map { $0.awaited?.id ?? deal.id }
    let fix = awaited.map { part in
      Remedy("split-pay", part.text).asking("--paid", ru: "СУММА", en: "SUM")
        .asking("--adjust-total", ru: "СУММА", en: "SUM")
        .asking("--reason", ru: "ПОЧЕМУ", en: "WHY")
    }
    return [.error(violation, fix ?? edit)]
  }

  /// «на этапе ЛПР занесены ФИО ЛПР, должность, контакты, e-mail»: the position is the audit's
  /// addition to the requirement (R25).
  static let decisionMakerIncomplete = AuditCheck(id: .decisionMakerIncomplete) { subject in
    guard subject.demands(.decisionMaker) else { return [] }
    guard let best = subject.decisionMakers().min(by: { $0.gaps.rank < $1.gaps.rank }) else {
      let message = Phrase(
        ru: "нет контакта ЛПР или ЛВПР",
        en: "there is no contact who decides or influences the decision")
      if let contact = subject.deal.contacts.first {
        return [
          .error(
            message,
            Remedy(
              "deal", "contact", "add", subject.deal.id.text, contact.contact.text, "--role",
              Role.decisionMaker.rawValue))
        ]
      }
      return [
        .error(
          message,
          Remedy("deal", "contact", "add", subject.deal.id.text)
            .asking(ru: "КОНТАКТ", en: "CONTACT").adding("--role", Role.decisionMaker.rawValue))
      ]
    }
    guard !best.gaps.isEmpty else { return [] }
    let contact = best.record.contact
    return [.error(contact.lacks(best.gaps), contact.remedy(for: best.gaps))]
  }

  /// The card of the venue, from the stage on that asks for it.
  static let companyIncomplete = AuditCheck(id: .companyIncomplete) { subject in
    guard subject.demands(.companyCard), let company = subject.company else { return [] }
    let unfilled = company.emptyFields
    let empty = subject.pipeline.companyFields.filter { unfilled.contains($0) }
    guard !empty.isEmpty else { return [] }
    return [
      .error(CompanyField.lacking(empty), CompanyField.remedy(for: empty, company: company.id))
    ]
  }
}
