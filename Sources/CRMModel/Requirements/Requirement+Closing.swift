extension Requirement {
  /// R6, R8: the sum is known; nothing is no sum.
  static let budget = Requirement(
    id: .budget, lasts: .on,
    asks: { pipeline, stage in
      stage.requires.contains(.budgetBounds) && !pipeline.bounds.isOpen
        ? nil : Phrase(ru: "бюджет", en: "the budget")
    },
    missing: { subject, _ in
      subject.deal.budget?.isPositive == true
        ? [] : [Missing(.budget, .noSum(subject.deal.budget), option: "--budget")]
    })

  /// R8: the sum is within the pipeline's bounds; for a split sale the full sum.
  static let budgetBounds = Requirement(
    id: .budgetBounds, lasts: .on,
    asks: { pipeline, _ in
      guard !pipeline.bounds.isOpen else { return nil }
      let bounds = [
        pipeline.bounds.least.map {
          Phrase(ru: "от \($0.shown.ru)", en: "at least \($0.shown.en)")
        },
        pipeline.bounds.most.map { Phrase(ru: "до \($0.shown.ru)", en: "at most \($0.shown.en)") },
      ].compactMap { $0 }
      return Phrase(
        ru: "бюджет " + bounds.map(\.ru).joined(separator: " "),
        en: "a budget of " + bounds.map(\.en).joined(separator: " and "))
    },
    missing: { subject, _ in
      guard let sum = subject.deal.chain?.total ?? subject.deal.budget, !sum.isZero,
        let violation = subject.pipeline.bounds.violation(by: sum)
      else { return [] }
      return [Missing(.budgetBounds, violation, option: "--budget")]
    })

  /// R9: the day the paid package ends.
  static let endDate = Requirement(
    id: .endDate, lasts: .here,
    asks: { _, _ in Phrase(ru: "дата окончания", en: "the end date") },
    missing: { subject, _ in
      subject.deal.endDate != nil
        ? []
        : [
          Missing(
            .endDate, Phrase(ru: "не указана дата окончания", en: "the end date is missing"),
            option: "--end-date")
        ]
    })

  /// R9: what was sold.
  static let package = Requirement(
    id: .package, lasts: .here,
    asks: { pipeline, _ in
      let list = pipeline.packages.quoted
      return Phrase(ru: "тип пакета: \(list)", en: "the package: \(list)")
    },
    missing: { subject, _ in
      guard subject.deal.package == nil else { return [] }
      let list = subject.pipeline.packages.quoted
      return [
        Missing(
          .package,
          Phrase(ru: "не указан тип пакета: \(list)", en: "the package is missing: \(list)"),
          option: "--package")
      ]
    })

  /// R6: why the deal was lost.
  static let lossReason = Requirement(
    id: .lossReason, lasts: .here,
    asks: { pipeline, _ in
      let list = pipeline.lossReasons.quoted
      return Phrase(ru: "причина: \(list)", en: "the reason: \(list)")
    },
    missing: { subject, _ in
      guard subject.deal.lostReason == nil else { return [] }
      let list = subject.pipeline.lossReasons.quoted
      return [
        Missing(
          .lossReason,
          Phrase(ru: "не указана причина: \(list)", en: "the reason is missing: \(list)"),
          option: "--reason")
      ]
    })

  /// R6: with whom they spoke, and who that is.
  static let spokeWith = Requirement(
    id: .spokeWith, lasts: .here,
    asks: { _, _ in
      Phrase(
        ru: "с кем общались: полное имя и должность",
        en: "with whom they spoke: full name and position")
    },
    missing: { subject, _ in
      let person = subject.deal.spokeWith
      var missing: [Missing] = []
      if !FullName.isFull(person?.name ?? "") {
        let message =
          (person?.name).saysSomething
          ? Phrase(
            ru: "имя собеседника неполное: нужны фамилия и имя",
            en: "that person's name is incomplete: family and given name are needed")
          : Phrase(
            ru: "не указано, с кем общались: фамилия и имя",
            en: "with whom they spoke is missing: family and given name")
        missing.append(Missing(.spokeWith, message, option: "--spoke-with"))
      }
      if !(person?.position).saysSomething {
        missing.append(
          Missing(
            .spokeWith,
            Phrase(
              ru: "не указана должность собеседника", en: "that person's position is missing"),
            option: "--position"))
      }
      return missing
    })
}

extension Phrase {
  /// That a deal's budget is no sum of a sale.
  static func noSum(_ budget: Money?) -> Phrase {
    budget == nil
      ? Phrase(ru: "не указан бюджет", en: "the budget is missing")
      : Phrase(ru: "бюджет 0 — это не сумма", en: "a budget of 0 is no sum")
  }
}

extension DealFacts {
  /// R9: whether the package ends before the day on which the deal was closed.
  ///
  /// Later parts of a chain were sold with the first one, and may be paid when the package is over.
  func endsTooEarly(in zone: TimeZoneRules) -> Bool {
    guard let endDate, let closedAt, chain?.part ?? 1 <= 1 else { return false }
    return endDate < zone.day(of: closedAt)
  }
}

extension DealCase {
  /// R9: the package of a closed deal is not over before it is sold.
  func missingLaterEnd(in zone: TimeZoneRules) -> [Missing] {
    let record = DealRecord(deal, pipeline: pipeline)
    guard pipeline.stage(deal.stage)?.requires.contains(.endDate) == true,
      record.endsTooEarly(in: zone), let end = record.endDate, let closedAt = record.closedAt
    else { return [] }
    let closed = zone.day(of: closedAt).text
    return [
      Missing(
        .endDate,
        Phrase(
          ru: "дата окончания \(end.text) раньше дня закрытия \(closed)",
          en: "the end date \(end.text) is before the closing day \(closed)"),
        option: "--end-date")
    ]
  }
}
