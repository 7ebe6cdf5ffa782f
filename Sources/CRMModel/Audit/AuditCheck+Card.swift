/// Checks of what stands on the deal's card.
extension AuditCheck {
  /// H4: «название сделки должно соответствовать названию заведения» (R5), where the pipeline asks
  /// for it.
  static let nameMismatch = AuditCheck(
    .nameMismatch,
    count: { subject in
      guard subject.place.matchesNames, let company = subject.company else { return 0 }
      return company.isCalled(subject.deal.nameKey) && subject.deal.isNamedAsPart ? 0 : 1
    },
    words: { subject in
      guard let company = subject.company else { return [] }
      let deal = subject.deal
      let suffix = deal.chain?.nameSuffix(isWon: deal.kind == .won) ?? ""
      return [
        Result(
          message: Phrase(
            ru: "название сделки не совпадает с названием компании '\(company.name)'",
            en: "the deal's name is not the company's, '\(company.name)'"),
          fix: Remedy("deal", "edit", deal.id.text, "--name", company.name + suffix))
      ]
    })

  /// H5: «проставлена сумма сделки»; an error from the stage on that asks for it, a warning before.
  static let budgetMissing = AuditCheck(
    .budgetMissing,
    severity: { $0.place.demandsBudget ? .error : .warning },
    count: { $0.place.knowsBudget && $0.isOpen && $0.deal.budget?.isPositive != true ? 1 : 0 },
    words: { subject in
      [
        Result(
          message: .noSum(subject.deal.budget),
          fix: Remedy("deal", "edit", subject.deal.id.text).asking("--budget"))
      ]
    })

  /// R8: the same predicate as the requirement `budget-bounds`.
  static let budgetOutOfBounds = AuditCheck(
    .budgetOutOfBounds,
    count: { sumOutOfBounds($0) == nil ? 0 : 1 },
    words: { subject in
      guard let sum = sumOutOfBounds(subject),
        let violation = subject.place.pipeline.bounds.violation(by: sum)
      else { return [] }
      let id = subject.deal.id
      let edit = Remedy("deal", "edit", id.text).asking("--budget")
      // The full sum of a chain changes with a payment only (R22a).
      let fix = subject.chain.map { chain in
        Remedy("split-pay", (chain.awaited?.id ?? id).text)
          .asking("--paid").asking("--adjust-total").asking("--reason", .why)
      }
      return [Result(message: violation, fix: fix ?? edit)]
    })

  private static func sumOutOfBounds(_ subject: AuditSubject) -> Money? {
    let place = subject.place
    guard place.demandsBounds && subject.isOpen || place.knowsBounds && subject.deal.kind == .won,
      subject.chain?.isCutShort != true,
      let sum = subject.deal.chain?.total ?? subject.deal.budget, !sum.isZero,
      !place.pipeline.bounds.contain(sum)
    else { return nil }
    return sum
  }

  /// «на этапе ЛПР занесены ФИО ЛПР, должность, контакты, e-mail»: the position is the audit's
  /// addition to the requirement (R25).
  static let decisionMakerIncomplete = AuditCheck(
    .decisionMakerIncomplete,
    count: { subject in
      guard subject.place.demandsDecisionMaker, subject.isOpen else { return 0 }
      return subject.decisionMakers.contains { $0.gaps.isEmpty } ? 0 : 1
    },
    words: { subject in
      guard let best = subject.decisionMakers.min(by: { $0.gaps.rank < $1.gaps.rank }) else {
        let message = Phrase(
          ru: "нет контакта ЛПР или ЛВПР",
          en: "there is no contact who decides or influences the decision")
        let add = Remedy("deal", "contact", "add", subject.deal.id.text)
        let fix =
          subject.deal.contacts.first.map { add.adding($0.contact.text) }
          ?? add.asking(.contact)
        return [
          Result(message: message, fix: fix.adding("--role", Role.decisionMaker.rawValue))
        ]
      }
      let contact = best.record.contact
      return [Result(message: contact.lacks(best.gaps), fix: contact.remedy(for: best.gaps))]
    })

  /// The card of the venue, from the stage on that asks for it.
  static let companyIncomplete = AuditCheck(
    .companyIncomplete,
    count: { companyGaps($0).isEmpty ? 0 : 1 },
    words: { subject in
      guard let company = subject.company else { return [] }
      let gaps = companyGaps(subject)
      let empty = subject.pipeline.companyFields.filter { gaps.contains(CompanyGaps(of: [$0])) }
      return [
        Result(
          message: Field<Company>.lacking(empty),
          fix: Field<Company>.remedy(for: empty, company: company.id))
      ]
    })

  private static func companyGaps(_ subject: AuditSubject) -> CompanyGaps {
    guard subject.place.demandsCompanyCard, subject.isOpen, let company = subject.company else {
      return []
    }
    return company.gaps.intersection(subject.place.companyFields)
  }
}
