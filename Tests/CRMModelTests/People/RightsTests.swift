import CRMModel
import CRMTestSupport
import XCTest

/// M5, M9, R18: who may change what.
final class RightsTests: XCTestCase {
  private let people = People(
    departments: [
      .init(id: DepartmentID("south"), name: "Юг"),
      .init(id: DepartmentID("coast"), name: "Побережье", parent: DepartmentID("south")),
      .init(id: DepartmentID("north"), name: "Север"),
    ],
    users: [
      user("root", .admin), user("chief", .head), user("orlova", .head, "south"),
      user("volkov", .head, "coast"), user("belov", .head, "north"),
      user("petrov", .manager, "coast"), user("sidorov", .manager, "coast"),
      user("zimin", .manager, "north"), user("gone", .admin, isActive: false),
    ])
  private let day = Day(year: 2026, month: 11, day: 20) ?? .first

  private static func user(
    _ login: String, _ role: UserRole, _ department: String? = nil, isActive: Bool = true
  ) -> User {
    User(
      login: Login(stored: login), name: login, role: role,
      department: department.map { DepartmentID($0) }, isActive: isActive)
  }

  /// A deal of petrov's with a task of his and one of zimin's.
  private func deal() throws -> DealCase {
    var office = Department()
    office.user = Login(stored: "petrov")
    let deal = try office.add()
    return deal.with(
      try SetTask(
        NextTask(action: "Встреча", due: office.after(days: 1), assignee: Login(stored: "zimin"))
      ).apply(to: deal, in: office.context()))
  }

  private func allowed(
    _ before: Deal?, _ after: Deal, _ people: People? = nil, on day: Day? = nil
  ) -> [String] {
    let people = people ?? self.people
    return people.active.map(\.login).filter { login in
      (try? people.require(changing: before, to: after, by: login, on: day ?? self.day)) != nil
    }.map(\.text)
  }

  private let above = ["chief", "orlova", "petrov", "root", "volkov"]

  func testADealIsChangedByItsManagerHisHeadsAndAdmins() throws {
    var office = Department()
    office.user = Login(stored: "petrov")
    let subject = try deal()
    var comment = AddComment()
    comment.text = Department.talk
    let changed = [
      subject.with(try comment.apply(to: subject, in: office.context())),
      try office.move(subject, to: "call"),
      subject.with(
        try HandOverDeal(to: Login(stored: "zimin"), reason: nil)
          .apply(to: subject, in: office.context())),
      try office.plan(subject),
    ]
    for (number, after) in changed.enumerated() {
      XCTAssertEqual(allowed(subject.deal, after.deal), above, "change \(number)")
    }
    XCTAssertEqual(allowed(nil, subject.deal), above, "a new deal")
  }

  func testDeletingAndRestoringIsForAdmins() throws {
    var office = Department()
    let subject = try deal()
    let deleted = try DeleteDeal(reason: "Ошибка").apply(to: subject, in: office.context()).deal
    XCTAssertEqual(allowed(subject.deal, deleted), ["root"])
    let restored = try RestoreDeal().apply(to: subject.with(deleted), in: office.context()).deal
    XCTAssertEqual(allowed(deleted, restored), ["root"])
  }

  func testATaskIsChangedByItsAssigneeToo() throws {
    var office = Department()
    office.user = Login(stored: "zimin")
    let subject = try deal()
    let both = (above + ["belov", "zimin"]).sorted()
    let done = try office.finish(subject, 2)
    XCTAssertEqual(allowed(subject.deal, done.deal), both, "with the task that follows")
    var move = RescheduleTask(2)
    move.due = office.after(days: 3)
    move.reason = "Отпуск"
    let moved = try move.apply(to: subject, in: office.context()).deal
    XCTAssertEqual(allowed(subject.deal, moved), both)
    let other = try office.finish(subject, 1)
    XCTAssertEqual(allowed(subject.deal, other.deal), above, "not his task")
    let twice = try office.finish(done, 1)
    XCTAssertEqual(allowed(subject.deal, twice.deal), above, "one of two is not his")
    var more = done.deal
    more.budget = .roubles(1)
    XCTAssertEqual(allowed(subject.deal, more), above, "more than the task")
  }

