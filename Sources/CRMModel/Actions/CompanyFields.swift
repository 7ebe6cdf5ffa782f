/// Values that a command gives a company.
public struct CompanyFields: Sendable {
  /// What it is called.
  public var name: String?
  /// R32.
  public var phone: PhoneNumber?
  /// R32.
  public var email: EmailAddress?
  /// Street and house.
  public var address: String?
  /// Town.
  public var city: String?
  /// ИНН.
  public var taxNumber: TaxNumber?
  /// Web site.
  public var site: String?
  /// Who looks after it.
  public var manager: Login?
  /// Labels to add.
  public var tags: [String] = []
  /// Labels to take away.
  public var untags: [String] = []
  /// What is to be empty (R36).
  public var emptied: Set<CompanyField> = []

  /// The department's own fields; `nil` empties (R35, R36).
  public var own: [String: Value?] = [:]

  /// No values.
  public init() {}

  /// A new company.
  public func add(id: CompanyID, name: String, in context: ActionContext) -> Company {
    let company = Company(id: id, name: name, manager: manager ?? context.user)
    var filled = edit(company, in: context)
    // What a company starts with is no change of it.
    filled.history = [context.event(.created(stage: nil))]
    return filled
  }

  /// The company with the given values; each that differs is recorded.
  public func edit(_ before: Company, in context: ActionContext) -> Company {
    var company = before
    if let name { company.change("name", \.name, to: name, in: context) { $0 } }
    if phone != nil || emptied.contains(.phone) {
      company.change("phone", \.phone, to: phone, in: context) { $0?.typed }
    }
    if email != nil || emptied.contains(.email) {
      company.change("email", \.email, to: email, in: context) { $0?.text }
    }
    if address != nil || emptied.contains(.address) {
      company.change("address", \.address, to: address, in: context) { $0 }
    }
    if city != nil || emptied.contains(.city) {
      company.change("city", \.city, to: city, in: context) { $0 }
    }
    if taxNumber != nil || emptied.contains(.inn) {
      company.change("inn", \.taxNumber, to: taxNumber, in: context) { $0?.text }
    }
    if site != nil || emptied.contains(.site) {
      company.change("site", \.site, to: site, in: context) { $0 }
    }
    if let manager { company.change("manager", \.manager, to: manager, in: context) { $0.text } }
    let labels = Set(company.tags).union(tags).subtracting(untags).sorted()
    company.change("tags", \.tags, to: labels, in: context) { $0.joined(separator: ", ") }
    company.change(fields: own, in: context)
    return company
  }
}
