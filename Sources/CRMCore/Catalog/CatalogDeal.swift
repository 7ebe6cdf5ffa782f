import CRMModel

/// A deal's facts as they lie in the catalog; each is read when it is asked for.
///
/// Layout: fixed numbers first, then what every audit reads, then what only lists read.
struct CatalogDeal: DealFacts {
  private let view: ByteView

  init(_ view: ByteView) { self.view = view }

  /// Offsets of the fixed numbers.
  private enum Offset {
    static let id = 0
    static let company = 8
    static let nameKey = 16
    static let nextTaskDue = 24
    static let budget = 32
    static let chainID = 40
    static let chainTotal = 48
    static let createdAt = 56
    static let updatedAt = 64
    static let stageEnteredAt = 72
    static let noTaskSince = 80
    static let previous = 88
    static let next = 96
    static let endDate = 104
    static let revision = 108
    static let part = 112
    static let cold = 116
    static let taskCount = 120
    static let contactCount = 122
    static let shortfallCount = 124
    static let kind = 126
    static let flags = 127
    static let hot = 128
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

  static func encoded(_ deal: DealRecord) -> [UInt8] {
    var writer = ByteWriter()
    var flags: Flags = []
    if deal.isDeleted { flags.insert(.deleted) }
    if deal.budget != nil { flags.insert(.budget) }
    if deal.chain != nil { flags.insert(.chain) }
    if deal.chain?.previous != nil { flags.insert(.previous) }
    if deal.chain?.next != nil { flags.insert(.next) }
    if deal.endDate != nil { flags.insert(.endDate) }
    let times = [deal.createdAt, deal.updatedAt, deal.stageEnteredAt, deal.noTaskSince]
    writer.append(deal.id.bits)
    writer.append(deal.company.bits)
    writer.append(deal.nameKey.bits)
    writer.append(deal.nextTaskDue?.secondsSinceEpoch ?? noTime)
    writer.append(deal.budget?.minorUnits ?? 0)
    writer.append(deal.chain?.id.bits ?? 0)
    writer.append(deal.chain?.total.minorUnits ?? 0)
    for time in times { writer.append(time?.secondsSinceEpoch ?? noTime) }
    writer.append(deal.chain?.previous?.bits ?? 0)
    writer.append(deal.chain?.next?.bits ?? 0)
    writer.append(deal.endDate?.daysSinceEpoch ?? 0)
    writer.append(UInt32(clamping: deal.revision))
    writer.append(UInt32(clamping: deal.chain?.part ?? 0))
    writer.append(UInt32(0))
    let tasks = deal.openTasks.prefix(Int(UInt16.max))
    let contacts = deal.contacts.prefix(Int(UInt16.max))
    writer.append(UInt16(tasks.count))
    writer.append(UInt16(contacts.count))
    writer.append(UInt16(clamping: deal.shortfalls.count))
    writer.append(UInt8(Stage.Kind.allCases.firstIndex(of: deal.kind) ?? 0))
    writer.append(flags.rawValue)

    writer.appendShort(deal.pipeline.text)
    writer.appendShort(deal.stage.text)
    writer.appendShort(deal.manager.text)
    for contact in contacts {
      writer.append(contact.contact.bits)
      writer.append(UInt8(Role.allCases.firstIndex(of: contact.role) ?? 0))
    }
    for shortfall in deal.shortfalls.prefix(Int(UInt16.max)) { append(shortfall, to: &writer) }
    for task in tasks {
      writer.append(UInt64(bitPattern: Int64(task.number)))
      writer.append(task.due.secondsSinceEpoch)
      writer.appendShort(task.action)
    }

    writer.set(UInt32(clamping: writer.bytes.count), at: Offset.cold)
    for text in [
      deal.name, (deal.budget ?? deal.chain?.total)?.currency.code, deal.author.text, deal.package,
      deal.lostReason, deal.spokeWith?.name, deal.spokeWith?.position, deal.noNextReason,
      deal.origin?.system, deal.origin?.id,
    ] { writer.append(text) }
    writer.append(UInt8(deal.spokeWith == nil ? 0 : 1))
    writer.append(UInt32(clamping: deal.fields.count))
    for (key, value) in deal.fields.sorted(by: { $0.key < $1.key }) {
      writer.append(key)
      writer.append(value)
    }
    return writer.bytes
  }

