import CRMModel

/// Whose a deal is, by what a row says of the company and the person there, understood.
struct ClientValues {
  /// Who the client is.
  enum Kind {
    /// The deal's company, else the contact's.
    case company
    /// The contact, as a private client.
    case person
    /// Nobody whom the row names: the deal is its own client.
    case deal
  }

  let kind: Kind
  /// The name of the company that stands for the client.
  let name: String
  /// The column that names it.
  let column: ExportColumn
  let contact: String?
  /// Whom the same cell names behind that one.
  let colleagues: [String]
  /// By which the files of companies and contacts of the same export know them.
  let companyID: String?
  let contactIDs: [String]
  let position: String?
  let contactReach: Reach
  let companyReach: Reach
  let companyAddress: String?
  let companySite: String?
  /// Cells for which a contact and a company have no place, by the titles of their columns.
  let fields: [String: String]

  /// The columns that tell of nothing else, beside the company's name and id.
  static let columns: Set<ExportColumn> = Set(
    ExportColumn.phones + ExportColumn.emails + [
      .contact, .lastName, .firstName, .middleName, .position, .contactCompany, .contactId,
      .companyPhone, .companyEmail, .companyAddress, .companySite,
    ])

  /// Understands the cells of a row.
  init(_ cells: ExportCells) {
    func cell(_ column: ExportColumn) -> String? { cells[column] }
    var fields: [String: String] = [:]

    var cells = cells
    let addressed = cell(.contact).flatMap(AddressedName.init)
    if cells[.workEmail] == nil { cells[.workEmail] = addressed?.address }
    if addressed?.isOneOfMany == true { fields[ExportColumn.contact.title] = cells[.contact] }
    let people =
      addressed.map { [$0.name] } ?? cell(.contact).map(FullName.several)
      ?? Self.joined([cell(.lastName), cell(.firstName), cell(.middleName)]).map { [$0] } ?? []
    let contact = people.first?.inOneLine
    colleagues = people.dropFirst().map(\.inOneLine)
    let company = (cell(.company) ?? cell(.contactCompany)).map { Self.employer($0, of: contact) }
    self.contact = contact
    companyID = cell(.companyId).flatMap { ListText.parts(of: $0).first }
    contactIDs = cell(.contactId).map(ListText.parts(of:)) ?? []
    column =
      cell(.company) != nil
      ? .company : company != nil ? .contactCompany : contact != nil ? .contact : .name
    kind = company != nil ? .company : contact != nil ? .person : .deal
    let unnamed = "Сделка #\(cell(.id) ?? "")"
    name = (company ?? contact ?? cell(.name) ?? unnamed).inOneLine
    if let company = cell(.contactCompany), Folding.fold(company) != Folding.fold(name) {
      fields[ExportColumn.contactCompany.title] = company
    }
    position = contact == nil ? nil : cell(.position)
    if contact == nil, let text = cell(.position) { fields[ExportColumn.position.title] = text }
    contactReach = Reach(
      phones: .init(of: ExportColumn.phones, cells, isUsed: contact != nil, &fields),
      emails: .init(of: ExportColumn.emails, cells, isUsed: contact != nil, &fields))
    companyReach = Reach(
      phones: .init(of: [.companyPhone], cells, &fields),
      emails: .init(of: [.companyEmail], cells, &fields))
    companyAddress = cell(.companyAddress)
    companySite = cell(.companySite)
    // A full name beside its parts may leave some of them out.
    let words = Set(Self.words(contact ?? ""))
    for column in [ExportColumn.lastName, .firstName, .middleName] {
      guard let part = cell(column), !words.isSuperset(of: Self.words(part)) else { continue }
      fields[column.title] = part
    }
    self.fields = fields
  }

  /// Whether it is the same client, as far as rows can tell.
  func isSame(as other: ClientValues) -> Bool {
    kind == other.kind && (kind == .deal || Folding.fold(name) == Folding.fold(other.name))
  }

  var phone: PhoneNumber? { contactReach.phones.value }
  var email: EmailAddress? { contactReach.emails.value }
  var companyPhone: PhoneNumber? { companyReach.phones.value }
  var companyEmail: EmailAddress? { companyReach.emails.value }

  /// Whether any cell is about the company besides its name.
  var hasCompanyCells: Bool {
    companyPhone != nil || companyEmail != nil || companyAddress != nil || companySite != nil
  }

  /// The words of a name, folded.
  private static func words(_ name: String) -> [Substring] {
    Folding.fold(name).split(separator: " ")
  }

  private static func joined(_ parts: [String?]) -> String? {
    let words = parts.compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// A company without the name of its person, which Odoo writes behind it: «Deco Addict, Анна Ли».
  private static func employer(_ text: String, of person: String?) -> String {
    guard let person, let comma = text.lastIndex(of: ","),
      Folding.fold(String(text[comma...].dropFirst()).trimmingBlanks()) == Folding.fold(person)
    else { return text }
    let employer = String(text[..<comma]).trimmingBlanks()
    return employer.isEmpty ? text : employer
  }
}
