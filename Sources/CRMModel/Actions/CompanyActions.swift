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

  /// No values.
  public init() {}

  /// A new company.
  public func add(id: CompanyID, name: String, in context: ActionContext) -> Company {
    var company = Company(id: id, name: name, manager: manager ?? context.user)
    var first = self
    first.name = nil
    first.manager = nil
    company.history = [context.event(.created(stage: nil))]
    // What a company starts with is no change of it.
    company = first.edit(company, in: context)
    company.history.removeSubrange(1...)
    return company
  }

  /// The company with the given values; each that differs is recorded.
  public func edit(_ before: Company, in context: ActionContext) -> Company {
    var company = before
    func change<Value: Equatable>(
      _ field: String, _ path: WritableKeyPath<Company, Value>, to value: Value,
      print: (Value) -> String?
    ) {
      let old = company[keyPath: path]
      guard old != value else { return }
      company[keyPath: path] = value
      let change = FieldChange(field, old: print(old), new: print(value))
      company.history.append(context.event(.edited(change, reason: nil)))
    }
    if let name { change("name", \.name, to: name, print: { $0 }) }
    if let phone { change("phone", \.phone, to: phone, print: { $0?.typed }) }
    if let email { change("email", \.email, to: email, print: { $0?.text }) }
    if let address { change("address", \.address, to: address, print: { $0 }) }
    if let city { change("city", \.city, to: city, print: { $0 }) }
    if let taxNumber { change("inn", \.taxNumber, to: taxNumber, print: { $0?.text }) }
    if let site { change("site", \.site, to: site, print: { $0 }) }
    if let manager { change("manager", \.manager, to: manager, print: { $0.text }) }
    let labels = Set(company.tags).union(tags).subtracting(untags).sorted()
    change("tags", \.tags, to: labels, print: { $0.joined(separator: ", ") })
    return company
  }
}
