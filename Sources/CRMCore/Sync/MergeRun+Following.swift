import CRMModel

/// What follows for other documents from what either side did (R121, R122).
extension MergeRun {
  /// Lets every document follow what the other side did to those that it speaks of.
  ///
  /// - Returns: What cannot go together.
  func follow() throws(CRMError) -> [CheckProblem] {
    guard doneTwice.isEmpty else { return doneTwice }
    var problems = try uniteDeliveries()
    guard problems.isEmpty else { return problems }
    problems = orderedTwice() + enteredTwice()
    guard problems.isEmpty else { return problems }
    problems = try followMergedClients()
    guard problems.isEmpty else { return problems }
    problems = try overdrawn()
    guard problems.isEmpty else { return problems }
    try followRemovedStages()
    try followDepartures()
    try followPayments()
    return []
  }

  /// The documents that either side changed, in order.
  private var places: [DocumentPlace] {
    Set(sides.changes.ours.keys).union(sides.changes.theirs.keys).sorted()
      .compactMap(DocumentPlace.init)
  }

  /// A document as it is by now; what nobody can read is refused later.
  private func document(at place: DocumentPlace) -> (any Document)? {
    (try? transaction.document(at: place)) ?? nil
  }

  /// What a merge does is nobody's own doing: no right of whoever synchronizes is asked for it.
  private var context: ActionContext { transaction.context.automated(by: "sync") }

  // MARK: Money

  /// R73, R80: whether an invoice is paid is told by what both sides were paid of it, and a budget that
  /// comes from orders by those of both.
  private func followPayments() throws(CRMError) {
    let papers = places.filter { $0.kind == .paper }.compactMap { document(at: $0) as? Paper }
    guard !papers.isEmpty else { return }
    try transaction.settleInvoices(transaction.tree(of: papers), in: context)
    try transaction.countOrders(of: papers, in: context)
  }

  /// That one side used an advance, or took that back, and the other one did something else with its money,
  /// where they did: what each left of it would be there twice (R80, R86).
  static func usedTwice(
    _ path: String, _ base: [UInt8]?, _ own: [UInt8]?, _ their: [UInt8]?
  ) -> [CheckProblem] {
    guard DocumentPlace(path)?.kind == .paper else { return [] }
    let payments = [base, own, their].compactMap { $0.flatMap { try? Paper(bytes: $0) } }
    guard payments.count == 3, payments[0].type == .payment,
      payments.dropFirst().allSatisfy({ !$0.hasSameMoney(as: payments[0]) }),
      payments.contains(where: { $0.basis != payments[0].basis })
    else { return [] }
    return [
      payments[0].broken(
        Phrase(
          ru: "\(payments[0].title.ru): эти деньги уже учтены иначе на другой машине",
          en: "\(payments[0].title.en): another machine has used this money otherwise"))
    ]
  }

  /// R80: a bank's document that both sides entered is paid once.
  private func enteredTwice() -> [CheckProblem] {
    let others = added(.payment, by: sides.changes.theirs)
    guard !others.isEmpty else { return [] }
    for own in added(.payment, by: sides.changes.ours) where own.isInForce {
      guard let key = own[.bankKey],
        let other = others.first(where: { $0[.bankKey] == key && $0[.note] == own[.note] })
      else { continue }
      return [
        own.broken(
          Phrase(
            ru: "\(own.title.ru): этот документ банка уже введен (\(other.title.ru))",
            en: "\(own.title.en): the bank's document is entered already (\(other.title.en))"))
      ]
    }
    return []
  }

  /// The papers of a type that one side added.
  private func added(_ type: PaperType, by changes: [String: GitChange]) -> [Paper] {
    changes.filter { $1.before == nil }.keys.sorted().compactMap(DocumentPlace.init)
      .compactMap { document(at: $0) as? Paper }.filter { $0.type == type }
  }

  /// R80: what this side took of a client's advances may be gone by what the other side took of them.
  private func overdrawn() throws(CRMError) -> [CheckProblem] {
    for (path, change) in sides.changes.ours.sorted(by: { $0.key < $1.key })
    where !taken.contains(where: { $0.paths.contains(path) }) {
      guard let place = DocumentPlace(path), place.kind == .paper,
        let payment = document(at: place) as? Paper, payment.type == .payment,
        case let before = try content(change.before).flatMap({ try? Paper(bytes: $0) }),
        payment.advance < before?.advance ?? 0, try transaction.overdraft(like: payment) > 0
      else { continue }
      return [
        payment.broken(
          Phrase(
            ru: "\(payment.title.ru): из авансов клиента взято больше, чем есть (R80)",
            en: "\(payment.title.en): more was taken of the client's advances than there is (R80)"))
      ]
    }
    return []
  }

