/// A check of papers (R85): asked of those of a deal, and of those that a client has without one.
struct PaperCheck: Sendable {
  /// A paper that something is wrong with.
  struct Found {
    /// Its place among those that belong together.
    let place: Int
    /// The last day on which nothing was wrong yet.
    var due = Day.first
    /// What is left to be paid, in minor units.
    var left: Int64 = 0
    /// What it is based on, where that is missing.
    var lost: PaperID?
  }

  /// Its name.
  let id: AuditCheck.ID
  /// How bad what it finds is.
  let severity: Finding.Severity
  /// What is, or will once be, wrong with papers that belong together, without reading one; asks for
  /// others by their ids.
  let found: @Sendable (PaperLedger, (PaperID) -> Bool) -> [Found]
  /// The same in words, on a day.
  private let result: @Sendable (Found, PaperTree, Day) -> AuditCheck.Result

  /// What it finds of somebody's papers, in words.
  func results(_ owner: PaperOwner, _ today: Day, _ source: any AuditSource) -> [AuditCheck.Result]
  {
    let tree = PaperTree(judging: source.papers(of: owner))
    return found(tree.ledger, source.hasPaper).filter { $0.due < today }.sorted { left, right in
      left.place == right.place
        ? left.due < right.due : tree.ledger.isBefore(left.place, right.place)
    }.map { result($0, tree, today) }
  }

  /// All of them, in the order of the contract.
  ///
  /// What they find is kept in catalogs: whoever changes a check raises `CatalogBase.magic`.
  static let all = [
    paymentOverdue, quoteExpired, orderWithoutSchedule, paperBroken,
  ]

  /// A part of a schedule that was not paid by its day (R78).
  private static let paymentOverdue = PaperCheck(
    id: .paymentOverdue, severity: .error,
    found: { ledger, _ in
      ledger.unpaid.map { Found(place: $0.place, due: $0.due, left: $0.left) }
    }
  ) { found, tree, _ in
    let order = tree.paper(at: found.place)
    let left = order.amount(found.left)
    return AuditCheck.Result(
      message: Phrase(
        ru: "\(order.title.ru): не оплачено \(left.shown.ru), срок был \(found.due.text)",
        en: "\(order.title.en): \(left.shown.en) was due on \(found.due.text)"),
      fix: Remedy("payment", "add", "--order", order.id.text, "--sum", left.decimalText))
  }

  /// An offer that holds no longer, and that nobody has settled.
  private static let quoteExpired = PaperCheck(
    id: .quoteExpired, severity: .warning,
    found: { ledger, _ in
      ledger.places(of: .sentQuotation).compactMap { place in
        ledger.papers[place].validUntil.map { Found(place: place, due: $0) }
      }
    }
  ) { found, tree, _ in
    let quote = tree.paper(at: found.place)
    return AuditCheck.Result(
      message: Phrase(
        ru: "\(quote.title.ru): срок вышел \(found.due.text)",
        en: "\(quote.title.en) was valid until \(found.due.text)"),
      fix: Remedy("quote", "expire", quote.id.text))
  }

  /// An agreed order of which nobody knows when the rest of it is paid.
  private static let orderWithoutSchedule = PaperCheck(
    id: .orderWithoutSchedule, severity: .warning,
    found: { ledger, _ in
      ledger.places(of: .agreedOrder).compactMap { place in
        ledger.papers[place].parts.isEmpty && ledger.paid(place) < ledger.papers[place].total
          ? Found(place: place) : nil
      }
    }
  ) { found, tree, today in
    let order = tree.paper(at: found.place)
    return AuditCheck.Result(
      message: Phrase(
        ru: "\(order.title.ru): нет графика оплат", en: "\(order.title.en) has no payment schedule"),
      fix: order.remedyPlanning(from: today))
  }

  /// A paper whose sums do not add up, or that is based on nothing that there is (R86).
  private static let paperBroken = PaperCheck(
    id: .paperBroken, severity: .error,
    found: { ledger, hasPaper in
      ledger.papers.indices.compactMap { place in
        let lost = ledger.papers[place].basis.first {
          ledger.place(of: $0) == nil && !hasPaper($0)
        }
        let isBroken =
          lost != nil || ledger.papers[place].isAll(.broken) || ledger.fault(at: place) != nil
        return isBroken ? Found(place: place, lost: lost) : nil
      }
    }
  ) { found, tree, _ in
    let paper = tree.paper(at: found.place)
    let lost = found.lost?.text ?? ""
    let fault =
      tree.fault(of: paper)
      ?? Phrase(ru: "основания \(lost) нет", en: "\(lost), which it is based on, is missing")
    return AuditCheck.Result(
      message: Phrase(ru: "\(paper.title.ru): \(fault.ru)", en: "\(paper.title.en): \(fault.en)"),
      fix: Remedy("fsck"))
  }
}

extension AuditCheck {
  /// Those of a deal's papers, which only a department that has papers asks for (R85).
  static let ofPapers =
    PaperCheck.all.enumerated().map { AuditCheck($1, number: $0) } + [invoiceLate]

  private init(_ check: PaperCheck, number: Int) {
    self.init(
      check.id, severity: { _ in check.severity },
      count: { $0.ofPapers.count(of: number, on: $0.clock.today) },
      words: { check.results(.deal($0.deal.id), $0.clock.today, $0.source) })
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
    guard clock.today.daysSinceEpoch - day.daysSinceEpoch > invoiceDays else { return nil }
    let isSent = source.papers(of: .deal(deal.id)).contains {
      $0.type == .invoice && $0.isInForce && $0.sentAt.map { $0 >= asked } ?? false
    }
    return isSent ? nil : day
  }
}

extension ClientCheck {
  /// The same of the papers that a client has without a deal.
  static func papers(
    _ number: Int, in source: any AuditSource, on today: Day
  ) -> ClientCheck {
    let check = PaperCheck.all[number]
    return ClientCheck(
      id: check.id, severity: check.severity,
      count: { $0.ofPapers.count(of: number, on: today) },
      words: { check.results(.company($0.company.id), today, source) })
  }
}
