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

  /// No values.
  public init() {}

  /// A new contact of a company.
  public func add(
    id: ContactID, company: CompanyID, name: String, in context: ActionContext
  ) -> Contact {
    var first = self
    first.name = nil
    var contact = Contact(id: id, company: company, name: name, role: role ?? .other)
    contact.history = [context.event(.created(stage: nil))]
    // What a contact starts with is no change of it.
    contact = first.edit(contact, in: context)
    contact.history.removeSubrange(1...)
    return contact
  }

  /// The contact with the given values; each that differs is recorded.
  public func edit(_ before: Contact, in context: ActionContext) -> Contact {
    var contact = before
    func change<Value: Equatable>(
      _ field: String, _ path: WritableKeyPath<Contact, Value>, to value: Value,
      print: (Value) -> String?
    ) {
      let old = contact[keyPath: path]
      guard old != value else { return }
      contact[keyPath: path] = value
      let change = FieldChange(field, old: print(old), new: print(value))
      contact.history.append(context.event(.edited(change, reason: nil)))
    }
    if let name { change("name", \.name, to: name, print: { $0 }) }
    if let position { change("position", \.position, to: position, print: { $0 }) }
    if let phone { change("phone", \.phone, to: phone, print: { $0?.typed }) }
    if let email { change("email", \.email, to: email, print: { $0?.text }) }
    if let messenger { change("messenger", \.messenger, to: messenger, print: { $0 }) }
    if let role { change("role", \.role, to: role, print: { $0.rawValue }) }
    return contact
  }
}
