package import CRMModel

/// A deal's facts as they lie in the catalog; each is read when it is asked for.
///
/// Layout: hot what every audit reads, numbers first; cold the rest.
struct CatalogDeal: DealFacts {
  private let view: ByteView

  init(_ record: CatalogRecord) { view = record.hot }

  /// Offsets of the hot numbers.
  private enum Offset {
    static let id = CatalogRecord.hotHead
    static let company = id + 8
    static let nameKey = company + 8
    static let nextTaskDue = nameKey + 8
    static let budget = nextTaskDue + 8
    static let reworkDue = budget + 8
    static let place = reworkDue + 8
    static let manager = place + 8
    static let endDate = manager + 8
    static let kind = endDate + 4
    static let flags = kind + 1
    static let currency = flags + 2
    static let gaps = currency + 3
    static let tasks = gaps + 1
    static let rework = tasks + 4
    static let rest = rework + 1
  }

  /// Offsets of the cold numbers.
  private enum Cold {
    static let times = CatalogRecord.coldHead
    static let revision = times + 40
    static let texts = revision + 8
  }

  struct Flags: OptionSet {
    let rawValue: UInt16
    static let deleted = Flags(rawValue: 1)
    static let budget = Flags(rawValue: 2)
    static let chain = Flags(rawValue: 4)
    static let previous = Flags(rawValue: 8)
    static let next = Flags(rawValue: 16)
    static let endDate = Flags(rawValue: 32)
    static let shortfalls = Flags(rawValue: 64)
    static let currency = Flags(rawValue: 128)
    static let blocked = Flags(rawValue: 256)
    static let invoiceRequested = Flags(rawValue: 512)
    static let pending = Flags(rawValue: 1024)
    static let reconciled = Flags(rawValue: 2048)
    static let process = Flags(rawValue: 4096)
    static let notReminded = Flags(rawValue: 8192)
    static let notNamedAsPart = Flags(rawValue: 16384)
  }

  /// Stands for a missing time.
  private static var noTime: Int64 { Int64.min }

  // MARK: Writing

  /// Both parts of a deal's record.
  fileprivate static func joined(_ deal: DealRecord, _ file: FileStamp) -> [UInt8] {
    var writer = RecordWriter(file, name: deal.name, company: deal.company.bits)
    append(numbersOf: deal, to: &writer.hot)
    writer.hot.append(deal.manager.text)
    if let chain = deal.chain {
      writer.hot.append(chain.id.bits)
      writer.hot.append(Int64(chain.part))
      writer.hot.append(chain.total.minorUnits)
      writer.hot.append(chain.previous?.bits ?? 0)
      writer.hot.append(chain.next?.bits ?? 0)
    }
    // The first one is `nextTaskDue`.
    for task in deal.openTasks.dropFirst() { writer.hot.append(task.due.secondsSinceEpoch) }
    writer.hot.append(count: deal.contacts.count)
    for contact in deal.contacts {
      writer.hot.append(contact.contact.bits)
      writer.hot.append(UInt8(Role.allCases.firstIndex(of: contact.role) ?? 0))
    }
    writer.hot.append(count: deal.shortfalls.count)
    for shortfall in deal.shortfalls { append(shortfall, to: &writer.hot) }
    append(coldOf: deal, to: &writer.cold)
    return writer.joined
  }

