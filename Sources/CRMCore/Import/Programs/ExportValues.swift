import CRMModel

/// What the known cells of a row say, understood.
///
/// The same is made of the cells that were imported last time, so that what changed in the export can
/// be told from what was changed here meanwhile.
struct ExportValues {
  /// Who the client is, by what the row says.
  enum ClientKind {
    /// The deal's company, else the contact's.
    case company
    /// The contact, as a private client.
    case person
    /// Nobody whom the row names: the deal is its own client.
    case deal
  }

  /// The deal's name; its client's where the cell is empty.
  let name: String
  /// The name of the company that stands for the client.
  let client: String
  let clientKind: ClientKind
  /// The column that names it.
  let clientColumn: ExportColumn
  let contact: String?
  /// By which the files of companies and contacts of the same export know them.
  let companyID: String?
  let contactIDs: [String]
  let position: String?
  let contactReach: Reach
  let companyReach: Reach
  let companyAddress: String?
  let companySite: String?
  /// As written, because the pipeline says in which currency; `nil` for 0, which amoCRM puts where
  /// nothing was filled in.
  let budget: String?
  let manager: String?
  let author: String?
  /// When it was made, as far as the cell can tell.
  let created: ClosedRange<Instant>?
  /// When it was closed; a field where the deal is open all the same.
  let closed: ClosedRange<Instant>?
  /// What is wrong with the closing date, which only matters where the deal is closed.
  let closingProblem: RowProblem?
  let pipeline: String
  let stage: String
  /// How the deal ended, by what the export calls its stage.
  let closing: Stage.Kind?
  let lossReason: String?
  /// When the next task is due; a field where the cell is no time.
  let nextTask: Instant?
  /// Labels, sorted.
  let tags: [String]
  /// Cells for which a deal, a contact and a company have no place, by the titles of their columns.
  let fields: [String: String]

  /// Understands the cells of a row.
  ///
  /// - Throws: `RowProblem` where there is no stage, and for a creation that is no date or lies in
  ///   the future (R3).
  init(
    _ cells: ExportCells, _ format: ImportFormat, zone: TimeZoneRules, now: Instant
  ) throws(RowProblem) {
    func cell(_ column: ExportColumn) -> String? { cells[column] }
    var fields: [String: String] = [:]

    var cells = cells
    let addressed = cell(.contact).flatMap(AddressedName.init)
    if cells[.workEmail] == nil { cells[.workEmail] = addressed?.address }
    if addressed?.isOneOfMany == true {
      fields[ExportColumn.contact.title] = cells[.contact]
    }
    let person =
      (addressed?.name ?? cell(.contact)
      ?? Self.joined([cell(.lastName), cell(.firstName), cell(.middleName)]))?.inOneLine
    contact = person
    let company = (cell(.company) ?? cell(.contactCompany)).map {
      Self.employer($0, of: person)
    }
    companyID = cell(.companyId).flatMap { ListText.parts(of: $0).first }
    contactIDs = cell(.contactId).map(ListText.parts(of:)) ?? []
    clientColumn =
      cell(.company) != nil
      ? .company : company != nil ? .contactCompany : contact != nil ? .contact : .name
    clientKind = company != nil ? .company : contact != nil ? .person : .deal
    let unnamed = "Сделка #\(cell(.id) ?? "")"
    client = (company ?? contact ?? cell(.name) ?? unnamed).inOneLine
    name = cell(.name)?.inOneLine ?? client
    guard let stage = cell(.stage)?.inOneLine else {
      throw RowProblem(ru: "нет этапа", en: "there is no stage")
    }
    self.stage = stage
    closing = format.closing(stage)
    pipeline = cell(.pipeline)?.inOneLine ?? NewPipeline.usualName
    if let company = cell(.contactCompany), Folding.fold(company) != Folding.fold(client) {
      fields[ExportColumn.contactCompany.title] = company
    }

    position = contact == nil ? nil : cell(.position)
    if contact == nil, let text = cell(.position) { fields[ExportColumn.position.title] = text }
    let hasContact = contact != nil
    contactReach = Reach(
      phones: .init(of: ExportColumn.phones, cells, isUsed: hasContact, &fields),
      emails: .init(of: ExportColumn.emails, cells, isUsed: hasContact, &fields))
    companyReach = Reach(
      phones: .init(of: [.companyPhone], cells, &fields),
      emails: .init(of: [.companyEmail], cells, &fields))
    companyAddress = cell(.companyAddress)
    companySite = cell(.companySite)

    budget = cell(.budget).flatMap { Self.isZero($0) ? nil : $0 }
    manager = cell(.manager)?.inOneLine
    author = cell(.author)?.inOneLine
    created = try Self.moment(.createdAt, cells, zone, now)
    (closed, closingProblem) = Self.closingTime(cells, format, created?.lowerBound, zone, now)
    try Self.checkLengths(of: [stage, pipeline, manager, author])
    lossReason = cell(.lossReason)
    nextTask = cell(.nextTask).flatMap { Self.due($0, zone, now) }
    if nextTask == nil, let text = cell(.nextTask) { fields[ExportColumn.nextTask.title] = text }
    tags = Set(cell(.tags).map(ListText.parts(of:)) ?? []).sorted()
    // A full name beside its parts may leave some of them out.
    let words = Set(Self.words(contact ?? ""))
    for column in [ExportColumn.lastName, .firstName, .middleName] {
      guard let part = cell(column), !words.isSuperset(of: Self.words(part)) else { continue }
      fields[column.title] = part
    }
    self.fields = fields
  }

