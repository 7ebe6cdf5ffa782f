package import CRMModel

/// What a client paid that is for nothing yet (R80).
extension Transaction {
  /// Adds a paper and keeps it; of a payment that may be an advance, what is more than is left to be
  /// paid is kept as one of its own.
  ///
  /// - Returns: The paper, what is worth saying of it, and what rules did or could not do with it (R83).
  package func enter(
    _ new: NewPaper
  ) throws(CRMError) -> (paper: Paper, notices: [Notice], automation: [AutomationStep]) {
    var (new, rest) = (new, Money?.none)
    if new.isAdvance, let basis = new.bases.first, let text = new.sum {
      let left = try tree(of: basis).left(of: basis)
      let sum = try sum(text, in: basis.currency)
      if sum.isPositive, left <= 0 {
        new.bases = []
        new.company = try basis.company.map { (id) throws(CRMError) in try get(id) }
        new.card.fill(.currency, basis.currency.code)
      } else if sum.minorUnits > left {
        new.sum = basis.amount(left).decimalText
        rest = sum.subtracting(basis.amount(left))
      }
    }
    var (paper, notices) = try add(new)
    let run = try settle(paper)
    notices += run?.notices ?? []
    if let rest { notices.append(try keep(rest, asAdvanceBeside: paper).noticeOfAdvance) }
    return (paper, notices, run?.steps ?? [])
  }

  /// Keeps a part of a payment as one that is for nothing yet.
  private func keep(
    _ sum: Money, asAdvanceBeside payment: Paper
  ) throws(CRMError) -> Paper {
    var new = NewPaper(.payment)
    new.isAdvance = true
    new.card.fill(.date, payment.day.text)
    new.card.fill(.reference, payment[.reference]?.text)
    new.card.fill(.currency, sum.currency.code)
    new.company = try payment.company.map { (id) throws(CRMError) in try get(id) }
    new.sum = sum.decimalText
    let advance = try add(new).paper
    // It is of no deal yet, so that no rule is set going.
    _ = try settle(advance)
    return advance
  }

  /// Uses an advance for as much as a paper has left to be paid; the rest is an advance again.
  ///
  /// - Returns: The payment, which is not kept yet.
  package func apply(
    _ payment: Paper, to basis: Paper
  ) throws(CRMError) -> (paper: Paper, notices: [Notice]) {
    let tree = try tree(of: basis)
    let left = tree.left(of: basis)
    let used = payment.amount(
      left > 0 ? min(payment.total.minorUnits, left) : payment.total.minorUnits)
    try CRMError.refusing { () throws(Refusal) in
      try payment.requireAdvance(for: basis)
      try basis.requireRoom(for: used, tree)
    }
    var edit = CardEdit<Paper>()
    edit.set(.basis, .texts([basis.id.text]))
    edit.fill(.deal, basis.deal?.text)
    edit.set(.total, Value.money(used).stored)
    let rest = payment.total.subtracting(used).flatMap { $0.isPositive ? $0 : nil }
    let notices = try rest.map { (rest) throws(CRMError) in
      [try keep(rest, asAdvanceBeside: payment).noticeOfAdvance]
    }
    return (edit.apply(to: payment, in: context), notices ?? [])
  }
}

extension Paper {
  /// That something was paid for nothing yet.
  fileprivate var noticeOfAdvance: Notice {
    Notice(
      Phrase(
        ru: "\(total.shown.ru) — аванс клиента: \(title.ru)",
        en: "\(total.shown.en) is the client's advance, \(title.en)"),
      remedy: Remedy(words: ["payment", "show", id.text]))
  }
}