  private static func append(numbersOf deal: DealRecord, to writer: inout ByteWriter) {
    var flags: Flags = []
    if deal.isDeleted { flags.insert(.deleted) }
    if deal.budget != nil { flags.insert(.budget) }
    if deal.chain != nil { flags.insert(.chain) }
    if deal.chain?.previous != nil { flags.insert(.previous) }
    if deal.chain?.next != nil { flags.insert(.next) }
    if deal.endDate != nil { flags.insert(.endDate) }
    if deal.currency != nil { flags.insert(.currency) }
    if !deal.shortfalls.isEmpty { flags.insert(.shortfalls) }
    if deal.isBlocked { flags.insert(.blocked) }
    if deal.isInvoiceRequested { flags.insert(.invoiceRequested) }
    if deal.isPending { flags.insert(.pending) }
    if deal.isReconciled { flags.insert(.reconciled) }
    if deal.hasProcessTasks { flags.insert(.process) }
    if !deal.meetingsNotReminded.isEmpty { flags.insert(.notReminded) }
    if !deal.isNamedAsPart { flags.insert(.notNamedAsPart) }
    writer.append(deal.id.bits)
    writer.append(deal.company.bits)
    writer.append(deal.nameKey.bits)
    writer.append(deal.nextTaskDue?.secondsSinceEpoch ?? noTime)
    writer.append(deal.budget?.minorUnits ?? 0)
    writer.append(deal.reworkDue?.secondsSinceEpoch ?? noTime)
    writer.append(deal.placeKey.bits)
    writer.append(deal.managerKey.bits)
    writer.append(deal.endDate?.daysSinceEpoch ?? 0)
    writer.append(UInt8(Stage.Kind.allCases.firstIndex(of: deal.kind) ?? 0))
    writer.append(flags.rawValue)
    let currency = (deal.budget ?? deal.chain?.total)?.currency ?? deal.currency ?? .rub
    writer.append(raw: currency.code.utf8)
    writer.append(deal.closingGaps.rawValue)
    writer.append(UInt32(clamping: deal.openTaskCount))
    let rework = deal.reworkState.flatMap { Rework.State.allCases.firstIndex(of: $0) }
    writer.append(UInt8(rework.map { $0 + 1 } ?? 0))
  }

  private static func append(coldOf deal: DealRecord, to writer: inout ByteWriter) {
    for time in [
      deal.createdAt, deal.updatedAt, deal.stageEnteredAt, deal.noTaskSince, deal.workedAt,
    ] {
      writer.append(time?.secondsSinceEpoch ?? noTime)
    }
    writer.append(Int64(deal.revision))
    for text in [deal.name, deal.pipeline.text, deal.stage.text, deal.author.text] {
      writer.append(text)
    }
    writer.append(count: deal.spokeWith == nil ? 0 : 1)
    for text in [
      deal.spokeWith?.name, deal.spokeWith?.position, deal.package, deal.lostReason,
      deal.noNextReason,
    ] { writer.append(optional: text) }
    writer.append(deal.origin)
    append(deal.openTasks, to: &writer)
    writer.append(deal.facts)
    writer.append(deal.fields)
    writer.append(count: deal.blockedSteps.count)
    for step in deal.blockedSteps {
      for text in [step.rule, step.step, step.why.ru, step.why.en] { writer.append(text) }
    }
    writer.append(count: deal.helpers.count)
    for helper in deal.helpers { writer.append(helper.text) }
    append(deal.processTasks, to: &writer)
    append(deal.meetingsNotReminded, to: &writer)
    append(deal.participations, to: &writer)
  }

  private static func append(_ shortfall: StageShortfall, to writer: inout ByteWriter) {
    writer.append(shortfall.stage.text)
    switch shortfall.problem {
    case .commentMissing: writer.append(count: 0)
    case .commentThin: writer.append(count: 1)
    case .reportMissing(let sections):
      writer.append(count: sections.count + 2)
      for section in sections { writer.append(section) }
    }
  }

  // MARK: Hot

  var flags: Flags { Flags(rawValue: view.integer(Offset.flags)) }

