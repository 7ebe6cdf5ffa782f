import CRMModel

/// What the known cells of a row say, understood.
///
/// The same is made of the cells that were imported last time, so that what changed in the export can
/// be told from what was changed here meanwhile.
struct AmoCRMValues {
  /// The deal's name; its client's where the cell is empty.
  let name: String
  /// The company's name: the deal's company, else the contact's, else the contact as a private client.
  let client: String
  let contact: String?
  let position: String?
  let phone: PhoneNumber?
  let phoneColumn: AmoCRMColumn
  let email: EmailAddress?
  let emailColumn: AmoCRMColumn
  let companyPhone: PhoneNumber?
  let companyEmail: EmailAddress?
  let companyAddress: String?
  let companySite: String?
  /// As written, because the pipeline says in which currency; `nil` for 0, which amoCRM puts where
  /// nothing was filled in.
  let budget: String?
  let manager: String?
  let author: String?
  let createdAt: Instant?
  /// When it was closed; a field where the deal is open all the same.
  let closedAt: Instant?
  /// What is wrong with the closing date, which only matters where the deal is closed.
  let closingProblem: RowProblem?
  let pipeline: String
  let stage: String
  let lossReason: String?
  /// Cells for which a deal, a contact and a company have no place, by the titles of their columns.
  let fields: [String: String]

  /// The pipeline that is meant where the cell is empty: what amoCRM calls the one it starts with.
  private static let defaultPipeline = "Воронка"

  /// Understands the cells of a row.
  ///
  /// - Throws: `RowProblem` where there is no client or no stage, and for a creation that is no
  ///   date or lies in the future (R3).
  init(_ cells: [String: String], zone: TimeZoneRules, now: Instant) throws(RowProblem) {
    func cell(_ column: AmoCRMColumn) -> String? { cells[column.rawValue] }
    var fields: [String: String] = [:]

    contact =
      (cell(.contact)
      ?? Self.joined([cell(.lastName), cell(.firstName), cell(.middleName)]))?.inOneLine
    guard let client = cell(.company) ?? cell(.contactCompany) ?? contact else {
      throw RowProblem(
        ru: "нет ни компании, ни контакта", en: "there is neither a company nor a contact")
    }
    self.client = client.inOneLine
    name = cell(.name)?.inOneLine ?? self.client
    guard let stage = cell(.stage)?.inOneLine else {
      throw RowProblem(ru: "нет этапа", en: "there is no stage")
    }
    self.stage = stage
    pipeline = cell(.pipeline)?.inOneLine ?? Self.defaultPipeline
    if let company = cell(.contactCompany), Folding.fold(company) != Folding.fold(client) {
      fields[AmoCRMColumn.contactCompany.title] = company
    }

    position = contact == nil ? nil : cell(.position)
    if contact == nil, let text = cell(.position) { fields[AmoCRMColumn.position.title] = text }
    (phoneColumn, phone) = Self.phone(cells, hasContact: contact != nil, &fields)
    (emailColumn, email) = Self.email(cells, hasContact: contact != nil, &fields)
    companyPhone = Self.parsed(.companyPhone, cells, &fields, PhoneNumber.init(written:))
    companyEmail = Self.parsed(.companyEmail, cells, &fields, EmailAddress.init(parsing:))
    companyAddress = cell(.companyAddress)
    companySite = cell(.companySite)

    budget = cell(.budget).flatMap { Self.isZero($0) ? nil : $0 }
    manager = cell(.manager)?.inOneLine
    author = cell(.author)?.inOneLine
    createdAt = try Self.moment(.createdAt, cells, zone, now)
    (closedAt, closingProblem) = Self.closing(cells, createdAt, zone, now)
    try Self.checkLengths(of: [stage, pipeline, manager, author])
    lossReason = cell(.lossReason)
    if let tags = cell(.tags) { fields[AmoCRMColumn.tags.title] = tags }
    self.fields = fields
  }

  /// Whether the deal stands where it stood at the last import.
  func isSamePlace(as other: AmoCRMValues?) -> Bool {
    pipeline == other?.pipeline && stage == other?.stage
  }

  /// Whether any cell is about the company besides its name.
  var hasCompanyCells: Bool {
    companyPhone != nil || companyEmail != nil || companyAddress != nil || companySite != nil
  }