  func testR18ADealWithoutATaskIsTakenByAnyHead() throws {
    var office = Department()
    var before = try deal().deal
    for index in before.tasks.indices { before.tasks[index].state = .cancelled }
    let subject = try office.add().with(Outcome(before))
    let after = try HandOverDeal(to: Login(stored: "zimin"), reason: nil)
      .apply(to: subject, in: office.context()).deal
    XCTAssertEqual(allowed(before, after), (above + ["belov"]).sorted())
    var closed = before
    closed.history.append(
      Event(
        at: office.now, recorded: office.now, by: office.user,
        operation: Department.identifier(77),
        kind: .closed(from: StageID("call"), to: StageID("lost"))))
    var taken = closed
    taken.manager = after.manager
    taken.history += after.history.suffix(1)
    XCTAssertEqual(allowed(closed, taken), above, "a closed deal waits for nobody")
    var more = after
    more.history.append(contentsOf: before.history.suffix(1))
    XCTAssertEqual(allowed(before, more), above, "nothing else may happen with it")
  }

  func testR24AReworkIsJudgedByHeadsAndMendedByTheManager() throws {
    let before = try deal().deal
    let heads = ["chief", "orlova", "root", "volkov"]
    for (kind, expected) in [
      (Event.Kind.sentBack(checks: [.taskMissing], due: .last), heads),
      (.reworkAccepted, heads), (.reworkReturned(reason: "Не то", due: .last), heads),
      (.reworkFixed(note: "Дописал"), above),
    ] {
      var after = before
      after.rework = Rework(at: .first, author: Login(stored: "orlova"), due: .last, faults: [])
      after.history.append(
        Event(
          at: .first, recorded: .first, by: Login(stored: "orlova"),
          operation: Department.identifier(77), kind: kind))
      XCTAssertEqual(allowed(before, after), expected, "\(kind)")
    }
  }

  func testR24WhoStandsInForHisHeadDoesNotAcceptHisOwnWork() throws {
    var people = people
    let substitution = Substitution(by: Login(stored: "petrov"), from: day, until: day)
    try people.substitute(Login(stored: "volkov"), with: substitution, today: day)
    var own = try deal().deal
    own.rework = Rework(at: .first, author: Login(stored: "volkov"), due: .last, faults: [])
    var another = own
    another.manager = Login(stored: "sidorov")
    func accepted(_ deal: Deal) -> Deal {
      var deal = deal
      deal.history.append(
        Event(
          at: .first, recorded: .first, by: Login(stored: "petrov"),
          operation: Department.identifier(77), kind: .reworkAccepted))
      return deal
    }
    let heads = ["chief", "orlova", "root", "volkov"]
    XCTAssertEqual(allowed(own, accepted(own), people), heads)
    XCTAssertEqual(
      allowed(another, accepted(another), people), (heads + ["petrov"]).sorted(),
      "a colleague's deal is his to judge")
    XCTAssertThrowsError(
      try people.require(
        changing: own, to: accepted(own), by: Login(stored: "petrov"), on: day)
    ) { error in
      XCTAssertEqual(
        (error as? Denial)?.message.en,
        "petrov may not accept the rework of their own deal 'Кафе «Ёлки»'")
    }
  }

  func testPartsOfAChainFollowTheOneThatIsPaid() throws {
    let before = try deal().deal
    var after = before
    after.chain = ChainLink(id: before.id, part: 1, total: .roubles(90_000), previous: nil)
    XCTAssertEqual(allowed(before, after), people.active.map(\.login.text))
    after.budget = .roubles(90_000)
    XCTAssertEqual(allowed(before, after), above)
  }

  func testASubstituteHasTheRightsWhileItLasts() throws {
    var people = people
    let substitution = Substitution(
      by: Login(stored: "zimin"), from: day, until: day.adding(days: 2) ?? day)
    try people.substitute(Login(stored: "petrov"), with: substitution, today: day)
    let before = try deal().deal
    var after = before
    after.budget = .roubles(1)
    for (days, isAllowed) in [(-1, false), (0, true), (2, true), (3, false)] {
      let found = allowed(before, after, people, on: day.adding(days: days))
      XCTAssertEqual(found.contains("zimin"), isAllowed, "\(days)")
      XCTAssertEqual(found.filter { $0 != "zimin" }, above, "\(days)")
    }
    XCTAssertEqual(
      people.substituted(by: Login(stored: "zimin"), on: day).map(\.login.text), ["petrov"])
    XCTAssertThrowsError(try people.require(.people, Login(stored: "zimin")))
  }

