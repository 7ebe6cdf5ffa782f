package import CRMModel

extension Department {
  /// What one payment of a part left behind.
  package struct Payment: Sendable {
    /// What the action said.
    package let result: SplitPayment.Result
    /// The won part.
    package let paid: DealCase
    /// The part that waits for the rest.
    package let next: DealCase?
    /// Every part, in order.
    package var chain: [Deal] { paid.chain }
  }

  /// A part of the payment; the first one with package and end date, each with a next task.
  package mutating func pay(
    _ subject: DealCase, _ paid: Money, total: Money? = nil, isLast: Bool = false,
    _ change: (inout SplitPayment) -> Void = { _ in }
  ) throws(Refusal) -> Payment {
    var action = SplitPayment(paid: paid, nextID: identifier())
    action.total = total
    if subject.deal.chain == nil {
      action.package = "Стандарт"
      action.endDate = Day(year: 2027, month: 1, day: 31)
    }
    if !isLast { action.next = NextTask(action: "Проверить оплату", due: after(days: 7)) }
    change(&action)
    let result = try action.apply(to: subject, in: context())
    let changed = [result.paid] + result.others
    let before = subject.chain.isEmpty ? [subject.deal] : subject.chain
    let parts =
      before.map { part in changed.first { $0.id == part.id } ?? part }
      + [result.next].compactMap { $0 }
    func place(_ deal: Deal) -> DealCase {
      DealCase(
        deal: deal, company: subject.company, contacts: subject.contacts, chain: parts,
        pipeline: subject.pipeline)
    }
    return Payment(result: result, paid: place(result.paid), next: result.next.map(place))
  }

  /// The audit of these deals and their surroundings, as of the present minute.
  package func audit(
    _ subjects: [DealCase], pipelines: [Pipeline]? = nil, companies: [Company]? = nil,
    contacts: [Contact]? = nil, papers: [Paper] = [], scope: Audit.Scope = Audit.Scope()
  ) -> Audit {
    let known = pipelines ?? subjects.map(\.pipeline)
    let byID = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return Audit(
      deals: subjects.map { DealRecord($0.deal, pipeline: byID[$0.deal.pipeline]) },
      companies: (companies ?? [company]).map(CompanyRecord.init),
      contacts: (contacts ?? self.contacts).map(ContactRecord.init), papers: papers,
      pipelines: byID,
      scope: scope, clock: AuditClock(now: now, zone: zone))
  }
}