  private static func checkLengths(of names: [String?]) throws(RowProblem) {
    guard names.allSatisfy({ ($0?.unicodeScalars.count ?? 0) <= 200 }) else {
      throw RowProblem(
        ru: "этап, воронка или имя человека длиннее 200 знаков",
        en: "a stage, a pipeline or a person's name has more than 200 characters")
    }
  }

  private static func joined(_ parts: [String?]) -> String? {
    let words = parts.compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// The first telephone that can be read, else the first that has digits; the others are fields.
  private static func phone(
    _ cells: [String: String], hasContact: Bool, _ fields: inout [String: String]
  ) -> (AmoCRMColumn, PhoneNumber?) {
    var best: (column: AmoCRMColumn, number: PhoneNumber)?
    for column in AmoCRMColumn.phones where hasContact {
      guard let text = cells[column.rawValue] else { continue }
      // amoCRM writes an apostrophe in front, so that a spreadsheet keeps the plus.
      let typed = text.hasPrefix("'") ? String(text.dropFirst()) : text
      guard let number = try? PhoneNumber(written: typed) else { continue }
      if best == nil || best?.number.e164 == nil && number.e164 != nil { best = (column, number) }
    }
    for column in AmoCRMColumn.phones where column != best?.column {
      fields[column.title] = cells[column.rawValue]
    }
    return (best?.column ?? .mobilePhone, best?.number)
  }

  /// The first address of good form; the others are fields.
  private static func email(
    _ cells: [String: String], hasContact: Bool, _ fields: inout [String: String]
  ) -> (AmoCRMColumn, EmailAddress?) {
    var best: (column: AmoCRMColumn, address: EmailAddress)?
    for column in AmoCRMColumn.emails where hasContact && best == nil {
      guard let text = cells[column.rawValue], let address = try? EmailAddress(parsing: text) else {
        continue
      }
      best = (column, address)
    }
    for column in AmoCRMColumn.emails where column != best?.column {
      fields[column.title] = cells[column.rawValue]
    }
    return (best?.column ?? .workEmail, best?.address)
  }

  /// A cell's value; the cell is a field where it is none.
  private static func parsed<Value>(
    _ column: AmoCRMColumn, _ cells: [String: String], _ fields: inout [String: String],
    _ parse: (String) throws(ValueError) -> Value
  ) -> Value? {
    guard let text = cells[column.rawValue] else { return nil }
    if let value = try? parse(text) { return value }
    fields[column.title] = text
    return nil
  }

  /// Whether an amount has no digit but zeros.
  private static func isZero(_ text: String) -> Bool {
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }
    return !digits.isEmpty && digits.allSatisfy { $0 == 0x30 }
  }

  private static func closing(
    _ cells: [String: String], _ createdAt: Instant?, _ zone: TimeZoneRules, _ now: Instant
  ) -> (Instant?, RowProblem?) {
    let text = cells[AmoCRMColumn.closedAt.rawValue] ?? ""
    if Folding.fold(text).hasPrefix("не закрыт") { return (nil, nil) }
    do throws(RowProblem) {
      let closedAt = try moment(.closedAt, cells, zone, now)
      if let createdAt, let closedAt, closedAt < createdAt {
        throw RowProblem(
          ru: "дата закрытия раньше даты создания", en: "it was closed before it was created")
      }
      return (closedAt, nil)
    } catch {
      return (nil, error)
    }
  }

  private static func moment(
    _ column: AmoCRMColumn, _ cells: [String: String], _ zone: TimeZoneRules, _ now: Instant
  ) throws(RowProblem) -> Instant? {
    guard let text = cells[column.rawValue] else { return nil }
    let moment: Instant
    do throws(ValueError) {
      // «завтра» and «+3d» are times too, but no dates of an export.
      guard let first = text.utf8.first, (0x30...0x39).contains(first) else {
        throw ValueError(
          text, ru: "это не дата; годится 25.11.2026 14:30:00",
          en: "not a date; write 25.11.2026 14:30:00")
      }
      moment = try TimeExpression(parsing: text).resolve(now: now, zone: zone, dayMeans: .start)
    } catch {
      throw RowProblem(column, error)
    }
    guard moment <= now else {
      throw RowProblem(
        column,
        ValueError(text, ru: "эта дата еще не наступила", en: "this date is in the future"))
    }
    return moment
  }
}
