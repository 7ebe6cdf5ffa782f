import CRMModel
import CRMTestSupport
import XCTest

/// R47, M1, M5: rights are data of roles.
final class RoleRightsTests: XCTestCase {
  private let trainee = UserRole("trainee")
  private let day = Day(year: 2026, month: 11, day: 20) ?? .first

  private func people(_ rights: [String: [String]], duties: Set<RoleRights.Duty> = []) throws
    -> People
  {
    var kinds: [String: KindRights] = [:]
    for (kind, words) in rights { kinds[kind] = try KindRights(words: words) }
    return People(
      users: [("boss", .admin), ("ivanov", trainee), ("petrov", .manager)].map {
        User(login: Login(stored: $0.0), name: $0.0, role: $0.1)
      },
      roles: [RoleRights(trainee, name: Phrase("Стажер"), kinds: kinds, duties: duties)])
  }

  private func denial(_ body: () throws -> Void) -> Denial? {
    do { try body() } catch { return error as? Denial }
    return nil
  }

  private let ivanov = Login(stored: "ivanov")

  func testWordsSayTheRightsAndBack() throws {
    for words in [
      ["create", "lose", "change-own", "see-department", "delete"], ["see"], [],
      ["change-department", "see", "delete-own"],
    ] {
      XCTAssertEqual(try KindRights(words: words).words, words)
    }
    XCTAssertEqual(try KindRights(words: ["change-own"]).words, ["change-own", "see-own"])
    XCTAssertEqual(try KindRights(words: ["change", "see-own"]).sees, .own)
    for word in ["change-none", "create-own", "seen", "change-"] {
      XCTAssertThrowsError(try KindRights(words: [word]), word)
    }
  }

  /// M1: who may not create is told who may.
  func testARoleThatAddsNoDealsIsToldWhoDoes() throws {
    let people = try people(["*": ["change-own"]])
    var office = Department()
    let deal = try office.add().deal
    let denied = denial {
      try people.require(changing: nil, to: deal, by: ivanov, on: day)
    }
    XCTAssertEqual(denied?.message.ru, "роль «Стажер» не заводит сделок: 'Кафе «Ёлки»'")
    XCTAssertEqual(denied?.hints.map(\.ru), ["это может: boss (администратор), petrov"])
    XCTAssertNil(
      denial {
        try self.people(["*": ["create", "change-own"]])
          .require(changing: nil, to: deal, by: ivanov, on: day)
      })
  }

  func testLosingADealIsARightOfItsOwn() throws {
    var office = Department()
    let subject = try office.add()
    var lost = subject.deal
    lost.lostReason = "Дорого"
    lost.history.append(
      Event(
        at: office.now, recorded: office.now, by: ivanov, operation: Department.identifier(77),
        kind: .closed(from: lost.stage, to: StageID("lost"))))
    let modest = try people(["*": ["create", "change-own"]])
    let denied = denial {
      try modest.require(changing: subject.deal, to: lost, by: ivanov, on: day)
    }
    XCTAssertTrue(denied?.message.en.contains("closes no deal as lost") == true)
    var edited = lost
    edited.budget = .roubles(5)
    XCTAssertNil(
      denial { try modest.require(changing: lost, to: edited, by: ivanov, on: day) },
      "a deal that was lost before is no loss")
    XCTAssertNil(
      denial {
        try self.people(["deal": ["change-own", "lose"]])
          .require(changing: subject.deal, to: lost, by: ivanov, on: day)
      })
  }

  /// M5: `{"purchase":["see"]}` holds for that type of paper, the row of papers for the others.
  func testTypesOfPapersMayHaveRightsOfTheirOwn() throws {
    let people = try people(["paper": ["create", "change-own"], "purchase": ["see"]])
    for (type, isAllowed) in [(PaperType.order, true), (.purchase, false)] {
      var paper = Paper(id: Department.identifier(5))
      paper.facts["type"] = .text(type.id)
      paper.facts["manager"] = "ivanov"
      for handling in [Handling.adding, .changing] {
        let denied = denial { try people.require(handling, GuardedThing(paper), by: ivanov) }
        XCTAssertEqual(denied == nil, isAllowed, "\(type.id) \(handling)")
      }
    }
  }

