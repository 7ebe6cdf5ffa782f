/// What lists, the audit and name lookup need of one company.
public protocol CompanyFacts: Sendable {
  /// Its id.
  var id: CompanyID { get }
  /// What it is called.
  var name: String { get }
  /// The key of its name without suffixes.
  var nameKey: NameKey { get }
  /// What else it is known as, by their keys: as it was typed, and what has been merged into it (R65, R67).
  var otherNameKeys: [NameKey] { get }
  /// ``ClientName/oddLetters`` of its name.
  var oddLetters: UInt64 { get }
  /// Who looks after it.
  var manager: Login { get }
  /// The key of that login, by which an audit counts.
  var managerKey: NameKey { get }
  /// What its card lacks.
  var gaps: CompanyGaps { get }
  /// When it was made.
  var createdAt: Instant? { get }
  /// Its place among the deals and companies of an index; see `DealFacts.rank`.
  var rank: Int? { get }
  /// All that lists show.
  var record: CompanyRecord { get }
}

extension CompanyFacts {
  /// Whether it is called so or is known so (R5).
  public func isCalled(_ name: NameKey) -> Bool {
    nameKey == name || otherNameKeys.contains(name)
  }

  /// A record at hand has no place.
  public var rank: Int? { nil }
}

extension CompanyRecord: CompanyFacts {
  /// Its id.
  public var id: CompanyID { company.id }
  /// What it is called.
  public var name: String { company.name }
  /// The key of its name without suffixes.
  public var nameKey: NameKey { .withoutSuffixes(company.name) }
  /// What else it is known as, by their keys.
  public var otherNameKeys: [NameKey] {
    let typed = [Field.nameTyped.get(company)?.text].compactMap(\.self)
    return (typed + company.merged.map(\.name)).map { .withoutSuffixes($0) }
  }
  /// `ClientName/oddLetters` of its name.
  public var oddLetters: UInt64 { ClientName(company.name).oddLetters }
  /// Who looks after it.
  public var manager: Login { company.manager }
  /// The key of its manager's login.
  public var managerKey: NameKey { company.manager.key }
  /// What its card lacks.
  public var gaps: CompanyGaps {
    CompanyGaps(of: Company.details.filter { !$0.isFilled(in: company) })
  }
  /// All that lists show.
  public var record: CompanyRecord { self }
}
