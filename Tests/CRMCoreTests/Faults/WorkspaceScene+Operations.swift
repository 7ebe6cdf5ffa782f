import CRMModel
import XCTest

@testable import CRMCore

extension WorkspaceScene {
  /// What a day consists of.
  enum Operation: String {
    case addCompany, addDeal, walk, addSecondDeal, comment, move, splitPayment, lastPayment, batch
    case lose, importFile, restore, undo, redo
  }

  /// Does an operation as the command of that name does.
  func perform(_ operation: Operation) throws(CRMError) {
    switch operation {
    case .addCompany: try write(addCompany)
    case .addDeal, .addSecondDeal: try write(addDeal)
    case .walk: try write(walk)
    case .comment: try write(comment)
    case .move:
      try write { (transaction) throws(CRMError) in
        try move(transaction, "Бар Ёлки", to: "call")
      }
    case .splitPayment: try write { (one) throws(CRMError) in try pay(one, total: 6_000_000) }
    case .lastPayment: try write { (one) throws(CRMError) in try pay(one, total: nil) }
    case .batch:
      try write { (transaction) throws(CRMError) in
        try addCompany(transaction)
        try comment(transaction)
        try pay(transaction, total: 6_000_000)
      }
    case .lose: try write(lose)
    case .importFile: try write(importFile)
    case .restore: try restore()
    case .undo: try turn(.undo)
    case .redo: try turn(.redo)
    }
  }

  /// Restores a backup that lacks the newest deal and has other settings.
  private func restore() throws(CRMError) {
    let files = try workspace().read { (snapshot) throws(CRMError) in
      var files: [String: [UInt8]] = [:]
      try fromStore(
        try snapshot.reader.forEachKept { (path, bytes) throws(StoreError) in files[path] = bytes })
      return files
    }
    let deals = files.keys.filter { $0.hasPrefix("deals/") }.sorted()
    var archive: [UInt8] = []
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where path != deals.last {
      archive += Tar.file(path, path == "settings.json" ? bytes + [0x0A] : bytes, at: .first)
    }
    let backup = try Backup(archive: archive + Tar.end)
    _ = try workspace().restore(
      backup, now: { _ in now }, user: Self.user, enteredBy: Self.user, command: ["restore"],
      isDryRun: false)
  }

  private func addCompany(_ transaction: Transaction) throws(CRMError) {
    var fields = CardEdit<Company>()
    fields.set(.phone, "+74951234567")
    fields.set(.address, "Москва, Тверская, 1")
    let company = fields.add(
      id: try transaction.newIdentifier(Company.self), name: "Бар Ёлки", in: transaction.context)
    try transaction.put(company)
    var person = CardEdit<Contact>()
    person.set(.phone, "+79160001122")
    person.set(.email, "anna@elki.example")
    person.set(.position, "управляющая")
    person.set(.role, .text(Role.decisionMaker.rawValue))
    try transaction.put(
      person.add(
        id: try transaction.newIdentifier(Contact.self), company: company.id,
        name: "Петрова Анна Сергеевна", in: transaction.context))
  }

  private func addDeal(_ transaction: Transaction) throws(CRMError) {
    let company = try transaction.company("Бар Ёлки")
    var contacts: [Contact] = []
    for record in try transaction.index().contacts(of: company.id) {
      contacts.append(try transaction.get(record.id))
    }
    var action = AddDeal(id: try transaction.newIdentifier(Deal.self))
    action.next = NextTask(action: "Встреча", due: tomorrow(transaction))
    let pipeline = try transaction.pipeline(named: "ads")
    let outcome = try CRMError.refusing { () throws(Refusal) in
      try action.apply(
        company: company, contacts: contacts, pipeline: pipeline, in: transaction.context)
    }
    try transaction.put(outcome.deal)
  }

