/// A client: here a venue.
public struct Company: Entity {
  /// Its id.
  public let id: CompanyID
  /// What it is called; the names of its deals repeat it (R5).
  public var name: String
  /// R32.
  public var phone: PhoneNumber?
  /// R32.
  public var email: EmailAddress?
  /// The numbers beyond the main one (R67).
  public var otherPhones: [PhoneNumber] = []
  /// The addresses beyond the main one.
  public var otherEmails: [EmailAddress] = []
  /// Street and house.
  public var address: String?
  /// Town.
  public var city: String?
  /// ИНН, checked by its control digits (R32).
  public var taxNumber: TaxNumber?
  /// Web site.
  public var site: String?
  /// Who looks after it.
  public var manager: Login
  /// Free labels, sorted.
  public var tags: [String]
  /// What is kept by the key of its field alone.
  public var facts: [String: Value] = [:]
  /// The department's own fields, by their ids, and what an import brought along, by its names (R35).
  public var fields: [String: Value]
  /// Where it was imported from, so that a second import finds it again.
  public var origin: Origin?
  /// What a row of the last import said, by the keys of its fields (R114).
  public var imported: [String: String] = [:]
  /// Who signs and pays for it (R66).
  public var legal: [LegalEntity] = []
  /// R65.
  public var merged: [Company] = []
  /// What happened to it.
  public var history: [Event]

  /// A company with nothing known but its name.
  public init(id: CompanyID, name: String, manager: Login) {
    self.id = id
    self.name = name
    self.manager = manager
    self.tags = []
    self.fields = [:]
    self.history = []
  }
}
