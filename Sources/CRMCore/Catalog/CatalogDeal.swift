import CRMModel

/// A deal's facts as they lie in the catalog; each is read when it is asked for.
///
/// Layout: fixed numbers, then what every audit reads; what only lists read is in the cold part.
struct CatalogDeal: DealFacts {
  private let view: ByteView

  init(_ record: CatalogRecord) { view = record.hot }

  /// Offsets of the fixed numbers.
  private enum Offset {
    static let id = CatalogRecord.hotHead
    static let company = id + 8
    static let nameKey = company + 8
    static let nextTaskDue = nameKey + 8
    static let budget = nextTaskDue + 8
    static let times = budget + 8
    static let chain = times + 40
    static let revision = chain + 40
    static let endDate = revision + 8
    static let kind = endDate + 4
    static let flags = kind + 1
    static let currency = flags + 1
    static let rework = currency + 3
    static let hot = rework + 1
  }

  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let deleted = Flags(rawValue: 1)
    static let budget = Flags(rawValue: 2)
    static let chain = Flags(rawValue: 4)
    static let previous = Flags(rawValue: 8)
    static let next = Flags(rawValue: 16)
    static let endDate = Flags(rawValue: 32)
  }

  /// Stands for a missing time.
  private static var noTime: Int64 { Int64.min }

  // MARK: Writing

  /// Both parts of a deal's record.
  static func joined(_ deal: DealRecord, _ file: FileStamp) -> [UInt8] {
    var writer = RecordWriter(file, name: deal.name, company: deal.company.bits)
    append(numbersOf: deal, to: &writer.hot)
    writer.hot.append(deal.pipeline.text)
    writer.hot.append(deal.stage.text)
    writer.hot.append(deal.manager.text)
    writer.hot.append(count: deal.contacts.count)
    for contact in deal.contacts {
      writer.hot.append(contact.contact.bits)
      writer.hot.append(UInt8(Role.allCases.firstIndex(of: contact.role) ?? 0))
    }
    writer.hot.append(count: deal.shortfalls.count)
    for shortfall in deal.shortfalls { append(shortfall, to: &writer.hot) }
    writer.hot.append(count: deal.openTasks.count)
    for task in deal.openTasks {
      writer.hot.append(UInt64(bitPattern: Int64(task.number)))
      writer.hot.append(task.due.secondsSinceEpoch)
      writer.hot.append(task.action)
    }
    writer.cold.append(deal.name)
    writer.cold.append(deal.author.text)
    writer.cold.append(count: deal.spokeWith == nil ? 0 : 1)
    for text in [
      deal.spokeWith?.name, deal.spokeWith?.position, deal.package, deal.lostReason,
      deal.noNextReason, deal.origin?.system, deal.origin?.id,
    ] { writer.cold.append(optional: text) }
    writer.cold.append(count: deal.fields.count)
    let fields = deal.fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (key, value) in fields {
      writer.cold.append(key)
      writer.cold.append(value)
    }
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
    writer.append(deal.id.bits)
    writer.append(deal.company.bits)
    writer.append(deal.nameKey.bits)
    writer.append(deal.nextTaskDue?.secondsSinceEpoch ?? noTime)
    writer.append(deal.budget?.minorUnits ?? 0)
    for time in [
      deal.createdAt, deal.updatedAt, deal.stageEnteredAt, deal.noTaskSince, deal.reworkDue,
    ] {
      writer.append(time?.secondsSinceEpoch ?? noTime)
    }
    writer.append(deal.chain?.id.bits ?? 0)
    writer.append(Int64(deal.chain?.part ?? 0))
    writer.append(deal.chain?.total.minorUnits ?? 0)
    writer.append(deal.chain?.previous?.bits ?? 0)
    writer.append(deal.chain?.next?.bits ?? 0)
    writer.append(Int64(deal.revision))
    writer.append(deal.endDate?.daysSinceEpoch ?? 0)
    writer.append(UInt8(Stage.Kind.allCases.firstIndex(of: deal.kind) ?? 0))
    writer.append(flags.rawValue)
    let currency = (deal.budget ?? deal.chain?.total)?.currency ?? .rub
    writer.append(raw: currency.code.utf8)
    let rework = deal.reworkState.flatMap { Rework.State.allCases.firstIndex(of: $0) }
    writer.append(UInt8(rework.map { $0 + 1 } ?? 0))
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

  // MARK: Fixed numbers

  private var flags: Flags { Flags(rawValue: view.integer(Offset.flags)) }

  private func time(_ offset: Int) -> Instant? {
    let seconds = view.integer(offset, as: Int64.self)
    return seconds == Self.noTime ? nil : Instant(secondsSinceEpoch: seconds)
  }

  private func identifier<Subject>(_ offset: Int) -> Identifier<Subject> {
    Identifier(stored: view.integer(offset))
  }

  var id: DealID { identifier(Offset.id) }
  var company: CompanyID { identifier(Offset.company) }
  var nameKey: NameKey { NameKey(bits: view.integer(Offset.nameKey)) }
  var nextTaskDue: Instant? { time(Offset.nextTaskDue) }
  var createdAt: Instant? { time(Offset.times) }
  var updatedAt: Instant? { time(Offset.times + 8) }
  var stageEnteredAt: Instant? { time(Offset.times + 16) }
  var noTaskSince: Instant? { time(Offset.times + 24) }
  var reworkDue: Instant? { time(Offset.times + 32) }

  var reworkState: Rework.State? {
    let number = Int(view.integer(Offset.rework, as: UInt8.self))
    return Rework.State.allCases.indices.contains(number - 1)
      ? Rework.State.allCases[number - 1] : nil
  }

  var revision: Int { Int(view.integer(Offset.revision, as: Int64.self)) }
  var isDeleted: Bool { flags.contains(.deleted) }

  var kind: Stage.Kind {
    let index = Int(view.integer(Offset.kind, as: UInt8.self))
    return Stage.Kind.allCases.indices.contains(index) ? Stage.Kind.allCases[index] : .open
  }

  var endDate: Day? {
    guard flags.contains(.endDate) else { return nil }
    return Day(daysSinceEpoch: Int(view.integer(Offset.endDate, as: Int32.self)))
  }

  private var currency: Currency {
    Currency(code: view.string(Offset.currency, count: 3)) ?? .rub
  }

  var budget: Money? {
    guard flags.contains(.budget) else { return nil }
    return Money(minorUnits: view.integer(Offset.budget), currency: currency)
  }

  var chain: ChainLink? {
    let flags = flags
    guard flags.contains(.chain) else { return nil }
    return ChainLink(
      id: identifier(Offset.chain), part: Int(view.integer(Offset.chain + 8, as: Int64.self)),
      total: Money(minorUnits: view.integer(Offset.chain + 16), currency: currency),
      previous: flags.contains(.previous) ? identifier(Offset.chain + 24) : nil,
      next: flags.contains(.next) ? identifier(Offset.chain + 32) : nil)
  }

  // MARK: What every audit reads

  var pipeline: PipelineID {
    var cursor = ByteCursor(view, at: Offset.hot)
    return PipelineID(cursor.text())
  }

  var stage: StageID {
    var cursor = ByteCursor(view, at: Offset.hot)
    cursor.skipText()
    return StageID(cursor.text())
  }

  private var afterStage: ByteCursor {
    var cursor = ByteCursor(view, at: Offset.hot)
    cursor.skipText()
    cursor.skipText()
    return cursor
  }

  var manager: Login {
    var cursor = afterStage
    return Login(stored: cursor.text())
  }

  var contacts: [DealContact] {
    var cursor = afterStage
    cursor.skipText()
    return cursor.list { cursor in
      let id = ContactID(stored: cursor.integer())
      let role = Int(cursor.integer(UInt8.self))
      return DealContact(
        contact: id, role: Role.allCases.indices.contains(role) ? Role.allCases[role] : .other)
    }
  }

  private var afterContacts: ByteCursor {
    var cursor = afterStage
    cursor.skipText()
    let count = cursor.count()
    cursor.skip(9 * count)
    return cursor
  }

  private static func shortfall(_ cursor: inout ByteCursor) -> StageShortfall {
    let stage = StageID(cursor.text())
    switch cursor.count() {
    case 0: return StageShortfall(stage: stage, problem: .commentMissing)
    case 1: return StageShortfall(stage: stage, problem: .commentThin)
    case let count:
      let sections = cursor.list(count: count - 2) { $0.text() }
      return StageShortfall(stage: stage, problem: .reportMissing(sections: sections))
    }
  }

  var shortfalls: [StageShortfall] {
    var cursor = afterContacts
    return cursor.list { Self.shortfall(&$0) }
  }

  var openTasks: [DealRecord.OpenTask] {
    var cursor = afterContacts
    _ = cursor.list { Self.shortfall(&$0) }
    return cursor.list { cursor in
      let number = Int(cursor.integer(Int64.self))
      let due = Instant(secondsSinceEpoch: cursor.integer(Int64.self)) ?? .first
      return DealRecord.OpenTask(number: number, action: cursor.text(), due: due)
    }
  }

  // MARK: What lists read

  private var cold: ByteCursor {
    ByteCursor(CatalogRecord.cold(of: view), at: CatalogRecord.coldHead)
  }

  var name: String {
    var cursor = cold
    return cursor.text()
  }

  var author: Login {
    var cursor = cold
    cursor.skipText()
    return Login(stored: cursor.text())
  }

  private enum Cold: Int {
    case spokeName, spokePosition, package, lostReason, noNextReason, originSystem, originID, end
  }

  private func cursor(at field: Cold) -> ByteCursor {
    var cursor = cold
    cursor.skipText()
    cursor.skipText()
    _ = cursor.count()
    for _ in 0..<field.rawValue { cursor.skipOptionalText() }
    return cursor
  }

  private func text(_ field: Cold) -> String? {
    var cursor = cursor(at: field)
    return cursor.optionalText()
  }

  var package: String? { text(.package) }
  var lostReason: String? { text(.lostReason) }
  var noNextReason: String? { text(.noNextReason) }

  var spokeWith: SpokenPerson? {
    var cursor = cold
    cursor.skipText()
    cursor.skipText()
    guard cursor.count() > 0 else { return nil }
    return SpokenPerson(name: text(.spokeName), position: text(.spokePosition))
  }

  var origin: Origin? {
    guard let system = text(.originSystem), let id = text(.originID) else { return nil }
    return Origin(system: system, id: id)
  }

  var fields: [String: String] {
    var cursor = cursor(at: .end)
    let pairs = cursor.list { ($0.text(), $0.text()) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
