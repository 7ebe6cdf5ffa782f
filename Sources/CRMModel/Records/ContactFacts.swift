/// What lists, the audit and name lookup need of one contact.
public protocol ContactFacts: Sendable {
  /// Its id.
  var id: ContactID { get }
  /// Its company.
  var company: CompanyID { get }
  /// Full name.
  var name: String { get }
  /// What its card lacks.
  var gaps: ContactGaps { get }
  /// When it was made; contacts are linked to new deals oldest first.
  var createdAt: Instant? { get }
  /// All that lists show.
  var record: ContactRecord { get }
}

extension ContactRecord: ContactFacts {
  /// Its id.
  public var id: ContactID { contact.id }
  /// Its company.
  public var company: CompanyID { contact.company }
  /// Full name.
  public var name: String { contact.name }
  /// What its card lacks.
  public var gaps: ContactGaps { contact.gaps }
  /// All that lists show.
  public var record: ContactRecord { self }
}
