/// A check of papers (R85): asked of those of a deal, and of those that a client has without one.
struct PaperCheck: Sendable {
  /// Its name.
  let id: AuditCheck.ID
  /// How bad what it finds is.
  let severity: Finding.Severity
  /// What is wrong with papers that belong together, on a day.
  let results: @Sendable (PaperTree, Day, any AuditSource) -> [AuditCheck.Result]

  /// All of them, in the order of the contract.
  static let all = [
    paymentOverdue, quoteExpired, orderWithoutSchedule, paperBroken,
  ]

  /// A part of a schedule that was not paid by its day (R78).
  private static let paymentOverdue = PaperCheck(id: .paymentOverdue, severity: .error) {
    tree, today, _ in
    tree.overdue(on: today).map { order, due, left in
      AuditCheck.Result(
        message: Phrase(
          ru: "\(order.title.ru): не оплачено \(left.shown.ru), срок был \(due.text)",
          en: "\(order.title.en): \(left.shown.en) was due on \(due.text)"),
        fix: Remedy("payment", "add", "--order", order.id.text, "--sum", left.decimalText))
    }
  }

  /// An offer that holds no longer, and that nobody has settled.
  private static let quoteExpired = PaperCheck(id: .quoteExpired, severity: .warning) {
    tree, today, _ in
    tree.papers.filter { $0.type == .quotation && $0.isIn(.sent) }.compactMap { quote in
      guard let last = quote[.validUntil].flatMap({ try? Day(parsing: $0.text) }), last < today
      else { return nil }
      return AuditCheck.Result(
        message: Phrase(
          ru: "\(quote.title.ru): срок вышел \(last.text)",
          en: "\(quote.title.en) was valid until \(last.text)"),
        fix: Remedy("quote", "expire", quote.id.text))
    }
  }

  /// An agreed order of which nobody knows when the rest of it is paid.
  private static let orderWithoutSchedule = PaperCheck(
    id: .orderWithoutSchedule, severity: .warning
  ) { tree, _, _ in
    tree.papers
      .filter { $0.isAgreedOrder && $0.schedule == nil && tree.paid($0.id) < $0.total.minorUnits }
      .map { order in
        AuditCheck.Result(
          message: Phrase(
            ru: "\(order.title.ru): нет графика оплат",
            en: "\(order.title.en) has no payment schedule"),
          fix: Remedy("order", "edit", order.id.text, "--schedule", "100% today"))
      }
  }

  /// A paper whose sums do not add up, or that is based on nothing that there is (R86).
  private static let paperBroken = PaperCheck(id: .paperBroken, severity: .error) {
    tree, _, source in
    tree.papers.compactMap { paper in
      let lost = paper.basis.first { !source.hasPaper($0) }.map {
        Phrase(ru: "основания \($0.text) нет", en: "\($0.text), which it is based on, is missing")
      }
      return (tree.fault(of: paper) ?? lost).map { fault in
        AuditCheck.Result(
          message: Phrase(
            ru: "\(paper.title.ru): \(fault.ru)", en: "\(paper.title.en): \(fault.en)"),
          fix: Remedy("fsck"))
      }
    }
  }
}

extension AuditCheck {
  /// Those of a deal's papers, which only a department that has papers asks for (R85).
  static let ofPapers = PaperCheck.all.map(AuditCheck.init) + [invoiceLate]

  private init(_ check: PaperCheck) {
    let results = { @Sendable (subject: AuditSubject) -> [Result] in
      subject.papers.map { check.results($0, subject.clock.today, subject.source) } ?? []
    }
    self.init(
      check.id, severity: { _ in check.severity }, count: { results($0).count }, words: results)
  }

  /// The client asked for an invoice, and none went out in time (J3).
  static let invoiceLate = AuditCheck(
    .invoiceLate, count: { $0.lateInvoice == nil ? 0 : 1 },
    words: { subject in
      guard let asked = subject.lateInvoice else { return [] }
      return [
        Result(
          message: Phrase(
            ru: "счет попросили \(asked.text), а он не отправлен",
            en: "an invoice was asked for on \(asked.text), and none was sent"),
          fix: subject.subject.remedy(sending: .invoice))
      ]
    })
}

extension AuditSubject {
  /// The day when the client asked for an invoice, where more days have passed than there may.
  fileprivate var lateInvoice: Day? {
    guard deal.isInvoiceRequested, deal.kind != .lost,
      let asked = deal.fact(Field<Deal>.invoiceRequestedAt.key)
        .flatMap({ try? Instant(parsing: $0.text) })
    else { return nil }
    let day = clock.zone.day(of: asked)
    let isSent = papers?.papers.contains {
      $0.type == .invoice && $0.isInForce && $0.sentAt.map { $0 >= asked } ?? false
    }
    guard isSent != true, clock.today.daysSinceEpoch - day.daysSinceEpoch > invoiceDays else {
      return nil
    }
    return day
  }
}

extension ClientCheck {
  /// The same of the papers that a client has without a deal.
  static func papers(
    _ check: PaperCheck, in source: any AuditSource, on today: Day
  ) -> ClientCheck {
    let results = { @Sendable (company: any CompanyFacts) -> [AuditCheck.Result] in
      let papers = source.papersWithoutDeal(of: company.id)
      return papers.isEmpty ? [] : check.results(PaperTree(papers), today, source)
    }
    return ClientCheck(
      id: check.id, severity: check.severity, count: { company, _ in results(company).count },
      words: { company, _ in results(company) })
  }
}