  func testWhoMayActAsWhom() {
    let logins = people.users.map(\.login)
    let allowed = logins.flatMap { login in
      logins.filter { (try? people.requireActor(login, as: $0)) != nil && $0 != login }
        .map { "\(login.text) as \($0.text)" }
    }
    let everybody = ["belov", "chief", "orlova", "petrov", "sidorov", "volkov", "zimin"]
    let expected =
      ["belov as zimin"]
      + ["belov", "orlova", "petrov", "sidorov", "volkov", "zimin"].map { "chief as \($0)" }
      + ["petrov", "sidorov", "volkov"].map { "orlova as \($0)" }
      + everybody.map { "root as \($0)" } + ["petrov", "sidorov"].map { "volkov as \($0)" }
    XCTAssertEqual(allowed, expected)
    XCTAssertThrowsError(try people.requireActor(Login(stored: "x"), as: Login(stored: "x")))
    XCTAssertThrowsError(try people.requireActor(Login(stored: "root"), as: Login(stored: "x")))
    XCTAssertThrowsError(try people.requireActor(Login(stored: "gone"), as: Login(stored: "gone")))
  }

  func testADenialNamesThoseWhoMay() throws {
    let before = try deal().deal
    var after = before
    after.budget = .roubles(1)
    do {
      try people.require(changing: before, to: after, by: Login(stored: "sidorov"), on: day)
      XCTFail("not denied")
    } catch {
      XCTAssertEqual(
        error.message.en, "sidorov may not change deal 'Кафе «Ёлки»', which is petrov's")
      XCTAssertEqual(
        error.hints.map(\.en),
        [
          "this may be done by: chief (head), orlova (head), petrov, root (admin), volkov (head)"
        ])
    }
  }

  func testNothingIsGuardedWithoutUsers() throws {
    let before = try deal().deal
    var after = before
    after.deletedAt = .first
    let nobody = People()
    let login = Login(stored: "anybody")
    XCTAssertNoThrow(try nobody.require(changing: before, to: after, by: login, on: day))
    XCTAssertNoThrow(try nobody.require(.people, login))
    XCTAssertNoThrow(try nobody.requireActor(login, as: Login(stored: "other")))
  }

  func testHeads() {
    func isHead(_ head: String, _ other: String) -> Bool {
      people.isHead(Login(stored: head), of: Login(stored: other))
    }
    for (head, other, expected) in [
      ("orlova", "petrov", true), ("orlova", "volkov", true), ("volkov", "petrov", true),
      ("volkov", "orlova", false), ("belov", "petrov", false), ("chief", "zimin", true),
      ("chief", "unknown", true), ("orlova", "unknown", false), ("orlova", "orlova", false),
      ("petrov", "sidorov", false), ("root", "petrov", false), ("unknown", "petrov", false),
    ] {
      XCTAssertEqual(isHead(head, other), expected, "\(head) of \(other)")
    }
    XCTAssertEqual(
      people.logins(in: DepartmentID("south")).map(\.text).sorted(),
      ["orlova", "petrov", "sidorov", "volkov"])
  }

  /// R59: nobody's lead is everybody's, somebody's is his, his heads' and the admins'.
  func testWhoMayChangeALead() throws {
    var lead = Lead(id: Department.identifier(5))
    for user in people.active {
      XCTAssertNoThrow(try people.require(.changing, GuardedThing(lead), by: user.login))
    }
    lead.facts["manager"] = "petrov"
    let may = Set(["root", "chief", "orlova", "volkov", "petrov"])
    for user in people.users where user.isActive {
      if may.contains(user.login.text) {
        XCTAssertNoThrow(
          try people.require(.changing, GuardedThing(lead), by: user.login), user.name)
      } else {
        XCTAssertThrowsError(
          try people.require(.changing, GuardedThing(lead), by: user.login), user.name)
      }
    }
  }
}
