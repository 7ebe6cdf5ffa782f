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

  /// What the client of a payment has paid for nothing yet, in its currency, and what went back of that.
  func advances(like payment: Paper) throws(CRMError) -> [Paper] {
    guard let company = payment.company else { return [] }
    return try index([.paper]).papers(of: company).filter {
      $0.type == .payment && $0.isInForce && $0.basis.isEmpty && $0.currency == payment.currency
    }
  }

  /// What more went back of a client's advances than there was of them, in minor units; 0 where nothing did.
  func overdraft(like payment: Paper) throws(CRMError) -> Int64 {
    max(0, -(try advances(like: payment).reduce(0) { $0 &+ $1.total.minorUnits }))
  }

  /// A payment out of force; of an advance, what went back is out of force first.
  package func cancelled(
    _ paper: Paper, because reason: String?
  ) throws(CRMError) -> Paper {
    let tree = try tree(of: paper)
    let others =
      paper.type == .payment && paper.basis.isEmpty
      ? try advances(like: paper).filter { $0.id != paper.id } : []
    return try CRMError.refusing { () throws(Refusal) in
      try paper.requireAdvances(others)
      return try paper.cancelled(because: reason, tree, in: context)
    }
  }

  /// Uses an advance for as much as a paper has left to be paid; the rest is an advance again.
  ///
  /// - Returns: The payment, which is not kept yet.
  package func apply(
    _ payment: Paper, to basis: Paper
  ) throws(CRMError) -> (paper: Paper, notices: [Notice]) {
    let tree = try tree(of: basis)
    let left = tree.left(of: basis)
    let advances = try advances(like: payment).reduce(0) { $0 &+ $1.total.minorUnits }
    let most = min(payment.total.minorUnits, advances)
    let used = payment.amount(left > 0 ? min(most, left) : most)
    try CRMError.refusing { () throws(Refusal) in
      try payment.requireAdvance(for: basis, of: advances)
      try basis.requireRoom(for: used, tree, isAdvance: true)
    }
    var edit = CardEdit<Paper>()
    edit.set(.basis, .texts([basis.id.text]))
    edit.set(.deal, basis[.deal])
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
