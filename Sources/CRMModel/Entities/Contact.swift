/// A person at a company.
public struct Contact: Entity {
  /// Its id.
  public let id: ContactID
  /// The company where the person works.
  public var company: CompanyID
  /// Full name.
  public var name: String
  /// What the person is there.
  public var position: String?
  /// R32.
  public var phone: PhoneNumber?
  /// R32.
  public var email: EmailAddress?
  /// The numbers beyond the main one (R67).
  public var otherPhones: [PhoneNumber] = []
  /// The addresses beyond the main one.
  public var otherEmails: [EmailAddress] = []
  /// A messenger's name and account, as typed.
  public var messenger: String?
  /// The role that new deals of the company start with.
  public var role: Role
  /// What is kept by the key of its field alone.
  public var facts: [String: Value] = [:]
  /// The department's own fields, by their ids, and what an import brought along, by its names (R35).
  public var fields: [String: Value]
  /// Where it was imported from.
  public var origin: Origin?
  /// What a row of the last import said, by the keys of its fields (R114).
  public var imported: [String: String] = [:]
  /// R65.
  public var merged: [Contact] = []
  /// What happened to it.
  public var history: [Event]

  /// A contact with nothing known but a name.
  public init(id: ContactID, company: CompanyID, name: String, role: Role) {
    self.id = id
    self.company = company
    self.name = name
    self.role = role
    self.fields = [:]
    self.history = []
  }

  /// What is still unknown of what a decision-maker's card asks for (R6, R25).
  public var gaps: ContactGaps {
    var gaps: ContactGaps = []
    if !FullName.isFull(name) { gaps.insert(.fullName) }
    if phone == nil && !messenger.saysSomething { gaps.insert(.phoneOrMessenger) }
    if email == nil { gaps.insert(.email) }
    if !position.saysSomething { gaps.insert(.position) }
    return gaps
  }
}