  var id: DealID { Identifier(stored: view.integer(Offset.id)) }
  var company: CompanyID { Identifier(stored: view.integer(Offset.company)) }
  var nameKey: NameKey { NameKey(bits: view.integer(Offset.nameKey)) }
  var nextTaskDue: Instant? { view.time(Offset.nextTaskDue) }
  var placeKey: NameKey { NameKey(bits: view.integer(Offset.place)) }
  var managerKey: NameKey { NameKey(bits: view.integer(Offset.manager)) }
  var openTaskCount: Int { Int(view.integer(Offset.tasks, as: UInt32.self)) }
  var closingGaps: ClosingGaps { ClosingGaps(rawValue: view.integer(Offset.gaps)) }
  var reworkDue: Instant? { view.time(Offset.reworkDue) }

  var reworkState: Rework.State? {
    let index = Int(view.integer(Offset.rework, as: UInt8.self)) - 1
    return Rework.State.allCases.indices.contains(index) ? Rework.State.allCases[index] : nil
  }

  var manager: Login {
    var cursor = ByteCursor(view, at: Offset.rest)
    return Login(stored: cursor.text())
  }

  private var afterManager: ByteCursor {
    var cursor = ByteCursor(view, at: Offset.rest)
    cursor.skipText()
    return cursor
  }

  var isDeleted: Bool { flags.contains(.deleted) }
  var isNamedAsPart: Bool { !flags.contains(.notNamedAsPart) }

  var kind: Stage.Kind {
    // As `allCases` has them, which would be an array made for every question.
    switch view.integer(Offset.kind, as: UInt8.self) {
    case 1: .won
    case 2: .lost
    default: .open
    }
  }

  var endDate: Day? {
    guard flags.contains(.endDate) else { return nil }
    return Day(daysSinceEpoch: Int(view.integer(Offset.endDate, as: Int32.self)))
  }

  var currency: Currency? { flags.contains(.currency) ? sumCurrency : nil }

  private var sumCurrency: Currency { view.currency(Offset.currency) }

  var budget: Money? {
    guard flags.contains(.budget) else { return nil }
    return Money(minorUnits: view.integer(Offset.budget), currency: sumCurrency)
  }

  var chain: ChainLink? {
    let flags = flags
    guard flags.contains(.chain) else { return nil }
    let start = afterManager.offset
    return ChainLink(
      id: Identifier(stored: view.integer(start)),
      part: Int(view.integer(start + 8, as: Int64.self)),
      total: Money(minorUnits: view.integer(start + 16), currency: sumCurrency),
      previous: flags.contains(.previous) ? Identifier(stored: view.integer(start + 24)) : nil,
      next: flags.contains(.next) ? Identifier(stored: view.integer(start + 32)) : nil)
  }

  private var afterChain: ByteCursor {
    var cursor = afterManager
    if flags.contains(.chain) { cursor.skip(40) }
    return cursor
  }

  var openTaskDues: [Instant] {
    var cursor = afterChain
    guard let next = nextTaskDue else { return [] }
    return [next]
      + cursor.list(count: openTaskCount - 1) {
        Instant(secondsSinceEpoch: $0.integer()) ?? .first
      }
  }

  private var afterTasks: ByteCursor {
    var cursor = afterChain
    cursor.skip(8 * max(openTaskCount - 1, 0))
    return cursor
  }

  var contacts: [DealContact] {
    var cursor = afterTasks
    return cursor.list { cursor in
      let id = ContactID(stored: cursor.integer())
      let role = Int(cursor.integer(UInt8.self))
      return DealContact(
        contact: id, role: Role.allCases.indices.contains(role) ? Role.allCases[role] : .other)
    }
  }

  var shortfalls: [StageShortfall] {
    guard flags.contains(.shortfalls) else { return [] }
    var cursor = afterTasks
    let contacts = cursor.count()
    cursor.skip(9 * contacts)
    return cursor.list { Self.shortfall(&$0) }
  }

  private static func shortfall(_ cursor: inout ByteCursor) -> StageShortfall {
    let stage = StageID(cursor.text())
    let problem: StageShortfall.Problem =
      switch cursor.count() {
      case 0: .commentMissing
      case 1: .commentThin
      case let count: .reportMissing(sections: cursor.list(count: count - 2) { $0.text() })
      }
    return StageShortfall(stage: stage, problem: problem)
  }

