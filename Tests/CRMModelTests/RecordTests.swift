import CRMModel
import CRMTestSupport
import XCTest

/// Records: what lists and the audit know of a document.
final class RecordTests: XCTestCase {
  private var office = Department()

  func testOnlyAnOpenDealIsWithoutATask() throws {
    let idle = try office.add { $0.next = NextTask() }
    XCTAssertEqual(DealRecord(idle.deal, pipeline: .ads).noTaskSince, office.now)
    for closed in [
      try office.win(try office.deal(at: "contract")), try office.lose(try office.deal(at: "call")),
    ] {
      XCTAssertNil(DealRecord(closed.deal, pipeline: .ads).noTaskSince)
    }
  }

  func testDealRecordRepeatsTheDeal() throws {
    let deal = try office.deal(at: "contract").deal
    let record = DealRecord(deal, pipeline: .ads)
    XCTAssertEqual(record.id, deal.id)
    XCTAssertEqual(record.kind, .open)
    XCTAssertEqual(record.state, .open)
    XCTAssertEqual(record.budget, .roubles(60_000))
    XCTAssertEqual(record.openTasks.map(\.number), [6])
    XCTAssertEqual(record.nextTaskDue, deal.openTasks.first?.due)
    XCTAssertEqual(record.stageEnteredAt, office.now)
    XCTAssertEqual(record.createdAt, deal.history.first?.at)
    XCTAssertEqual(record.updatedAt, office.now)
    XCTAssertEqual(record.revision, 6)
    XCTAssertNil(record.closedAt)
    XCTAssertNil(record.noTaskSince)
    XCTAssertEqual(record.shortfalls, [])
  }

  func testStates() throws {
    let contract = try office.deal(at: "contract")
    let states: [(DealCase, DealState)] = [
      (contract, .open), (try office.win(contract), .won), (try office.lose(contract), .lost),
      (
        contract.with(try DeleteDeal(reason: "Ошибка").apply(to: contract, in: office.context())),
        .deleted
      ),
    ]
    for (deal, state) in states {
      XCTAssertEqual(DealRecord(deal.deal, pipeline: .ads).state, state)
    }
  }

  func testRevisionCountsOperations() throws {
    var deal = try office.add()
    XCTAssertEqual(deal.deal.revision, 1)
    deal = try office.move(deal, to: "call")
    XCTAssertGreaterThan(deal.deal.lastEvents.count, 2)
    XCTAssertEqual(deal.deal.revision, 2)
    deal.deal.history = []
    XCTAssertEqual(deal.deal.revision, 1)
    XCTAssertNil(deal.deal.createdAt)
    XCTAssertNil(deal.deal.updatedAt)
    XCTAssertNil(deal.deal.stageEnteredAt)
  }

  func testUndoneStageChangeDoesNotCount() throws {
    var deal = try office.deal(at: "call")
    let entered = deal.deal.stageEnteredAt
    let moved = try office.move(deal, to: "decision-maker")
    deal.deal.history = moved.deal.history
    for index in deal.deal.history.indices
    where deal.deal.history[index].operation == moved.deal.history.last?.operation {
      deal.deal.history[index].isUndone = true
    }
    XCTAssertEqual(deal.deal.stageEnteredAt, entered)
  }

  func testDealOfAMissingPipelineIsOpen() throws {
    let record = DealRecord(try office.deal(at: "call").deal, pipeline: nil)
    XCTAssertEqual(record.state, .open)
    XCTAssertEqual(record.shortfalls, [])
  }

  func testCompanyAndContactRecordsLeaveTheHistoryOut() throws {
    var fields = CardEdit<Company>()
    fields.set(.city, "Москва")
    for tag in ["б", "а"] { fields.add(tag, to: .tags) }
    let added = fields.add(id: office.identifier(), name: "Бар", in: office.context())
    XCTAssertEqual(added.history.map(\.kind), [.created(stage: nil)])
    XCTAssertEqual(added.tags, ["а", "б"])
    let createdAt = office.now
    var edit = CardEdit<Company>()
    for tag in ["а", "в"] { edit.remove(tag, from: .tags) }
    edit.set(.name, "Бар «Север»")
    let edited = edit.apply(to: added, in: office.context())
    XCTAssertEqual(
      edited.lastKinds,
      [
        .edited(FieldChange("name", old: "Бар", new: "Бар «Север»"), reason: nil),
        .edited(FieldChange("tags", old: "а, б", new: "б"), reason: nil),
      ])
    let record = CompanyRecord(edited)
    XCTAssertEqual(record.company.history, [])
    XCTAssertEqual(record.revision, 2)
    XCTAssertEqual(record.createdAt, createdAt)
    XCTAssertEqual(record.updatedAt, office.now)

    var person = CardEdit<Contact>()
    person.set(.position, "владелец")
    let contact = person.add(
      id: office.identifier(), company: added.id, name: "Орлов Петр", in: office.context())
    XCTAssertEqual(contact.role, .other)
    XCTAssertEqual(contact.position, "владелец")
    XCTAssertEqual(ContactRecord(contact).contact.history, [])
    XCTAssertEqual(ContactRecord(contact).createdAt, office.now)
  }

  func testEditWithTheSameValuesChangesNothing() {
    XCTAssertEqual(
      CardEdit<Company>().apply(to: office.company, in: office.context()), office.company)
    var fields = CardEdit<Contact>()
    fields.set(.name, .text(office.contacts[0].name))
    fields.set(.role, .text(Role.decisionMaker.rawValue))
    XCTAssertEqual(fields.apply(to: office.contacts[0], in: office.context()), office.contacts[0])
  }
}

extension Company {
  fileprivate var lastKinds: [Event.Kind] {
    history.filter { $0.operation == history.last?.operation }.map(\.kind)
  }
}
