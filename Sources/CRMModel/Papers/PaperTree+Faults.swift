/// What holds of papers at every moment (R86), asked by the audit and by `fsck` alike.
extension PaperTree {
  /// What is wrong with a paper, without anybody's data; `nil` for a sound one.
  public func fault(of paper: Paper) -> Phrase? {
    paper.fault ?? imbalance(of: paper)?.words
  }

  /// What it says of others that cannot be; `nil` where they agree.
  private func imbalance(of paper: Paper) -> PaperLedger.Fault? {
    ledger.place(of: paper.id).flatMap { place in
      ledger.fault(at: place) ?? (ledger.isNeeded(place) ? .needed : nil)
    }
  }

  /// Refuses a change of papers by which they contradict each other as they did not before, with what
  /// stands against it.
  public func requireBalance(since before: PaperTree, _ refused: Phrase) throws(Refusal) {
    for paper in papers {
      guard let fault = imbalance(of: paper), before.imbalance(of: paper) == nil else { continue }
      let uses = before.ledger.place(of: paper.id).map(before.ledger.uses) ?? []
      let causes = uses.sorted(by: before.ledger.isBefore).map(before.paper)
        .filter { $0.isInForce && fault.isCaused(by: $0) }
      throw Refusal(
        "R86",
        Phrase(
          ru: "\(refused.ru): \(paper.title.ru): \(fault.words.ru)",
          en: "\(refused.en): \(paper.title.en): \(fault.words.en)"),
        remedies: causes.prefix(5).map { Remedy($0.type.noun, "cancel", $0.id.text) })
    }
  }
}

extension PaperLedger.Fault {
  fileprivate var words: Phrase {
    switch self {
    case .overpaid:
      Phrase(ru: "оплачено больше итога (R86)", en: "more is paid than the total (R86)")
    case .repaid:
      Phrase(
        ru: "возвращено больше, чем оплачено (R86)", en: "more is paid back than was paid (R86)")
    case .overshipped:
      Phrase(ru: "отгружено больше, чем заказано (R86)", en: "more is shipped than ordered (R86)")
    case .needed:
      Phrase(
        ru: "отменено, но на этом основаны другие (R74)",
        en: "is cancelled, and others rest on it (R74)")
    }
  }

  fileprivate func isCaused(by paper: Paper) -> Bool {
    switch self {
    case .overpaid: paper.type == .payment && paper.total.isPositive
    case .repaid: paper.type == .payment && !paper.total.isPositive
    case .overshipped: paper.type == .shipment
    case .needed: true
    }
  }
}

extension Paper {
  /// What its own document says that cannot be; `nil` for a sound one.
  var fault: Phrase? {
    let type = type
    guard self[.type]?.text == type.id,
      type.states.contains(where: { $0.id == state }) || !isInForce
    else {
      return Phrase(ru: "такого вида или состояния нет", en: "there is no such type or state")
    }
    guard allLines.count == self[.lines]?.elements.count ?? 0 else {
      return Phrase(ru: "строку нельзя понять (R72)", en: "a line cannot be understood (R72)")
    }
    if [.lines, .deliveries].contains(type.content), lines.sums(tax)?.total != total.minorUnits {
      return Phrase(
        ru: "итог — не сумма строк (R86)", en: "the total is not the sum of the lines (R86)")
    }
    if self[.schedule]?.isEmpty == false, schedule == nil {
      return Phrase(
        ru: "график оплат не сходится с итогом (R86)",
        en: "the schedule does not come to the total (R86)")
    }
    return nil
  }
}