  private static func append(_ shortfall: StageShortfall, to writer: inout ByteWriter) {
    writer.appendShort(shortfall.stage.text)
    switch shortfall.problem {
    case .commentMissing: writer.append(UInt16(0xFFFF))
    case .commentThin: writer.append(UInt16(0xFFFE))
    case .reportMissing(let sections):
      let sections = sections.prefix(1_000)
      writer.append(UInt16(sections.count))
      for section in sections { writer.appendShort(section) }
    }
  }

  // MARK: Fixed numbers

  private var flags: Flags { Flags(rawValue: view.integer(Offset.flags)) }

  private func time(_ offset: Int) -> Instant? {
    let seconds = view.integer(offset, as: Int64.self)
    return seconds == Self.noTime ? nil : Instant(secondsSinceEpoch: seconds)
  }

  private func identifier<Subject>(_ offset: Int) -> Identifier<Subject> {
    Identifier(bits: view.integer(offset, as: UInt64.self) & 0xFF_FFFF_FFFF) ?? .zero
  }

  var id: DealID { identifier(Offset.id) }
  var company: CompanyID { identifier(Offset.company) }
  var nameKey: NameKey { NameKey(bits: view.integer(Offset.nameKey)) }
  var nextTaskDue: Instant? { time(Offset.nextTaskDue) }
  var createdAt: Instant? { time(Offset.createdAt) }
  var updatedAt: Instant? { time(Offset.updatedAt) }
  var stageEnteredAt: Instant? { time(Offset.stageEnteredAt) }
  var noTaskSince: Instant? { time(Offset.noTaskSince) }
  var revision: Int { Int(view.integer(Offset.revision, as: UInt32.self)) }
  var isDeleted: Bool { flags.contains(.deleted) }

  var kind: Stage.Kind {
    let index = Int(view.integer(Offset.kind, as: UInt8.self))
    return Stage.Kind.allCases.indices.contains(index) ? Stage.Kind.allCases[index] : .open
  }

  var endDate: Day? {
    guard flags.contains(.endDate) else { return nil }
    return Day(daysSinceEpoch: Int(view.integer(Offset.endDate, as: Int32.self)))
  }

  var budget: Money? {
    guard flags.contains(.budget) else { return nil }
    return Money(minorUnits: view.integer(Offset.budget), currency: currency)
  }

  var chain: ChainLink? {
    let flags = flags
    guard flags.contains(.chain) else { return nil }
    return ChainLink(
      id: identifier(Offset.chainID), part: Int(view.integer(Offset.part, as: UInt32.self)),
      total: Money(minorUnits: view.integer(Offset.chainTotal), currency: currency),
      previous: flags.contains(.previous) ? identifier(Offset.previous) : nil,
      next: flags.contains(.next) ? identifier(Offset.next) : nil)
  }

  // MARK: What every audit reads

  private var hot: ByteCursor { ByteCursor(view, at: Offset.hot) }

  var pipeline: PipelineID {
    var cursor = hot
    return PipelineID(cursor.short())
  }

  var stage: StageID {
    var cursor = hot
    cursor.skipShort()
    return StageID(cursor.short())
  }

  var manager: Login {
    var cursor = hot
    cursor.skipShort()
    cursor.skipShort()
    return Login(stored: cursor.short())
  }

  private var afterNames: ByteCursor {
    var cursor = hot
    for _ in 0..<3 { cursor.skipShort() }
    return cursor
  }