  /// Walks the only deal to the last open stage.
  private func walk(_ transaction: Transaction) throws(CRMError) {
    for stage in ["call", "decision-maker", "meeting", "proposal", "contract"] {
      try move(transaction, "Бар Ёлки", to: stage)
    }
    var deal = try transaction.deal("Бар Ёлки")
    let name = FieldChange("name", old: deal.name, new: "Бар")
    deal.name = "Бар"
    deal.history.append(
      Event(
        at: transaction.context.now, recorded: transaction.context.now, by: Self.user,
        operation: transaction.context.operation, kind: .edited(name, reason: nil)))
    try transaction.put(deal)
  }

  private func move(
    _ transaction: Transaction, _ name: String, to stage: String
  ) throws(CRMError) {
    let subject = try transaction.dealCase(transaction.deal(name))
    var action = MoveDeal(to: StageID(stage))
    action.comment = Self.talk
    action.report =
      subject.pipeline.stage(action.stage)?.template?.sections.filter(\.isRequired).map {
        ReportEntry(section: $0.id, text: "Обсудили с управляющей")
      } ?? []
    if stage == "proposal" { action.budget = Money(minorUnits: 6_000_000, currency: .rub) }
    action.result = "Договорились"
    action.next = NextTask(action: "Встреча", due: tomorrow(transaction))
    let outcome = try CRMError.refusing { () throws(Refusal) in
      try action.apply(to: subject, in: transaction.context)
    }
    try transaction.put(outcome.deal)
  }

  private func comment(_ transaction: Transaction) throws(CRMError) {
    let subject = try transaction.dealCase(transaction.deal("Бар"))
    var action = AddComment()
    action.text = Self.talk
    let outcome = try CRMError.refusing { () throws(Refusal) in
      try action.apply(to: subject, in: transaction.context)
    }
    try transaction.put(outcome.deal)
  }

  private func pay(_ transaction: Transaction, total: Int64?) throws(CRMError) {
    let name = total == nil ? "Бар Ёлки (доплата)" : "Бар"
    let subject = try transaction.dealCase(transaction.deal(name))
    var action = SplitPayment(
      paid: Money(minorUnits: total == nil ? 4_000_000 : 2_000_000, currency: .rub),
      nextID: try transaction.newIdentifier(Deal.self))
    action.total = total.map { Money(minorUnits: $0, currency: .rub) }
    action.package = "Стандарт"
    action.endDate = Day(year: 2027, month: 1, day: 31)
    if total != nil {
      action.next = NextTask(action: "Проверить оплату", due: tomorrow(transaction))
    }
    let result = try CRMError.refusing { () throws(Refusal) in
      try action.apply(to: subject, in: transaction.context)
    }
    for deal in result.others + [result.paid] + [result.next].compactMap({ $0 }) {
      try transaction.put(deal)
    }
  }

  private func lose(_ transaction: Transaction) throws(CRMError) {
    try move(transaction, "Бар Ёлки", to: "call")
    let subject = try transaction.dealCase(transaction.deal("Бар Ёлки"))
    var action = CloseDeal(as: .lost)
    action.fields.lossReason = "Дорого"
    action.fields.spokeWith = "Орлов Петр"
    action.fields.position = "владелец"
    action.comment = Self.talk
    let outcome = try CRMError.refusing { () throws(Refusal) in
      try action.apply(to: subject, in: transaction.context)
    }
    try transaction.put(outcome.deal)
  }

  private func importFile(_ transaction: Transaction) throws(CRMError) {
    let rows = ["101", "102", "103"].map {
      AmoCRMExport.row($0, ["Компания": "Кафе \($0)", "utm_source": "yandex", "Теги": "vip"])
    }
    do {
      let file = try ExportedDeals(ImportTable(bytes: AmoCRMExport(rows: rows).bytes))
      guard case .done = try file.run(in: transaction, ImportOptions(creates: true)) else {
        return XCTFail("the import's proposal was not accepted")
      }
    } catch let error as CRMError {
      throw error
    } catch {
      XCTFail("\(error)")
    }
  }

  private func tomorrow(_ transaction: Transaction) -> Instant? {
    transaction.context.now.adding(seconds: 86_400)
  }
}
