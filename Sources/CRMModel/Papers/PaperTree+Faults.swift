/// What holds of papers at every moment (R86), asked by the audit and by `fsck` alike.
extension PaperTree {
  /// What is wrong with a paper, without anybody's data; `nil` for a sound one.
  public func fault(of paper: Paper) -> Phrase? {
    paper.fault
      ?? ledger.place(of: paper.id).flatMap(ledger.fault).map { fault in
        switch fault {
        case .overpaid:
          Phrase(ru: "оплачено больше итога (R86)", en: "more is paid than the total (R86)")
        case .overshipped:
          Phrase(
            ru: "отгружено больше, чем заказано (R86)", en: "more is shipped than ordered (R86)")
        }
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
