/// What lists, the audit and name lookup need of one contact.
public struct ContactRecord: Hashable, Sendable {
  /// The contact without its history, which lists do not show.
  public let contact: Contact
  /// How many operations changed it.
  public let revision: Int
  /// When it was made; contacts are linked to new deals oldest first.
  public let createdAt: Instant?
  /// When anything was last entered.
  public let updatedAt: Instant?

  /// The projection of a contact.
  public init(_ contact: Contact) {
    self.init(
      bare: contact.bare, revision: contact.revision, createdAt: contact.createdAt,
      updatedAt: contact.updatedAt)
  }

  /// A record from its parts.
  public init(bare: Contact, revision: Int, createdAt: Instant?, updatedAt: Instant?) {
    contact = bare
    self.revision = revision
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}