  /// Whether the deal stands where it stood at the last import.
  func isSamePlace(as other: ExportValues?) -> Bool {
    pipeline == other?.pipeline && stage == other?.stage
  }

  /// Whether the client is the one of the last import, as far as the row can tell.
  func isSameClient(as other: ExportValues) -> Bool {
    clientKind == other.clientKind
      && (clientKind == .deal || Folding.fold(client) == Folding.fold(other.client))
  }

  /// The words of a name, folded.
  private static func words(_ name: String) -> [Substring] {
    Folding.fold(name).split(separator: " ")
  }

  var createdAt: Instant? { created?.lowerBound }
  var closedAt: Instant? { closed?.lowerBound }
  var phone: PhoneNumber? { contactReach.phones.value }
  var email: EmailAddress? { contactReach.emails.value }
  var companyPhone: PhoneNumber? { companyReach.phones.value }
  var companyEmail: EmailAddress? { companyReach.emails.value }

  /// Whether any cell is about the company besides its name.
  var hasCompanyCells: Bool {
    companyPhone != nil || companyEmail != nil || companyAddress != nil || companySite != nil
  }

  /// A company without the name of its person, which Odoo writes behind it: «Deco Addict, Анна Ли».
  private static func employer(_ text: String, of person: String?) -> String {
    guard let person, let comma = text.lastIndex(of: ","),
      Folding.fold(String(text[comma...].dropFirst()).trimmingBlanks()) == Folding.fold(person)
    else { return text }
    let employer = String(text[..<comma]).trimmingBlanks()
    return employer.isEmpty ? text : employer
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

  /// Whether an amount has no digit but zeros.
  private static func isZero(_ text: String) -> Bool {
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }
    return !digits.isEmpty && digits.allSatisfy { $0 == 0x30 }
  }

  private static func closingTime(
    _ cells: ExportCells, _ format: ImportFormat, _ createdAt: Instant?, _ zone: TimeZoneRules,
    _ now: Instant
  ) -> (ClosedRange<Instant>?, RowProblem?) {
    // Cells that were remembered before formats knew the word have it still.
    if let text = cells[.closedAt], format.isOpen(text) { return (nil, nil) }
    do throws(RowProblem) {
      guard let closed = try moment(.closedAt, cells, zone, now) else { return (nil, nil) }
      // Only what the cell can tell counts: amoCRM writes the minute, a spreadsheet often the day.
      guard let createdAt else { return (closed, nil) }
      guard createdAt <= closed.upperBound else {
        throw RowProblem(
          ru: "дата закрытия раньше даты создания", en: "it was closed before it was created")
      }
      return (max(createdAt, closed.lowerBound)...closed.upperBound, nil)
    } catch {
      return (nil, error)
    }
  }

  /// When something is due; a day is as long as it lasts.
  private static func due(_ text: String, _ zone: TimeZoneRules, _ now: Instant) -> Instant? {
    guard let digit = text.utf8.first, (0x30...0x39).contains(digit),
      let time = try? TimeExpression(parsing: text)
    else { return nil }
    return try? time.resolve(now: now, zone: zone, dayMeans: .end)
  }

  private static func moment(
    _ column: ExportColumn, _ cells: ExportCells, _ zone: TimeZoneRules, _ now: Instant
  ) throws(RowProblem) -> ClosedRange<Instant>? {
    guard let text = cells[column] else { return nil }
    do throws(ValueError) {
      return try TimeExpression.span(inPast: text, now: now, zone: zone)
    } catch { throw RowProblem(column, error) }
  }
}

extension TimeExpression {
  /// The first and the last second that a cell can mean which says when something was (R3).
  ///
  /// - Throws: `ValueError` for what is no date, or one that is still to come.
  static func span(
    inPast text: String, now: Instant, zone: TimeZoneRules
  ) throws(ValueError) -> ClosedRange<Instant> {
    // «завтра» and «+3d» are times too, but no dates of a table.
    guard let digit = text.utf8.first, (0x30...0x39).contains(digit) else {
      throw ValueError(
        text, ru: "это не дата; годится 25.11.2026 14:30:00",
        en: "not a date; write 25.11.2026 14:30:00")
    }
    let time = try TimeExpression(parsing: text)
    let first = try time.resolve(now: now, zone: zone, dayMeans: .start)
    guard first <= now else {
      throw ValueError(text, ru: "эта дата еще не наступила", en: "this date is in the future")
    }
    let end = try time.resolve(now: now, zone: zone, dayMeans: .end)
    let isWholeMinute = first.secondsSinceEpoch.isMultiple(of: 60)
    return first...(time.isDayOnly || !isWholeMinute ? end : end.adding(seconds: 59) ?? end)
  }
}
