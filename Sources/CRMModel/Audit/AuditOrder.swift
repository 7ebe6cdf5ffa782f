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

  /// Whether one stands before the other.
  package static func < (left: AuditOrder, right: AuditOrder) -> Bool {
    (left.manager, left.name, left.id) < (right.manager, right.name, right.id)
  }
}