  /// What built-in roles might before roles were data.
  func testBuiltInRolesKeepTheirRights() throws {
    let people = try people([:])
    let petrov = Login(stored: "petrov")
    let mine = Company(id: Department.identifier(1), name: "Моя", manager: petrov)
    let others = Company(id: Department.identifier(2), name: "Чужая", manager: ivanov)
    for company in [mine, others] {
      XCTAssertNil(denial { try people.require(.changing, GuardedThing(company), by: petrov) })
    }
    XCTAssertNil(denial { try people.require(.removing, GuardedThing(mine), by: petrov) })
    XCTAssertEqual(
      denial { try people.require(.removing, GuardedThing(others), by: petrov) }?.message.en,
      "petrov may not remove company 'Чужая', which is ivanov's")
    XCTAssertNotNil(denial { try people.require(.settings, petrov) })
    XCTAssertNil(denial { try people.require(.settings, Login(stored: "boss")) })
    XCTAssertNotNil(denial { try people.requireMoney(petrov) })
  }

  func testADutyIsGivenByData() throws {
    let people = try people([:], duties: [.pipelines])
    XCTAssertNil(denial { try people.require(.pipelines, ivanov) })
    XCTAssertNotNil(denial { try people.require(.settings, ivanov) })
    XCTAssertTrue(
      denial { try people.require(.pipelines, Login(stored: "petrov")) }?.message.en
        .contains("'pipelines'") == true)
  }

  func testSomebodyMustBeLeftWhoChangesRoles() throws {
    var people = try people([:])
    var rights = people.rights(of: .admin)
    rights.duties.remove(.people)
    XCTAssertThrowsError(try people.keep(rights))
    XCTAssertThrowsError(try people.remove(trainee), "ivanov has it")
    var user = try XCTUnwrap(people.user(ivanov))
    user.role = .manager
    try people.change(to: user)
    try people.remove(trainee)
    XCTAssertEqual(people.allRoles, RoleRights.builtIn)
  }

  // MARK: Sight

  private func sight(
    _ words: [String], of login: String = "ivanov",
    people changed: ((inout People) throws -> Void)? = nil
  ) throws -> Sight? {
    var people = try people(["*": words])
    try changed?(&people)
    let login = Login(stored: login)
    return try people.sight(of: login, enteredBy: login, on: day)
  }

  private func sees(_ sight: Sight?, _ manager: String?) -> Bool {
    sight?.sees(.deal, of: manager.map { NameKey(folded: $0) }) ?? true
  }

  /// M7: one's own, the department's, or everything.
  func testM7SightGoesAsFarAsTheRoleSays() throws {
    XCTAssertNil(try sight(["see"]), "everything")
    let own = try sight(["see-own"])
    XCTAssertEqual([true, false, true], ["ivanov", "petrov", nil].map { sees(own, $0) })
    let none = try sight([])
    XCTAssertEqual([false, false, false], ["ivanov", "petrov", nil].map { sees(none, $0) })
    XCTAssertNil(try sight(["see-own"], of: "petrov"), "his role sees everything")
    XCTAssertThrowsError(try sight(["see-own"], of: "stranger"), "no user sees nothing")
    XCTAssertNil(try sight(["see"], of: "stranger"), "nobody is restricted")
  }

  func testM7WhoStandsInSeesWhatTheOtherSees() throws {
    let sight = try sight(["see-own"]) { people in
      try people.substitute(
        Login(stored: "petrov"),
        with: Substitution(by: self.ivanov, from: self.day, until: self.day),
        today: self.day)
    }
    XCTAssertNil(sight, "petrov sees everything")
  }
}
