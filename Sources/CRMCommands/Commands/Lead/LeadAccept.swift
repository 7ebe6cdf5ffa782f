import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm lead accept LEAD …`: a deal comes of it (R62).
struct LeadAccept: WritingRunnable {
  var lead = ""
  var company: String?
  var contact: String?
  var made = NewCardOptions()
  var isNewDeal = false
  var deal = DealAdd()
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "accept", Text(ru: "принять обращение: завести сделку", en: "make a deal of a lead"),
      discussion: Text(
        ru:
          "Клиент, найденный наверняка, берется сам; чего нет, заводится из обращения. Если у клиента "
          + "есть открытая сделка, обращение связывают с ней: crm lead link.",
        en:
          "A client who is found for certain is taken; what is missing is made of the lead. Where the "
          + "client has an open deal, the lead is linked with that: crm lead link."),
      LeadAccept(),
      rows: [
        .record(LeadForm.self) { $0.lead = $1 },
        .option(
          "--company", value: .reference("COMPANY", "company"),
          help: Text(ru: "чье оно", en: "whose it is")
        ) { $0.company = $1 },
        .option(
          "--contact", value: .reference("CONTACT", "contact"),
          help: Text(ru: "кто обратился", en: "who got in touch")
        ) { $0.contact = $1 },
        .group(NewCardOptions.cardRows) { options, fill in fill(&options.made) },
        .flag(
          "--new-deal",
          help: Text(
            ru: "завести еще одну сделку, хотя есть открытая",
            en: "add another deal though one is open")
        ) { $0.isNewDeal = true },
        .group(DealAdd.dealRows) { options, fill in fill(&options.deal) },
      ],
      examples: [
        Example(
          "crm lead accept 7k3m9qa2 --pipeline ads --next 'Связаться с клиентом' --due +1d",
          Text(ru: "сделка с первой задачей", en: "a deal with its first task"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportDeal(write) { (transaction) throws(CRMError) in
      let lead = try transaction.record(lead, LeadForm.self)
      try CRMError.refusing { () throws(Refusal) in try lead.requireNew() }
      var client = LeadClient()
      if let company { client.company = try transaction.company(company) }
      if let contact { client.contact = try transaction.contact(contact) }
      if made.company == nil {
        try client.recognize(
          lead, isMade: made.contact != nil, words: session.words, transaction)
      }
      let (company, contact) = try cards(client, lead, session, transaction)
      if !isNewDeal { try transaction.requireNoOpenDeal(lead, of: company, words: session.words) }
      var deal = deal
      deal.manager = deal.manager ?? lead.manager ?? client.company?.manager
      if let source = lead[.source]?.text, deal.pipeline == nil {
        deal.pipeline = try transaction.leadSources()[source]?.pipeline?.text
      }
      let outcome = try deal.outcome(
        for: company, contact?.id, lead: lead.id, session, transaction)
      try transaction.put(
        CRMError.refusing { () throws(Refusal) in
          try lead.settled(
            as: .accepted, by: outcome.deal, contact: contact?.id, in: transaction.context)
        })
      session.notice(client.notices)
      return outcome
    }
  }

  /// The company and the person of the deal; who is not there yet is made of what the lead says.
  private func cards(
    _ client: LeadClient, _ lead: Lead, _ session: Session, _ transaction: Transaction
  ) throws(CRMError) -> (Company, Contact?) {
    var made = made
    let hasPerson = client.contact != nil
    if !hasPerson, made.contact == nil { made.contact = lead[.name]?.text }
    if made.contact != nil, !hasPerson {
      made.contactCard.begin(with: lead.card(.phone, .email))
    } else if client.company == nil {
      made.companyCard.begin(with: lead.card(.phone, .email))
    }
    if client.company == nil { made.company = made.company ?? lead[.companyName]?.text }
    guard client.company != nil || made.company != nil else {
      throw .needs(
        option: "--new-company",
        Phrase(
          ru: "обращение не говорит, чья это компания: --company или --new-company",
          en: "the lead does not say which company it is: --company or --new-company"),
        hints: [
          // A private client is a company of their own name.
          (lead[.name].map { Remedy(words: session.words).adding("--new-company", $0.text) }
            ?? Remedy(words: session.words).asking("--new-company")).phrase
        ])
    }
    let manager = deal.manager ?? lead.manager
    let company: Company
    if let known = client.company {
      company = known
    } else {
      company = try made.company("", of: manager, session, transaction)
    }
    if hasPerson { return (company, client.contact) }
    return (company, try made.contact(of: company, session, transaction))
  }
}

extension CardOptions {
  /// Puts values under those that were typed.
  fileprivate mutating func begin(with card: CardEdit<Subject>) {
    var all = card
    all.take(edit)
    edit = all
  }
}

/// The command `crm lead link LEAD DEAL …`: it was about a deal that is there (I9).
struct LeadLink: WritingRunnable {
  var lead = ""
  var deal = ""
  var next = NextTaskOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "link", Text(ru: "связать обращение со сделкой", en: "link a lead with a deal"), LeadLink(),
      rows: [
        .record(LeadForm.self) { $0.lead = $1 },
        .deal { $0.deal = $1 },
        .group(NextTaskOptions.rows) { options, fill in fill(&options.next) },
      ],
      examples: [
        Example(
          "crm lead link 7k3m9qa2 'Кафе Пушкин' --next 'Связаться с клиентом' --due +1d",
          Text(ru: "спрашивают о том же", en: "they ask about the same"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportDeal(write) { (transaction) throws(CRMError) in
      let lead = try transaction.record(lead, LeadForm.self)
      let subject = try transaction.dealCase(transaction.deal(deal))
      let linked = try CRMError.refusing { () throws(Refusal) in
        try lead.settled(as: .linked, by: subject.deal, contact: nil, in: transaction.context)
      }
      try transaction.put(linked)
      let task = try next.task(session, transaction)
      guard task.action != nil || task.due != nil else { return Outcome(subject.deal) }
      return try transaction.apply(SetTask(task), to: subject)
    }
  }
}