  // MARK: Cold

  private var cold: ByteView { CatalogRecord.cold(of: view) }

  var rank: Int? { CatalogRecord.rank(of: view) }

  var createdAt: Instant? { cold.time(Cold.times) }
  var updatedAt: Instant? { cold.time(Cold.times + 8) }
  var stageEnteredAt: Instant? { cold.time(Cold.times + 16) }
  var noTaskSince: Instant? { cold.time(Cold.times + 24) }
  var workedAt: Instant? { cold.time(Cold.times + 32) }
  var revision: Int { Int(cold.integer(Cold.revision, as: Int64.self)) }

  /// Texts that are always there, in their order.
  private enum Text: Int {
    case name, pipeline, stage, author, end
  }

  private func cursor(at text: Text) -> ByteCursor {
    var cursor = ByteCursor(cold, at: Cold.texts)
    for _ in 0..<text.rawValue { cursor.skipText() }
    return cursor
  }

  private func text(_ text: Text) -> String {
    var cursor = cursor(at: text)
    return cursor.text()
  }

  var name: String { text(.name) }
  var pipeline: PipelineID { PipelineID(text(.pipeline)) }
  var stage: StageID { StageID(text(.stage)) }
  var author: Login { Login(stored: text(.author)) }

  /// Texts that may be missing, in their order.
  private enum OptionalText: Int {
    case spokeName, spokePosition, package, lostReason, noNextReason, originSystem, originID, end
  }

  private func cursor(at text: OptionalText) -> ByteCursor {
    var cursor = cursor(at: .end as Text)
    _ = cursor.count()
    for _ in 0..<text.rawValue { cursor.skipOptionalText() }
    return cursor
  }

  private func text(_ text: OptionalText) -> String? {
    var cursor = cursor(at: text)
    return cursor.optionalText()
  }

  var package: String? { text(.package) }
  var lostReason: String? { text(.lostReason) }
  var noNextReason: String? { text(.noNextReason) }

  var spokeWith: SpokenPerson? {
    var cursor = cursor(at: .end as Text)
    guard cursor.count() > 0 else { return nil }
    return SpokenPerson(name: text(.spokeName), position: text(.spokePosition))
  }

  var origin: Origin? {
    var cursor = cursor(at: .originSystem)
    return cursor.origin()
  }

  func openTasks(_ cursor: inout ByteCursor) -> [DealRecord.OpenTask] {
    cursor.list { cursor in
      let number = Int(cursor.integer(Int64.self))
      let due = Instant(secondsSinceEpoch: cursor.integer(Int64.self)) ?? .first
      return DealRecord.OpenTask(number: number, action: cursor.text(), due: due)
    }
  }

  var openTasks: [DealRecord.OpenTask] {
    var cursor = cursor(at: .end as OptionalText)
    return openTasks(&cursor)
  }

  private var afterOpenTasks: ByteCursor {
    var cursor = cursor(at: .end as OptionalText)
    for _ in 0..<cursor.count() {
      cursor.skip(16)
      cursor.skipText()
    }
    return cursor
  }

  /// In front of the department's own fields.
  var afterFacts: ByteCursor {
    var cursor = afterOpenTasks
    _ = cursor.fields()
    return cursor
  }

  var facts: [String: Value] {
    var cursor = afterOpenTasks
    return cursor.fields()
  }

  func fact(_ key: String) -> Value? {
    var cursor = afterOpenTasks
    return cursor.field(key)
  }
}

extension Deal {
  package func cataloged(_ pipelines: [PipelineID: Pipeline], _ file: FileStamp) -> [UInt8] {
    CatalogDeal.joined(DealRecord(self, pipeline: pipelines[pipeline]), file)
  }

  package static func ownFields(in record: CatalogRecord) -> [String: Value] {
    CatalogDeal(record).fields
  }
}
