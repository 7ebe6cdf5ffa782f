import CRMModel
import XCTest

/// M2, M3, M8, M9: users and departments as they change.
final class PeopleTests: XCTestCase {
  private let today = Day(year: 2026, month: 11, day: 20) ?? .first
  private let root = User(login: Login(stored: "root"), name: "Root", role: .admin)
  private let anna = User(login: Login(stored: "anna"), name: "Анна", role: .manager)
  private let boris = Login(stored: "boris")

  private func day(_ days: Int) -> Day { today.adding(days: days) ?? today }

  func testTheFirstUserBringsItsAdmin() throws {
    var people = People()
    XCTAssertEqual(try people.add(anna, by: root), root)
    XCTAssertEqual(people.users.map(\.login.text), ["anna", "root"])
    var second = anna
    second.name = "Другая"
    assertRefused(try people.add(second, by: root), "M3")
    XCTAssertNil(try people.add(User(login: boris, name: "Борис", role: .head), by: anna))
    XCTAssertEqual(people.users.count, 3)
  }

  func testWhoAddsOnlyHimselfIsAnAdmin() throws {
    var people = People()
    let refusal = assertRefused(try people.add(anna, by: anna), "M2")
    XCTAssertEqual(refusal?.remedies.map(\.text), ["user add anna --name Анна --role admin"])
    XCTAssertTrue(people.isEmpty)
    XCTAssertNil(try people.add(root, by: root))
    XCTAssertEqual(people.users, [root])
  }

  func testTheLastAdminStays() throws {
    var people = People(users: [root, anna])
    var demoted = root
    demoted.role = .head
    assertRefused(try people.change(to: demoted), "M2")
    assertRefused(try people.deactivate(root.login, today: today), "M2")
    XCTAssertEqual(people, People(users: [root, anna]))
    var promoted = anna
    promoted.role = .admin
    try people.change(to: promoted)
    try people.deactivate(root.login, today: today)
    XCTAssertEqual(people.active.map(\.login), [anna.login])
    assertRefused(try people.deactivate(root.login, today: today), "A27")
  }

  func testDepartmentsFormATree() throws {
    var people = People(users: [root])
    let (a, b, c) = (DepartmentID("a"), DepartmentID("b"), DepartmentID("c"))
    try people.add(People.Department(id: a, name: "А"))
    try people.add(People.Department(id: b, name: "Б", parent: a))
    try people.add(People.Department(id: c, name: "В", parent: b))
    XCTAssertEqual(people.line(of: c), [c, b, a])
    let before = people
    for parent in [a, b, c] {
      let loop = People.Department(id: a, name: "А", parent: parent)
      assertRefused(try people.change(to: loop), "M9", "below \(parent.text)")
    }
    assertRefused(try people.add(People.Department(id: a, name: "Г")), "M9")
    assertRefused(try people.add(People.Department(id: DepartmentID("d"), name: "«б»")), "M9")
    assertRefused(try people.change(to: People.Department(id: c, name: "а", parent: b)), "M9")
    XCTAssertEqual(people, before)
    try people.change(to: People.Department(id: c, name: "в"))
    XCTAssertEqual(people.line(of: c), [c])
  }

  func testALoopOnDiskEnds() {
    let (a, b) = (DepartmentID("a"), DepartmentID("b"))
    let people = People(departments: [
      .init(id: a, name: "А", parent: b), .init(id: b, name: "Б", parent: a),
    ])
    XCTAssertEqual(people.line(of: a), [a, b])
  }

  func testSubstitutionsThatAreRefused() throws {
    let base = People(users: [root, anna, User(login: boris, name: "Борис", role: .manager)])
    for (name, by, from, until) in [
      ("oneself", anna.login, 0, 1), ("a day before the first", boris, 3, 2),
      ("the past", boris, -1, 2), ("an overlap", boris, 12, 14),
      ("an overlap of one day", boris, 0, 10),
    ] {
      var people = base
      try people.substitute(
        anna.login, with: Substitution(by: boris, from: day(10), until: day(12)), today: today)
      let before = people
      assertRefused(
        try people.substitute(
          anna.login, with: Substitution(by: by, from: day(from), until: day(until)),
          today: today), "M8", name)
      XCTAssertEqual(people, before, name)
    }
  }

  func testEndingASubstitution() throws {
    var people = People(users: [root, anna, User(login: boris, name: "Борис", role: .manager)])
    for (by, from, until) in [(boris, 0, 5), (root.login, 0, 3), (boris, 8, 9)] {
      try people.substitute(
        anna.login, with: Substitution(by: by, from: day(from), until: day(until)), today: today)
    }
    var byOne = people
    try byOne.endSubstitutions(of: anna.login, by: boris, today: day(2))
    XCTAssertEqual(
      byOne.user(anna.login)?.substitutions,
      [
        Substitution(by: boris, from: today, until: day(1)),
        Substitution(by: root.login, from: today, until: day(3)),
      ], "what has been stays, what is to come goes")
    try people.endSubstitutions(of: anna.login, by: nil, today: today)
    XCTAssertEqual(people.user(anna.login)?.substitutions, [])
    assertRefused(try people.endSubstitutions(of: anna.login, by: nil, today: today), "M8")
  }

  func testWhoLeavesStandsInForNobody() throws {
    var people = People(users: [root, anna, User(login: boris, name: "Борис", role: .manager)])
    try people.substitute(
      anna.login, with: Substitution(by: boris, from: today, until: day(5)), today: today)
    try people.deactivate(boris, today: day(2))
    XCTAssertEqual(people.substituted(by: boris, on: day(1)).map(\.login), [anna.login])
    XCTAssertEqual(people.substituted(by: boris, on: day(2)), [])
  }

  func testWhatIsOverStaysAsItWas() throws {
    var people = People(users: [root, anna, User(login: boris, name: "Борис", role: .manager)])
    let past = Substitution(by: boris, from: today, until: day(1))
    try people.substitute(anna.login, with: past, today: today)
    try people.deactivate(boris, today: day(4))
    XCTAssertEqual(people.user(anna.login)?.substitutions, [past])
  }

  func testWhoHasLeftIsSubstitutedByNobody() throws {
    var people = People(users: [root, anna])
    try people.substitute(
      anna.login, with: Substitution(by: root.login, from: today, until: day(5)), today: today)
    try people.deactivate(anna.login, today: today)
    XCTAssertEqual(people.substituted(by: root.login, on: day(1)), [])
    XCTAssertEqual(people.user(anna.login)?.substitutions, [])
  }
}