  private func count(_ offset: Int) -> Int { Int(view.integer(offset, as: UInt16.self)) }

  var contacts: [DealContact] {
    var cursor = afterNames
    return (0..<count(Offset.contactCount)).map { _ in
      let bits = cursor.integer(UInt64.self) & 0xFF_FFFF_FFFF
      let role = Int(cursor.integer(UInt8.self))
      return DealContact(
        contact: Identifier(bits: bits) ?? .zero,
        role: Role.allCases.indices.contains(role) ? Role.allCases[role] : .other)
    }
  }

  private var afterContacts: ByteCursor {
    ByteCursor(view, at: afterNames.offset + 9 * count(Offset.contactCount))
  }

  private func shortfalls(_ cursor: inout ByteCursor) -> [StageShortfall] {
    (0..<count(Offset.shortfallCount)).map { _ in
      let stage = StageID(cursor.short())
      let sections = cursor.integer(UInt16.self)
      switch sections {
      case 0xFFFF: return StageShortfall(stage: stage, problem: .commentMissing)
      case 0xFFFE: return StageShortfall(stage: stage, problem: .commentThin)
      default:
        let names = (0..<min(Int(sections), 1_000)).map { _ in cursor.short() }
        return StageShortfall(stage: stage, problem: .reportMissing(sections: names))
      }
    }
  }

  var shortfalls: [StageShortfall] {
    guard count(Offset.shortfallCount) > 0 else { return [] }
    var cursor = afterContacts
    return shortfalls(&cursor)
  }

  var openTasks: [DealRecord.OpenTask] {
    guard count(Offset.taskCount) > 0 else { return [] }
    var cursor = afterContacts
    _ = shortfalls(&cursor)
    return (0..<count(Offset.taskCount)).map { _ in
      let number = Int(Int64(bitPattern: cursor.integer(UInt64.self)))
      let due = Instant(secondsSinceEpoch: cursor.integer(Int64.self)) ?? .first
      return DealRecord.OpenTask(number: number, action: cursor.short(), due: due)
    }
  }

  // MARK: What lists read

  private enum Cold: Int {
    case name, currency, author, package, lostReason, spokeName, spokePosition, noNextReason
    case originSystem, originID, end
  }

  private func cold(_ field: Cold) -> ByteCursor {
    var cursor = ByteCursor(view, at: Int(view.integer(Offset.cold, as: UInt32.self)))
    for _ in 0..<field.rawValue { cursor.skipText() }
    return cursor
  }

  private func text(_ field: Cold) -> String? {
    var cursor = cold(field)
    return cursor.text()
  }

  private var currency: Currency { text(.currency).flatMap(Currency.init(code:)) ?? .rub }

  var name: String { text(.name) ?? "" }
  var author: Login { Login(stored: text(.author) ?? "") }
  var package: String? { text(.package) }
  var lostReason: String? { text(.lostReason) }
  var noNextReason: String? { text(.noNextReason) }

  var spokeWith: SpokenPerson? {
    var cursor = cold(.end)
    guard cursor.integer(UInt8.self) == 1 else { return nil }
    return SpokenPerson(name: text(.spokeName), position: text(.spokePosition))
  }

  var origin: Origin? {
    guard let system = text(.originSystem), let id = text(.originID) else { return nil }
    return Origin(system: system, id: id)
  }

  var fields: [String: String] {
    var cursor = cold(.end)
    _ = cursor.integer(UInt8.self)
    let count = min(Int(cursor.integer(UInt32.self)), view.count)
    var fields: [String: String] = [:]
    for _ in 0..<count {
      guard let key = cursor.text(), let value = cursor.text() else { break }
      fields[key] = value
    }
    return fields
  }
}

extension Identifier {
  /// What a damaged catalog names.
  static var zero: Identifier {
    guard let zero = Identifier(bits: 0) else {
      // Zero is below 2⁴⁰.
      fatalError("zero is no identifier")
    }
    return zero
  }
}
