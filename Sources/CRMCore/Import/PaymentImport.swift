package import CRMModel

/// What became of a bank statement (R80).
package struct PaymentImportResult: Sendable {
  /// The payments that were entered.
  package fileprivate(set) var entered: [PaperID] = []
  /// How many were known already.
  package fileprivate(set) var known = 0
  /// Those that a person decides.
  package fileprivate(set) var doubtful: [Doubt] = []
  /// What rules could not do with them (R83).
  package fileprivate(set) var notices: [Notice] = []

  /// A transfer of which it is not certain what it is for.
  package struct Doubt: Sendable {
    /// The transfer.
    package let transfer: BankStatement.Transfer
    /// Why.
    package let reason: Phrase
    /// The invoices that it may be for.
    package var candidates: [Paper] = []
    /// The commands that settle it.
    package let remedies: [Remedy]
  }
}

extension Transaction {
  /// Enters the payments of which it is certain what they are for: by the payer's ИНН, the number of
  /// an invoice in the purpose, then the sum.
  ///
  /// What pays several invoices is a payment of each.
  ///
  /// - Throws: `CRMError.notPermitted` where the user may not enter money.
  package func enter(_ statement: BankStatement) throws(CRMError) -> PaymentImportResult {
    var result = PaymentImportResult()
    for transfer in statement.incoming {
      do throws(CRMError) {
        switch try match(transfer) {
        case .known: result.known += 1
        case .certain(let parts):
          let entered = try attempt { () throws(CRMError) in
            try parts.map { (part) throws(CRMError) in
              try enter(part.sum, of: transfer, for: part.invoice)
            }
          }
          result.entered += entered.map(\.payment)
          result.notices += entered.flatMap(\.notices)
        case .doubtful(let doubt): result.doubtful.append(doubt)
        }
      } catch {
        guard case .refused(let refusal) = error else { throw error }
        result.doubtful.append(
          .init(transfer: transfer, reason: refusal.message, remedies: refusal.remedies))
      }
    }
    return result
  }

  private func enter(
    _ sum: Money, of transfer: BankStatement.Transfer, for invoice: Paper
  ) throws(CRMError) -> (payment: PaperID, notices: [Notice]) {
    var new = NewPaper(.payment)
    new.bases = [invoice]
    new.sum = sum.decimalText
    new.card.fill(.date, transfer.day.text)
    new.card.fill(.reference, transfer.number)
    new.card.fill(.note, transfer.purpose)
    new.card.fill(.bankKey, transfer.key)
    let (payment, notices, _) = try enter(new)
    return (payment.id, notices)
  }

  private enum Match {
    case known
    /// What it pays, and how much of each.
    case certain([(invoice: Paper, sum: Money)])
    case doubtful(PaymentImportResult.Doubt)
  }

  private func match(_ transfer: BankStatement.Transfer) throws(CRMError) -> Match {
    let index = try index([.company, .paper])
    guard !index.hasPayment(of: transfer) else { return .known }
    var payer = MatchSubject(.company)
    payer.taxNumbers = [transfer.taxNumber.map { TaxIdentity($0) }].compactMap(\.self)
    let companies = index.companies(of: payer.keys)
    let papers = companies.flatMap { index.papers(of: $0.id) }
    guard !papers.contains(where: transfer.isEntered) else { return .known }
    var open: [(paper: Paper, left: Int64)] = []
    for invoice in papers
    where invoice.type == .invoice && invoice.isInForce && invoice.currency == transfer.sum.currency
    {
      let left = try tree(of: invoice).left(of: invoice)
      if left > 0 { open.append((invoice, left)) }
    }
    let purpose = PaymentPurpose(transfer.purpose)
    let named = open.filter { purpose.names($0.paper.name) }
    let exact = open.filter { $0.left == transfer.sum.minorUnits }
    if let only = named.first, named.count == 1, only.left >= transfer.sum.minorUnits {
      return .certain([(only.paper, transfer.sum)])
    }
    // Several invoices at once: those that it names, where it pays the whole of them.
    let rest = named.map { ($0.paper, Money(minorUnits: $0.left, currency: transfer.sum.currency)) }
    if named.count > 1, rest.map(\.1).sums == [transfer.sum] { return .certain(rest) }
    if named.isEmpty, exact.count == 1 { return .certain([(exact[0].paper, transfer.sum)]) }
    let reason =
      companies.isEmpty
      ? Phrase(ru: "плательщик неизвестен", en: "the payer is not known")
      : open.isEmpty
        ? Phrase(ru: "неоплаченных счетов нет", en: "no invoice is open")
        : named.count == 1
          ? Phrase(ru: "сумма больше, чем осталось", en: "the sum is more than is left")
          : Phrase(ru: "подходит не один счет", en: "not one invoice fits")
    let candidates = (named.isEmpty ? open : named).prefix(5)
    var remedies = candidates.map { candidate in
      let add = transfer.remedy("--invoice", candidate.paper.id.text)
      return candidate.left < transfer.sum.minorUnits ? add.adding("--advance") : add
    }
    if let company = companies.first, open.isEmpty {
      remedies = [transfer.remedy("--company", company.id.text).adding("--advance")]
    }
    if let number = transfer.taxNumber, companies.isEmpty {
      let add = Remedy("company", "add")
      let named = transfer.payer.isEmpty ? add.asking(.companyName) : add.adding(transfer.payer)
      remedies = [named.adding("--inn", number.text)]
    }
    return .doubtful(
      .init(
        transfer: transfer, reason: reason, candidates: candidates.map(\.paper),
        remedies: remedies))
  }
}

extension RecordIndex {
  /// Whether a transfer was entered already, cancelled or not.
  fileprivate func hasPayment(of transfer: BankStatement.Transfer) -> Bool {
    cards(of: [Paper.key(ofBank: transfer.key)], PaperForm.self)
      .contains { $0[.bankKey]?.text == transfer.key }
  }

  /// The papers of a client.
  fileprivate func papers(of company: CompanyID) -> [Paper] {
    records(.paper, of: DocumentPlace(company)).map { CatalogCard<PaperForm>($0).bare }
  }
}

extension BankStatement.Transfer {
  /// Whether a payment is this one, entered by hand.
  fileprivate func isEntered(_ payment: Paper) -> Bool {
    payment.type == .payment && payment.isInForce && payment.day == day && !number.isEmpty
      && payment[.reference]?.text == number && payment.total == sum
  }

  fileprivate func remedy(_ option: String, _ id: String) -> Remedy {
    Remedy(
      "payment", "add", option, id, "--sum", sum.decimalText, "--date", day.text, "--ref", number)
  }
}
