/// A contact's part in a deal.
public struct DealContact: Hashable, Sendable {
  /// Who.
  public let contact: ContactID
  /// As what.
  public var role: Role

  /// A contact in a role.
  public init(contact: ContactID, role: Role) {
    self.contact = contact
    self.role = role
  }
}
