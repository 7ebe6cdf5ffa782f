import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// Facts come out of the catalog as they went in.
final class CatalogRecordTests: XCTestCase {
  private var generator = SplitMix64(seed: 17)

  private func text(_ longest: Int = 20) -> String {
    // No "é" of one code point beside that of two: Swift 6.3 puts neither of "e\u{301}1" and "é17"
    // before the other, and a document with both as keys is refused.
    let letters = [
      "а", "Ё", "z", "0", " ", "👩‍👩‍👧‍👦", "e\u{301}", "\u{0}", "\"", "\\", "\n", "\u{202E}",
    ]
    let count = Int.random(in: 0...longest, using: &generator)
    return (0..<count).map { _ in letters.randomElement(using: &generator) ?? "" }.joined()
  }

  private func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? {
    Bool.random(using: &generator) ? value() : nil
  }

  private func number() -> Int64 {
    [.min, .max, 0, -1, 1, 5_500_000].randomElement(using: &generator) ?? 0
  }

  private func identifier<Subject>() -> Identifier<Subject> { Identifier(random: &generator) }

  private func instant() -> Instant {
    [.first, .last, CatalogScene.time("2026-11-20T10:00:00Z")].randomElement(using: &generator)
      ?? .first
  }

  private func event(_ kind: Event.Kind) -> Event {
    Event(
      at: instant(), recorded: instant(), by: Login(stored: text()),
      operation: OperationID(random: &generator), kind: kind,
      isUndone: Bool.random(using: &generator))
  }

