/// What lists, the audit and name lookup need of one company.
public protocol CompanyFacts: Sendable {
  /// Its id.
  var id: CompanyID { get }
  /// What it is called.
  var name: String { get }
  /// The key of its name without suffixes.
  var nameKey: NameKey { get }
  /// ``ClientName/oddLetters`` of its name.
  var oddLetters: UInt64 { get }
  /// Who looks after it.
  var manager: Login { get }
  /// The key of that login, by which an audit counts.
  var managerKey: NameKey { get }
  /// The fields of its card that are empty.
  var emptyFields: [Field<Company>] { get }
  /// When it was made.
  var createdAt: Instant? { get }
  /// Its place among the deals and companies of an index; see `DealFacts.rank`.
  var rank: Int? { get }
  /// All that lists show.
  var record: CompanyRecord { get }
}

extension CompanyFacts {
  /// Whether it is called so, was typed so, or something was that has been merged into it (R5, R65, R67).
  public func isCalled(_ name: NameKey) -> Bool {
    guard nameKey != name else { return true }
    let company = record.company
    let others =
      [Field.nameTyped.get(company)?.text].compactMap(\.self) + company.merged.map(\.name)
    return others.contains { .withoutSuffixes($0) == name }
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
  /// `ClientName/oddLetters` of its name.
  public var oddLetters: UInt64 { ClientName(company.name).oddLetters }
  /// Who looks after it.
  public var manager: Login { company.manager }
  /// The key of its manager's login.
  public var managerKey: NameKey { company.manager.key }
  /// The fields of its card that are empty.
  public var emptyFields: [Field<Company>] {
    Company.details.filter { !$0.isFilled(in: company) }
  }
  /// All that lists show.
  public var record: CompanyRecord { self }
}