  // MARK: Clients

  /// R65: what one side wrote to a client that the other one merged into another goes to that one, and
  /// what refers to it refers to that.
  private func followMergedClients() throws(CRMError) -> [CheckProblem] {
    var heirs: [DocumentPlace: DocumentPlace] = [:]
    for place in places {
      guard let client = document(at: place) as? any (Client & Document) else { continue }
      for merged in client.mergedPlaces where merged != place { heirs[merged] = place }
    }
    var last: [DocumentPlace: DocumentPlace] = [:]
    for place in heirs.keys.sorted(by: { $0.path < $1.path }) {
      var (heir, seen) = (place, Set<DocumentPlace>())
      while let next = heirs[heir] {
        guard seen.insert(next).inserted else { return [Self.circle(place)] }
        heir = next
      }
      last[place] = heir
    }
    guard !last.isEmpty else { return [] }
    for place in places {
      guard var document = document(at: place) else { continue }
      let gone = document.references.filter { last[$0] != nil }
      guard !gone.isEmpty else { continue }
      for old in gone {
        if let heir = last[old] { document.relink(old, to: heir, in: context) }
      }
      try transaction.keep(document)
    }
    for (place, heir) in last.sorted(by: { $0.key.path < $1.key.path }) {
      guard let client = document(at: place) as? any (Client & Document) else { continue }
      try absorb(client, into: heir)
    }
    return []
  }

  /// Merges a client that came back by being changed once more into the one that has it already.
  private func absorb<Subject: Client & Document>(
    _ client: Subject, into heir: DocumentPlace
  ) throws(CRMError) {
    guard var kept = document(at: heir) as? Subject else { return }
    let client = try client.united(with: kept.merged.first { $0.id == client.id }, in: self)
    kept.merged.removeAll { $0.id == client.id }
    try transaction.keep(
      CRMError.refusing { () throws(Refusal) in
        try MergeClients([client], taking: [:]).apply(to: kept, in: context)
      })
    try transaction.set(client.path, to: nil)
  }

  private static func circle(_ place: DocumentPlace) -> CheckProblem {
    CheckProblem(
      .danglingReference, place.path,
      Phrase(
        ru: "слито по кругу: каждая из карточек — в другую",
        en: "merged in a circle: each of the cards into another"), isRepairable: false)
  }

  // MARK: Leads

  /// Two intakes of one external id become one lead (R60, R122); two deals that came of them do not.
  private func uniteDeliveries() throws(CRMError) -> [CheckProblem] {
    var known: [String: DocumentPlace] = [:]
    for place in sides.changes.theirs.keys.sorted().compactMap(DocumentPlace.init) {
      for delivery in (document(at: place) as? Lead)?.deliveries ?? [] { known[delivery] = place }
    }
    for place in sides.changes.ours.keys.sorted().compactMap(DocumentPlace.init) {
      guard let own = document(at: place) as? Lead,
        let twin = own.deliveries.lazy.compactMap({ known[$0] }).first, twin != place,
        let other = document(at: twin) as? Lead
      else { continue }
      guard own.deal == nil || other.deal == nil else {
        return [Self.accepted(place.path, other.id.text)]
      }
      if own.deal == nil {
        try absorb(own, into: twin)
      } else {
        try absorb(other, into: place)
      }
    }
    return []
  }

  /// That both sides accepted one lead, where they did: two deals would be worked on for one client (R122).
  static func acceptedTwice(_ path: String, _ own: [UInt8]?, _ their: [UInt8]?) -> [CheckProblem] {
    guard DocumentPlace(path)?.kind == .lead, let own, let their,
      let deal = (try? Lead(bytes: own))?.deal, let other = (try? Lead(bytes: their))?.deal,
      deal != other
    else { return [] }
    return [accepted(path, other.text)]
  }

  private static func accepted(_ path: String, _ other: String) -> CheckProblem {
    CheckProblem(
      .duplicateID, path,
      Phrase(
        ru: "это обращение уже принято на другой машине: \(other)",
        en: "the lead was accepted on another machine already: \(other)"), isRepairable: false)
  }

  // MARK: Orders