  private func fields() -> [String: Value] {
    let count = [0, 0, 1, 3, 300].randomElement(using: &generator) ?? 0
    return Dictionary(
      (0..<count).map { ("\(text(3))\($0)", value($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// One of each type that documents have.
  private func value(_ number: Int) -> Value {
    switch number % 5 {
    case 0: .number(ExactNumber(millionths: Int64.random(in: .min ... .max, using: &generator)))
    case 1: .flag(Bool.random(using: &generator))
    case 2: .texts([text(5), text(5)])
    default: .text("\(number)\(text(5))")
    }
  }

  private func deal() -> Deal {
    var deal = Deal(
      id: identifier(), name: text(), company: identifier(), pipeline: PipelineID(text()),
      stage: StageID(text()), manager: Login(stored: text(2_000)),
      author: Login(stored: text()))
    let currency = Currency(code: ["RUB", "JPY", "XXX"].randomElement(using: &generator) ?? "RUB")
    deal.budget = maybe(Money(minorUnits: number(), currency: currency ?? .rub))
    deal.package = maybe(text())
    deal.endDate = maybe([.first, .last].randomElement(using: &generator) ?? .first)
    deal.lostReason = maybe(text())
    deal.spokeWith = maybe(SpokenPerson(name: maybe(text()), position: maybe(text())))
    deal.contacts = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      DealContact(
        contact: identifier(), role: Role.allCases.randomElement(using: &generator) ?? .other)
    }
    deal.chain = maybe(
      ChainLink(
        id: identifier(), part: Int(number()),
        total: Money(minorUnits: number(), currency: currency ?? .rub),
        previous: maybe(identifier()), next: maybe(identifier())))
    let tasks = [0, 1, 2, 70, 300].randomElement(using: &generator) ?? 0
    deal.tasks = (0..<tasks).map { number in
      var task = Task(
        number: Bool.random(using: &generator) ? number + 1 : Int(self.number()), key: text(),
        kind: Task.Kind.allCases.randomElement(using: &generator) ?? .task, action: text(),
        activity: Activity.allCases.randomElement(using: &generator) ?? .task,
        process: maybe(text()), text: nil, assignee: Login(stored: text()), due: instant(),
        createdAt: instant())
      task.state = Task.State.allCases.randomElement(using: &generator) ?? .open
      return task
    }
    deal.fields = fields()
    deal.origin = maybe(Origin(system: text(), id: text()))
    deal.deletedAt = maybe(instant())
    if Bool.random(using: &generator) {
      deal.history = [
        event(.created(stage: deal.stage)), event(.deleted(reason: text())), event(.restored),
      ]
    }
    return deal
  }

  private func file() -> FileStamp {
    FileStamp(inode: .max, modified: number(), changed: number(), size: number())
  }

  private func record(_ entity: some Document, _ file: FileStamp) throws -> CatalogRecord {
    try XCTUnwrap(Projection(pipelines: [:]).record(of: entity, file))
  }

  func testDealsComeOutAsTheyWentIn() throws {
    for _ in 0..<60 {
      let deal = self.deal()
      let file = self.file()
      let record = try self.record(deal, file)
      assertSame(CatalogDeal(record), DealRecord(deal, pipeline: nil))
      XCTAssertEqual(record.file, file)
      XCTAssertEqual(record.nameKey, NameKey(folded: Folding.fold(deal.name)).bits)
      XCTAssertEqual(record.company, deal.company.bits)
    }
  }

  func testShortfallsComeOutAsTheyWentIn() throws {
    var department = CRMTestSupport.Department()
    for stage in ["in-work", "call", "decision-maker", "meeting", "proposal", "contract"] {
      var subject = try department.deal(at: stage)
      if stage != "in-work" {
        subject.deal.history.removeAll { event in
          if case .commented = event.kind { return true }
          return false
        }
      }
      let wanted = DealRecord(subject.deal, pipeline: subject.pipeline)
      let projection = Projection(pipelines: [subject.pipeline.id: subject.pipeline])
      let record = try XCTUnwrap(projection.record(of: subject.deal))
      assertSame(CatalogDeal(record), wanted)
      if stage == "contract" { XCTAssertGreaterThan(wanted.shortfalls.count, 2) }
    }
  }

  private func assertSame(_ facts: CatalogDeal, _ wanted: DealRecord, line: UInt = #line) {
    XCTAssertEqual(facts.id, wanted.id, line: line)
    XCTAssertEqual(Array(facts.name.utf8), Array(wanted.name.utf8), line: line)
    XCTAssertEqual(facts.nameKey, wanted.nameKey, line: line)
    XCTAssertEqual(facts.company, wanted.company, line: line)
    XCTAssertEqual(facts.pipeline, wanted.pipeline, line: line)
    XCTAssertEqual(facts.stage, wanted.stage, line: line)
    XCTAssertEqual(facts.kind, wanted.kind, line: line)
    XCTAssertEqual(facts.placeKey, wanted.placeKey, line: line)
    XCTAssertEqual(facts.managerKey, wanted.managerKey, line: line)
    XCTAssertEqual(facts.closingGaps, wanted.closingGaps, line: line)
    XCTAssertEqual(facts.openTaskCount, wanted.openTaskCount, line: line)
    XCTAssertEqual(facts.isDeleted, wanted.isDeleted, line: line)
    XCTAssertEqual(facts.manager, wanted.manager, line: line)
    XCTAssertEqual(facts.author, wanted.author, line: line)
    XCTAssertEqual(facts.budget, wanted.budget, line: line)
    XCTAssertEqual(facts.package, wanted.package, line: line)
    XCTAssertEqual(facts.endDate, wanted.endDate, line: line)
    XCTAssertEqual(facts.lostReason, wanted.lostReason, line: line)
    XCTAssertEqual(facts.spokeWith, wanted.spokeWith, line: line)
    XCTAssertEqual(facts.chain, wanted.chain, line: line)
    XCTAssertEqual(facts.isNamedAsPart, wanted.isNamedAsPart, line: line)
    XCTAssertEqual(facts.contacts, wanted.contacts, line: line)
    XCTAssertEqual(facts.fields, wanted.fields, line: line)
    for (id, value) in wanted.fields { XCTAssertEqual(facts.field(id), value, line: line) }
    XCTAssertNil(facts.field("no such field"), line: line)
    XCTAssertEqual(facts.origin, wanted.origin, line: line)
    XCTAssertEqual(facts.revision, wanted.revision, line: line)
    XCTAssertEqual(facts.createdAt, wanted.createdAt, line: line)
    XCTAssertEqual(facts.updatedAt, wanted.updatedAt, line: line)
    XCTAssertEqual(facts.stageEnteredAt, wanted.stageEnteredAt, line: line)
    XCTAssertEqual(facts.openTasks, wanted.openTasks, line: line)
    XCTAssertEqual(facts.openTaskDues, wanted.openTaskDues, line: line)
    XCTAssertEqual(facts.processTasks, wanted.processTasks, line: line)
    XCTAssertEqual(facts.meetingsNotReminded, wanted.meetingsNotReminded, line: line)
    XCTAssertEqual(facts.helpers, wanted.helpers, line: line)
    XCTAssertEqual(facts.nextTaskDue, wanted.nextTaskDue, line: line)
    XCTAssertEqual(facts.noTaskSince, wanted.noTaskSince, line: line)
    XCTAssertEqual(facts.noNextReason, wanted.noNextReason, line: line)
    XCTAssertEqual(facts.shortfalls, wanted.shortfalls, line: line)
  }

  func testCompaniesAndContactsComeOutAsTheyWentIn() throws {
    for _ in 0..<40 {
      var company = Company(id: identifier(), name: text(), manager: Login(stored: text(2_000)))
      company.phone = maybe(try? PhoneNumber(typed: "+74951234567")) ?? nil
      company.address = maybe(text())
      company.tags = maybe([text(), "я"].sorted()) ?? []
      company.fields = fields()
      company.origin = maybe(Origin(system: text(), id: text()))
      company.history = maybe([event(.created(stage: nil))]) ?? []
      company.otherPhones = (maybe(try? [PhoneNumber(typed: "8 495 765-43-21")]) ?? nil) ?? []
      company.merged = maybe([Company(id: identifier(), name: "я", manager: company.manager)]) ?? []
      // What a document can hold: a text of nothing, for one, it does not.
      company = try Company(bytes: company.bytes(keeping: []))
      let facts = CatalogCompany(try record(company, file()))
      let wanted = CompanyRecord(company)
      XCTAssertEqual(facts.record, wanted)
      XCTAssertEqual(facts.id, wanted.id)
      XCTAssertEqual(facts.name, wanted.name)
      XCTAssertEqual(facts.nameKey, wanted.nameKey)
      XCTAssertEqual(facts.oddLetters, wanted.oddLetters)
      XCTAssertEqual(facts.managerKey, wanted.managerKey)
      XCTAssertEqual(facts.manager, wanted.manager)
      XCTAssertEqual(facts.gaps, wanted.gaps)
      XCTAssertEqual(facts.otherNameKeys, wanted.otherNameKeys)
      XCTAssertEqual(facts.createdAt, wanted.createdAt)

      var contact = Contact(
        id: identifier(), company: company.id, name: text(),
        role: Role.allCases.randomElement(using: &generator) ?? .other)
      contact.position = maybe(text())
      contact.email = maybe(try? EmailAddress(parsing: "anna@elki.example")) ?? nil
      contact.fields = fields()
      contact.otherEmails = (maybe(try? [EmailAddress(parsing: "b@elki.example")]) ?? nil) ?? []
      contact.history = maybe([event(.created(stage: nil)), event(.restored)]) ?? []
      contact.merged =
        maybe([Contact(id: identifier(), company: company.id, name: "я", role: .influencer)]) ?? []
      contact = try Contact(bytes: contact.bytes(keeping: []))
      let person = CatalogContact(try record(contact, file()))
      XCTAssertEqual(person.record, ContactRecord(contact))
      XCTAssertEqual(person.id, contact.id)
      XCTAssertEqual(person.company, contact.company)
      XCTAssertEqual(person.name, contact.name)
      XCTAssertEqual(person.gaps, contact.gaps)
      XCTAssertEqual(person.createdAt, contact.createdAt)
    }
  }

  /// R85: an audit judges papers by what the catalog has at hand of them.
  func testPapersComeOutAsTheyWentIn() throws {
    var traits: PaperFacts.Traits = []
    for number in 0..<400 {
      var paper = Paper(id: identifier())
      let type = try XCTUnwrap(PaperType.all.randomElement(using: &generator))
      let state = try XCTUnwrap((type.states + [.cancelled]).randomElement(using: &generator))
      paper.facts = [
        "type": .text(type.id), "state": .text(state.id), "number": .text("№\(number)\(text())"),
        "date": .text("2026-11-20"), "currency": .text(number % 3 == 0 ? "USD" : "RUB"),
        "total": .text(number % 2 == 0 ? "100" : "-7.05"),
        "validUntil": .text("2026-12-1\(number % 10)"),
      ]
      paper.facts["company"] = maybe(.text((identifier() as CompanyID).text))
      paper.facts["deal"] = maybe(.text((identifier() as DealID).text))
      paper.facts["basis"] = maybe(.texts([(identifier() as PaperID).text]))
      paper.facts["lines"] = maybe(.texts(["Печь; 1.5; 40; ; 22; 2", "Ложка; 4; 10; ; 22; x"]))
      paper.facts["schedule"] = maybe(.texts(["40% 2026-11-20", "60% 2026-11-22"]))
      paper.fields = fields()
      paper = try Paper(bytes: paper.bytes(keeping: []))
      let record = try record(paper, file())
      let facts = PaperFacts(judging: paper)
      XCTAssertEqual(CatalogPaper(record).facts, facts)
      XCTAssertEqual(CatalogCard<PaperForm>(record).bare.facts, paper.facts)
      traits.formUnion(facts.traits)
    }
    XCTAssertEqual(traits.rawValue, 511, "every trait was there")
  }

  /// A catalog of another layout is refused by its number alone: whoever changes how a record lies in
  /// the file raises the number, and then the digest here.
  func testALayoutHasItsNumber() throws {
    var company = Company(
      id: CRMTestSupport.Department.identifier(1), name: "Бар", manager: Login(stored: "anna"))
    company.phone = try PhoneNumber(typed: "+74951234567")
    company.tags = ["а"]
    company.fields = ["area": .flag(true)]
    var contact = Contact(
      id: CRMTestSupport.Department.identifier(2), company: company.id, name: "Анна", role: .other)
    contact.email = try EmailAddress(parsing: "anna@elki.example")
    var deal = Deal(
      id: CRMTestSupport.Department.identifier(3), name: "Бар", company: company.id,
      pipeline: PipelineID("ads"), stage: StageID("call"), manager: Login(stored: "anna"),
      author: Login(stored: "boss"))
    deal.budget = Money(minorUnits: 5_500_000, currency: .rub)
    deal.contacts = [DealContact(contact: contact.id, role: .influencer)]
    deal.facts = ["priority": .whole(2)]
    deal.fields = ["area": .text("120")]
    var lead = Lead(id: CRMTestSupport.Department.identifier(4))
    lead.facts = ["name": .text("Анна")]
    lead.merged = [Lead(id: CRMTestSupport.Department.identifier(5))]
    var paper = Paper(id: CRMTestSupport.Department.identifier(6))
    paper.facts = ["type": .text("invoice"), "deal": .text(deal.id.text), "number": .text("1")]
    let bytes = try [
      record(company, .none), record(contact, .none), record(deal, .none), record(lead, .none),
      record(paper, .none),
    ]
    .flatMap(\.joined)
    XCTAssertEqual(CatalogBase.magic, 0x3336_4741_5443_4D52)
    XCTAssertEqual(
      bytes.withUnsafeBytes { Digest.of($0) }, 10_442_682_634_837_814_406,
      "raise CatalogBase.magic too")
  }

  /// The base, the tail and a record made just now say the same.
  func testRecordsKeepTheirFormInBaseAndTail() throws {
    var records: [Kind: [CatalogRecord]] = [:]
    for _ in 0..<60 {
      records[.deal, default: []].append(try record(deal(), file()))
      records[.company, default: []].append(
        try record(Company(id: identifier(), name: text(), manager: Login(stored: text())), file()))
    }
    for kind in Kind.documents { records[kind]?.sort { $0.id < $1.id } }
    let origin = CatalogBase.Origin(epoch: 1, configuration: 2)
    let bytes = base(of: { records[$0] ?? [] })
    let base = try XCTUnwrap(CatalogBase(Bytes(copying: bytes), origin: origin))
    XCTAssertTrue(base.isWhole)
    let other = CatalogBase.Origin(epoch: 1, configuration: 3)
    XCTAssertNil(CatalogBase(Bytes(copying: bytes), origin: other))
    var overlaid = RecordIndex(base: nil)
    for kind in Kind.documents {
      XCTAssertEqual(base.count(kind), records[kind]?.count ?? 0)
      for record in records[kind] ?? [] {
        XCTAssertEqual(base.find(kind, record.id)?.joined, record.joined)
        let entry = CatalogFrame.record(record).encoded
        guard let (frame, end) = ByteView(Bytes(copying: entry)).entry(at: 0),
          case .record(let read) = frame
        else { return XCTFail("an entry does not read what it wrote") }
        XCTAssertEqual(end, entry.count)
        XCTAssertEqual(read.joined, record.joined)
        overlaid.insert(read)
      }
      XCTAssertNil(base.find(kind, .max))
      XCTAssertEqual(
        RecordIndex(base: base).records(kind).map(\.joined), overlaid.records(kind).map(\.joined))
    }
    XCTAssertTrue(overlaid.deals.allSatisfy { $0.rank == nil })
    let index = RecordIndex(base: base)
    let ranks =
      index.deals.map { (order: AuditOrder($0), rank: $0.rank ?? -1) }
      + index.companies.map { (order: AuditOrder($0), rank: $0.rank ?? -1) }
    XCTAssertEqual(
      ranks.sorted { $0.order < $1.order }.map(\.rank), ranks.map(\.rank).sorted())
    for facts in overlaid.deals {
      XCTAssertEqual(
        RecordIndex(base: base).deals(named: facts.name), overlaid.deals(named: facts.name))
      XCTAssertEqual(
        RecordIndex(base: base).deals(of: facts.company).map(\.id),
        overlaid.deals(of: facts.company).map(\.id))
    }
    for company in overlaid.companies.map(\.record.company) {
      let keys = MatchSubject(company).keys
      XCTAssertEqual(
        RecordIndex(base: base).companies(of: keys).map(\.id),
        overlaid.companies(of: keys).map(\.id))
      XCTAssertEqual(overlaid.companies(of: keys).map(\.id).contains(company.id), !keys.isEmpty)
    }
  }

  /// What was in the old base stands in its order already; the news are put between.
  func testBaseOfAnOlderOneAndNewsIsThatOfAllRecords() throws {
    let companies: [Company] = (0..<80).map { _ in
      Company(id: identifier(), name: text(2), manager: Login(stored: text(1)))
    }
    let origin = CatalogBase.Origin(epoch: 1, configuration: 2)
    for count in [0, 1, 40, 79, 80] {
      var old = RecordIndex(base: nil)
      for company in companies.prefix(count) { old.insert(try record(company, .none)) }
      let older = try XCTUnwrap(
        CatalogBase(Bytes(copying: base(of: old.records)), origin: origin))
      var index = RecordIndex(base: older)
      var all = RecordIndex(base: nil)
      for (place, company) in companies.enumerated() {
        let record = try record(company, .none)
        if place >= count { index.insert(record) }
        all.insert(record)
      }
      XCTAssertEqual(base(of: index.records), base(of: all.records), "\(count)")
    }
  }

  private func base(of records: (Kind) -> [CatalogRecord]) -> [UInt8] {
    CatalogBuilder(TestDirectory.environment, records: records).bytes(
      origin: CatalogBase.Origin(epoch: 1, configuration: 2), sequence: 3, stamps: FolderStamps())
  }
}
