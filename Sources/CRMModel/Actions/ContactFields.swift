/// Values that a command gives a contact.
public struct ContactFields: Sendable {
  /// Full name.
  public var name: String?
  /// What the person is at the company.
  public var position: String?
  /// R32.
  public var phone: PhoneNumber?
  /// R32.
  public var email: EmailAddress?
  /// A messenger's name and account.
  public var messenger: String?
  /// The role that new deals of the company start with.
  public var role: Role?
  /// What is to be empty (R36).
  public var emptied: Set<Field> = []

  /// What a contact may be without.
  public enum Field: Sendable { case position, phone, email, messenger }

  /// The department's own fields; `nil` empties (R35, R36).
  public var own: [String: Value?] = [:]

  /// No values.
  public init() {}

  /// A new contact of a company.
  public func add(
    id: ContactID, company: CompanyID, name: String, in context: ActionContext
  ) -> Contact {
    let contact = Contact(id: id, company: company, name: name, role: role ?? .other)
    var filled = edit(contact, in: context)
    // What a contact starts with is no change of it.
    filled.history = [context.event(.created(stage: nil))]
    return filled
  }

  /// The contact with the given values; each that differs is recorded.
  public func edit(_ before: Contact, in context: ActionContext) -> Contact {
    var contact = before
    if let name { contact.change("name", \.name, to: name, in: context) { $0 } }
    if position != nil || emptied.contains(.position) {
      contact.change("position", \.position, to: position, in: context) { $0 }
    }
    if phone != nil || emptied.contains(.phone) {
      contact.change("phone", \.phone, to: phone, in: context) { $0?.typed }
    }
    if email != nil || emptied.contains(.email) {
      contact.change("email", \.email, to: email, in: context) { $0?.text }
    }
    if messenger != nil || emptied.contains(.messenger) {
      contact.change("messenger", \.messenger, to: messenger, in: context) { $0 }
    }
    if let role { contact.change("role", \.role, to: role, in: context) { $0.rawValue } }
    contact.change(fields: own, in: context)
    return contact
  }
}