  /// R77: the same lines of a quotation are not ordered by both sides.
  private func orderedTwice() -> [CheckProblem] {
    let others = added(.order, by: sides.changes.theirs).filter(\.isInForce)
    guard !others.isEmpty else { return [] }
    for own in added(.order, by: sides.changes.ours) where own.isInForce {
      for basis in own.basis {
        guard let quotation = document(at: DocumentPlace(basis)) as? Paper,
          quotation.type == .quotation,
          let other = others.first(where: {
            $0.basis.contains(basis)
              && !own.ordered(of: quotation).isDisjoint(with: $0.ordered(of: quotation))
          })
        else { continue }
        return [
          own.broken(
            Phrase(
              ru: "\(quotation.title.ru): это уже заказано (\(other.title.ru))",
              en: "\(quotation.title.en): that is ordered (\(other.title.en))"))
        ]
      }
    }
    return []
  }

  // MARK: Stages

  /// R121: a deal at a stage that the other side removed goes where the stage's deals went, or to the
  /// first stage where none stood there.
  private func followRemovedStages() throws(CRMError) {
    for place in places where place.kind == .deal {
      guard let deal = document(at: place) as? Deal,
        let pipeline = try? transaction.pipeline(deal.pipeline),
        pipeline.stage(deal.stage) == nil,
        let target = pipeline.stage(pipeline.successor(of: deal.stage)) ?? pipeline.firstStage
      else { continue }
      try transaction.keep(deal.migrated(to: target.id, in: context))
    }
  }

  // MARK: People

  /// R121: the new work of somebody who has left by now goes to whom his other work went.
  private func followDepartures() throws(CRMError) {
    let path = DataDirectory.peoplePath
    guard sides.changes.ours[path] != nil || sides.changes.theirs[path] != nil,
      let people = try? transaction.people()
    else { return }
    for user in people.users where !user.isActive {
      let work = try transaction.work(of: user.login)
      guard !work.isEmpty, let heir = successor(of: user.login, people) else { continue }
      try transaction.handOver(work, from: user.login, to: heir, reason: nil, by: context)
    }
  }

  /// Who got somebody's work last, and still works here; `nil` where nobody did.
  private func successor(of login: Login, _ people: People) -> Login? {
    var (heirs, open): (Set<Login>, Login?) = ([login], login)
    while let from = open {
      let handed = places.compactMap { document(at: $0) }.flatMap { document in
        document.history.compactMap { event in event.heir(of: from).map { (event.recorded, $0) } }
      }
      open = handed.max { $0.0 < $1.0 }?.1
      guard let heir = open, heirs.insert(heir).inserted else { return nil }
      if people.user(heir)?.isActive == true { return heir }
    }
    return nil
  }
}

extension Client where Self: Document {
  /// The client with what else happened to it until it was merged into another one on the other side.
  fileprivate func united(with other: Self?, in run: MergeRun) throws(CRMError) -> Self {
    guard let other else { return self }
    let base = [run.sides.changes.theirs, run.sides.changes.ours].lazy
      .compactMap { $0[path]?.before }.first
    let versions = Versions(
      base: base.flatMap { run.sides.contents[$0] }, first: other.bytes(keeping: []),
      second: bytes(keeping: []))
    return try Snapshot.decoding(path) { () throws(DocumentError) in
      try Self.merged(versions, now: run.transaction.context.now).bytes.map {
        (bytes) throws(DocumentError) in
        try Self(bytes: bytes)
      } ?? self
    }
  }

  /// The places of all that was merged into it.
  fileprivate var mergedPlaces: [DocumentPlace] { united.dropFirst().map(\.place) }
}

extension Paper {
  /// What it adds to what the client has in advance, in minor units.
  fileprivate var advance: Int64 { isInForce && basis.isEmpty ? total.minorUnits : 0 }

  fileprivate func hasSameMoney(as other: Paper) -> Bool {
    basis == other.basis && total == other.total && isInForce == other.isInForce
  }

  /// That it cannot stand beside what the other side did.
  fileprivate func broken(_ why: Phrase) -> CheckProblem {
    CheckProblem(.brokenPaper, path, why, isRepairable: false)
  }
}

extension Event {
  /// Who took over somebody's work by it.
  fileprivate func heir(of login: Login) -> Login? {
    if isUndone { return nil }
    if case .assigned(login, let heir, _) = kind { return heir }
    if case .edited(let change, _) = kind, change.field == "manager", change.old == login.text {
      return change.new.map { Login(stored: $0) }
    }
    return nil
  }
}
