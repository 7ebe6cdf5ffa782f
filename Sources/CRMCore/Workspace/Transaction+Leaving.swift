package import CRMModel

extension Transaction {
  /// Somebody's work: what another one has to take over when he leaves (A27).
  package struct Work: Sendable {
    /// His open deals, and the closed ones whose rework is not accepted yet (R70).
    package var deals: [DealID] = []
    /// The deals of others on which open tasks are his, with how many.
    package var tasks: [DealID: Int] = [:]
    /// The companies that he looks after.
    package var companies: [CompanyID] = []
    /// The new leads that he is to work on.
    package var leads: [LeadID] = []
    /// The deals of others that he takes part in (M4), which nobody takes over.
    package var shared: [DealID] = []

    /// Whether there is nothing to take over.
    package var isEmpty: Bool {
      deals.isEmpty && tasks.isEmpty && companies.isEmpty && leads.isEmpty
    }
  }

  /// What somebody works on.
  ///
  /// Cost: the document of every open deal, because tasks of others' deals stand nowhere else.
  package func work(of login: Login) throws(CRMError) -> Work {
    let index = try index([.deal, .company, .lead])
    var work = Work()
    work.companies = index.companies.filter { $0.manager == login }.map(\.id)
    work.leads = index.cards(LeadForm.self).map(\.record)
      .filter { $0.state == .new && $0.manager == login }.map(\.id)
    for facts in index.deals where !facts.isDeleted {
      if facts.participations.contains(where: { $0.login == login }) {
        work.shared.append(facts.id)
      }
      let isInRework = facts.reworkState.map { $0 != .accepted } ?? false
      if facts.manager == login, facts.kind == .open || isInRework {
        work.deals.append(facts.id)
        continue
      }
      guard facts.kind == .open else { continue }
      let deal = try get(facts.id)
      let count = deal.tasks.count { $0.state == .open && $0.assignee == login }
      if count > 0 { work.tasks[deal.id] = count }
    }
    return work
  }

  /// Gives all of somebody's work to another one.
  ///
  /// No rights are asked where `automation` does it instead of the user, because somebody with the right
  /// has decided that already.
  package func handOver(
    _ work: Work, from: Login, to: Login, reason: String?, by automation: ActionContext? = nil
  ) throws(CRMError) {
    let context = automation ?? context
    func store(_ document: some Document) throws(CRMError) {
      if automation == nil { try put(document) } else { try keep(document) }
    }
    for id in work.deals {
      let subject = try dealCase(get(id))
      try store(
        CRMError.refusing { () throws(Refusal) in
          try HandOverDeal(to: to, reason: reason).apply(to: subject, in: context)
        }.deal)
    }
    for id in work.deals + work.tasks.keys.sorted() {
      let deal = try get(id)
      let changed = HandOverTasks(from: from, to: to).apply(to: deal, in: context)
      if changed != deal { try store(changed) }
    }
    var edit = CardEdit<Company>()
    edit.set(.manager, .text(to.text))
    for id in work.companies { try store(edit.apply(to: get(id), in: context)) }
    var assignment = CardEdit<Lead>()
    assignment.fill(.manager, to.text)
    for id in work.leads { try store(assignment.apply(to: get(id), in: context)) }
  }

  /// Takes whoever leaves out of the deals of others (M4); no rights are asked, because somebody with the
  /// right has decided that he leaves.
  package func letGo(_ login: Login, of work: Work) throws(CRMError) {
    for id in work.shared {
      let subject = try dealCase(get(id))
      let left = try CRMError.refusing { () throws(Refusal) in
        try ShareDeal(.unshare(login)).apply(to: subject, in: context)
      }
      try keep(left.deal)
    }
  }
}
