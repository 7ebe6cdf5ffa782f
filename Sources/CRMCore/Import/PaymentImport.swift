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
  /// What pays several invoices is a payment of each. What names its invoice is entered in front of what
  /// has the sum of one alone, in whichever order they stand.
  ///
  /// - Throws: `CRMError.notPermitted` where the user may not enter money.
  package func enter(_ statement: BankStatement) throws(CRMError) -> PaymentImportResult {
    var result = PaymentImportResult()
    var (named, others): ([BankStatement.Transfer], [BankStatement.Transfer]) = ([], [])
    for transfer in statement.incoming {
      if try invoices(namedIn: transfer).isEmpty {
        others.append(transfer)
      } else {
        named.append(transfer)
      }
    }
    for transfer in named + others {
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
    result.doubtful.sort { $0.transfer.line < $1.transfer.line }
    return result
  }

  /// The invoices in force that a purpose names, whosever they are, the first ones first.
  private func invoices(
    namedIn transfer: BankStatement.Transfer
  ) throws(CRMError) -> [Paper] {
    let (purpose, index) = (PaymentPurpose(transfer.purpose), try index([.paper]))
    let papers: Set<PaperID> = Set(purpose.numbers.flatMap { index.cards(named: $0) })
    return papers.compactMap(index.card).filter {
      $0.isInvoice(in: transfer.sum.currency) && purpose.names($0.name)
    }
    .sorted { PaperFacts($0) < PaperFacts($1) }
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

  /// Whether a transfer was entered already, cancelled or not; what was taken back never was.
  private func hasPayment(of transfer: BankStatement.Transfer) throws(CRMError) -> Bool {
    for key in [transfer.key, transfer.earlierKey] {
      for payment in try index([.paper]).cards(of: [Paper.key(ofBank: key)], PaperForm.self)
      where payment[.bankKey]?.text == key && transfer.isFor(payment) {
        if try get(payment.id).history.first?.isUndone == false { return true }
      }
    }
    return false
  }

  private enum Match {
    case known
    /// What it pays, and how much of each.
    case certain([(invoice: Paper, sum: Money)])
    case doubtful(PaymentImportResult.Doubt)
  }

  private func match(_ transfer: BankStatement.Transfer) throws(CRMError) -> Match {
    let index = try index([.company, .paper])
    guard try !hasPayment(of: transfer) else { return .known }
    var payer = MatchSubject(.company)
    payer.taxNumbers = [transfer.taxNumber.map { TaxIdentity($0) }].compactMap(\.self)
    let companies = index.companies(of: payer.keys)
    let known = try invoices(namedIn: transfer)
    // What somebody else pays was entered as the payment of whose invoice it is.
    let clients = Set(companies.map(\.id) + known.compactMap(\.company))
    let same = clients.flatMap(index.papers).filter(transfer.isSameDocument)
    guard same.map(\.total).sums != [transfer.sum] else { return .known }
    guard same.isEmpty else { return .doubtful(.init(transfer, corrects: same)) }
    func withLeft(_ invoices: [Paper]) throws(CRMError) -> [(paper: Paper, left: Int64)] {
      try invoices.map { (invoice) throws(CRMError) in
        (invoice, try tree(of: invoice).left(of: invoice))
      }
    }
    let open = try withLeft(
      companies.flatMap { index.papers(of: $0.id) }
        .filter { $0.isInvoice(in: transfer.sum.currency) }
        .sorted { PaperFacts($0) < PaperFacts($1) }
    ).filter { $0.left > 0 }
    let own = known.filter { invoice in companies.contains { $0.id == invoice.company } }
    let all = try withLeft(own.isEmpty ? known : own)
    let named = all.filter { $0.left > 0 }
    let exact = open.filter { $0.left == transfer.sum.minorUnits }
    let isOthers = own.isEmpty && !known.isEmpty
    if let only = named.first, named.count == 1, !isOthers, only.left >= transfer.sum.minorUnits {
      return .certain([(only.paper, transfer.sum)])
    }
    // Several invoices at once: those that it names, where it pays the whole of them.
    let rest = named.map { ($0.paper, Money(minorUnits: $0.left, currency: transfer.sum.currency)) }
    if named.count > 1, !isOthers, rest.map(\.1).sums == [transfer.sum] { return .certain(rest) }
    if all.isEmpty, exact.count == 1 { return .certain([(exact[0].paper, transfer.sum)]) }
    let reason =
      companies.isEmpty
      ? Phrase(ru: "плательщик неизвестен", en: "the payer is not known")
      : !all.isEmpty && named.isEmpty
        ? Phrase(ru: "счет уже оплачен", en: "the invoice is paid already")
        : isOthers
          ? Phrase(ru: "счет — другого клиента", en: "the invoice is another client's")
          : open.isEmpty
            ? Phrase(ru: "неоплаченных счетов нет", en: "no invoice is open")
            : named.count == 1
              ? Phrase(ru: "сумма больше, чем осталось", en: "the sum is more than is left")
              : Phrase(ru: "подходит не один счет", en: "not one invoice fits")
    let candidates = (all.isEmpty ? open : named.isEmpty ? all : named).prefix(5)
    var remedies = candidates.map { candidate in
      let add = transfer.remedy("--invoice", candidate.paper.id.text)
      return candidate.left < transfer.sum.minorUnits ? add.adding("--advance") : add
    }
    if candidates.isEmpty { remedies = [remedy(of: transfer, from: companies.first?.id)] }
    return .doubtful(
      .init(
        transfer: transfer, reason: reason, candidates: candidates.map(\.paper),
        remedies: remedies))
  }

  /// What is done with a transfer that is for nothing yet: an advance of the payer, who is added first where
  /// nobody has the ИНН, and asked for where there is none.
  private func remedy(of transfer: BankStatement.Transfer, from payer: CompanyID?) -> Remedy {
    if payer == nil, let number = transfer.taxNumber {
      let add = Remedy("company", "add")
      let named = transfer.payer.isEmpty ? add.asking(.companyName) : add.adding(transfer.payer)
      return named.adding("--inn", number.text)
    }
    let add = transfer.remedy("--company", payer?.text)
    let currency = transfer.sum.currency
    return (currency == context.settings.currency ? add : add.adding("--currency", currency.code))
      .adding("--advance")
  }
}

extension PaymentImportResult.Doubt {
  /// A document that was entered with another sum: the bank has corrected it, or two have one number.
  fileprivate init(_ transfer: BankStatement.Transfer, corrects payments: [Paper]) {
    self.init(
      transfer: transfer,
      reason: Phrase(
        ru: "этот документ введен с другой суммой; отмените и загрузите выписку еще раз",
        en: "this document was entered with another sum; cancel that and import once more"),
      remedies: payments.map { Remedy("payment", "cancel", $0.id.text) })
  }
}

extension Paper {
  fileprivate func isInvoice(in currency: Currency) -> Bool {
    type == .invoice && isInForce && self.currency == currency
  }
}

extension RecordIndex {
  /// The papers of a client.
  func papers(of company: CompanyID) -> [Paper] {
    records(.paper, of: DocumentPlace(company)).map { CatalogCard<PaperForm>($0).bare }
  }
}

extension BankStatement.Transfer {
  /// Whether a payment is of this document, by hand or by its accounts, as a whole or in part.
  fileprivate func isSameDocument(_ payment: Paper) -> Bool {
    payment.type == .payment && payment.isInForce && !number.isEmpty
      && payment[.reference]?.text == number && [day, documentDay].contains(payment.day)
      && payment.total.isPositive
      && payment[.bankKey].map { $0.text.hasPrefix(document + " ") } ?? true
  }

  /// Whether it is what a payment of its key was: without a number what it is for tells two apart.
  fileprivate func isFor(_ payment: Paper) -> Bool {
    !number.isEmpty || Folding.fold(payment[.note]?.text ?? "") == Folding.fold(purpose)
  }

  /// What enters it for an invoice or a client, who is asked for where nobody is known.
  fileprivate func remedy(_ option: String, _ id: String?) -> Remedy {
    let new = Remedy("payment", "add")
    let add = (id.map { new.adding(option, $0) } ?? new.asking(option, .companyName))
      .adding("--sum", sum.decimalText, "--date", day.text)
    return number.isEmpty ? add : add.adding("--ref", number)
  }
}
