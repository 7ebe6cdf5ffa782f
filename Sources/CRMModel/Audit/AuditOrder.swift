/// What an audit sorts its findings by: the manager, the name, the id.
package struct AuditOrder: Comparable {
  private let manager: Login
  private let name: String
  private let id: UInt64

  /// The place of a deal's findings.
  package init(_ deal: any DealFacts) {
    (manager, name, id) = (deal.manager, deal.name, deal.id.bits)
  }

  /// The place of a company's findings.
  package init(_ company: any CompanyFacts) {
    (manager, name, id) = (company.manager, company.name, company.id.bits)
  }

  /// Whether one stands before the other, by bytes: a rebuilt catalog sorts everything by it, and
  /// Unicode's own order costs ten times as much where names are not ASCII.
  package static func < (left: AuditOrder, right: AuditOrder) -> Bool {
    if left.manager != right.manager { return left.manager < right.manager }
    let (name, other) = (left.name.utf8, right.name.utf8)
    if name.lexicographicallyPrecedes(other) { return true }
    return !other.lexicographicallyPrecedes(name) && left.id < right.id
  }
}
