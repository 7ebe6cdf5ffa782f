/// What lists, the audit and name lookup need of one company.
public struct CompanyRecord: Hashable, Sendable {
  /// The company without its history, which lists do not show.
  public let company: Company
  /// How many operations changed it.
  public let revision: Int
  /// When it was made.
  public let createdAt: Instant?
  /// When anything was last entered.
  public let updatedAt: Instant?

  /// The projection of a company.
  public init(_ company: Company) {
    self.init(
      bare: company.bare, revision: company.revision, createdAt: company.createdAt,
      updatedAt: company.updatedAt)
  }

  /// A record from its parts.
  public init(bare: Company, revision: Int, createdAt: Instant?, updatedAt: Instant?) {
    company = bare
    self.revision = revision
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}
