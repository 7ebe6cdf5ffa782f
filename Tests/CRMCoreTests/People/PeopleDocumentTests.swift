import CRMModel
import XCTest

@testable import CRMCore

/// `people.json`: read, written, checked.
final class PeopleDocumentTests: CheckTestCase {
  private let anna = User(
    login: Login(stored: "anna"), name: "Анна", role: .admin, department: DepartmentID("north"))

  private var people: People {
    var left = User(login: Login(stored: "boris"), name: "Борис", role: .manager, isActive: false)
    let day = Day(year: 2026, month: 12, day: 1) ?? .first
    left.substitutions = [Substitution(by: anna.login, from: day, until: day)]
    return People(
      departments: [
        .init(id: DepartmentID("north"), name: "Север", parent: DepartmentID("all")),
        .init(id: DepartmentID("all"), name: "Все"),
      ], users: [left, anna])
  }

  private func bytes(_ people: People, over before: JSONObject? = nil) -> [UInt8] {
    JSONWriter.bytes(of: .object(people.document(over: before)), style: .document)
  }

  func testPeopleAreReadAsTheyWereWritten() throws {
    XCTAssertEqual(try People(bytes: bytes(people)), people)
    XCTAssertEqual(try People(bytes: bytes(People())), People())
  }

  func testOneUserALine() {
    let lines = String(decoding: bytes(people), as: UTF8.self).split(separator: "\n")
    XCTAssertEqual(lines.filter { $0.contains("\"login\"") }.count, 2)
    XCTAssertEqual(lines.filter { $0.contains("\"parent\"") }.count, 1)
  }

  func testUnknownKeysSurvive() throws {
    let directory = try TestDirectory()
    try directory.write("{\"schema\": 1, \"ours\": {\"a\": [1]}}\n", to: "people.json")
    try directory.write { (transaction) throws(CRMError) in try transaction.put(people) }
    XCTAssertTrue(try directory.text("people.json").contains("\"ours\""))
    let read = try directory.workspace.read { (snapshot) throws(CRMError) in
      try snapshot.people()
    }
    XCTAssertEqual(read, people)
    XCTAssertEqual(try directory.check(), [])
  }

  func testDocumentsThatAreNone() {
    for (name, users, departments) in [
      (
        "a login twice",
        #"{"login":"a","name":"A","role":"admin"},{"login":"a","name":"B","role":"head"}"#, ""
      ),
      ("an unknown role", #"{"login":"a","name":"A","role":"boss"}"#, ""),
      ("no name", #"{"login":"a","role":"head"}"#, ""),
      ("no such department", #"{"login":"a","name":"A","role":"head","department":"x"}"#, ""),
      ("an id twice", "", #"{"id":"a","name":"A"},{"id":"a","name":"B"}"#),
      ("no such parent", "", #"{"id":"a","name":"A","parent":"b"}"#),
      ("a circle of one", "", #"{"id":"a","name":"A","parent":"a"}"#),
      ("a circle", "", #"{"id":"a","name":"A","parent":"b"},{"id":"b","name":"B","parent":"a"}"#),
      (
        "an impossible day",
        #"{"login":"a","name":"A","role":"head","substitutions":[{"by":"b","from":"2026-02-30","until":"2026-03-01"}]}"#,
        ""
      ),
    ] {
      let text = #"{"schema":1,"users":[\#(users)],"departments":[\#(departments)]}"#
      XCTAssertThrowsError(try People(bytes: Array(text.utf8)), name)
    }
  }

  func testTheCheckLooksAtThePeople() throws {
    func put(_ department: Department) throws {
      try department.directory.write { (transaction) throws(CRMError) in
        try transaction.put(
          People(
            users: [self.anna].map { user in
              var user = user
              user.department = nil
              return user
            }))
      }
    }
    try assertOne(.missingDocument, isRepairable: true, at: { _ in "people.json" }) {
      try put($0)
      try $0.directory.remove("people.json")
    }
    try assertOne(.damagedDocument, isRepairable: true, at: { _ in "people.json" }) {
      try put($0)
      try $0.directory.replace("\"admin\"", by: "\"manager\"", in: "people.json")
    }
    try assertOne(.damagedDocument, isRepairable: false, at: { _ in "people.json" }) {
      try $0.directory.write("{", to: "people.json")
    }
    try assertOne(.permissions, isRepairable: true, at: { _ in "people.json" }) {
      try put($0)
      try $0.directory.setMode(0o644, "people.json")
    }
  }

  func testOnlyPipelinesChangeHowDealsAreJudged() throws {
    let directory = try TestDirectory()
    try directory.write { (transaction) throws(CRMError) in
      try transaction.put(self.people)
      try transaction.put(
        transaction.document(at: DataDirectory.settingsPath) ?? JSONObject(),
        at: DataDirectory.settingsPath)
      XCTAssertTrue(transaction.keepsPipelines)
      let path = DataDirectory.pipelinePath("ads")
      try transaction.put(transaction.document(at: path) ?? JSONObject(), at: path)
      XCTAssertFalse(transaction.keepsPipelines)
    }
  }

  func testUndoTakesThePeopleBack() throws {
    let directory = try TestDirectory()
    try directory.write { (transaction) throws(CRMError) in try transaction.put(people) }
    let now: (TimeZoneRules) throws(CRMError) -> Instant = { _ in TestDirectory.now }
    _ = try directory.workspace.turn(
      .undo, now: now, user: anna.login, command: ["undo"], isDryRun: false)
    XCTAssertFalse(FileManager.default.fileExists(atPath: directory.file("people.json")))
    _ = try directory.workspace.turn(
      .redo, now: now, user: anna.login, command: ["redo"], isDryRun: false)
    let read = try directory.workspace.read { (snapshot) throws(CRMError) in
      try snapshot.people()
    }
    XCTAssertEqual(read, people)
    XCTAssertEqual(try directory.check(), [])
  }

  func testWhoIsNoAdminAnyMoreTakesNoAppointmentBack() throws {
    let directory = try TestDirectory()
    let boris = User(login: Login(stored: "boris"), name: "Борис", role: .admin)
    let now: (TimeZoneRules) throws(CRMError) -> Instant = { _ in TestDirectory.now }
    func put(_ users: [User], by login: Login) throws {
      try directory.workspace.write(
        now: now, user: login, command: ["test"], isDryRun: false
      ) { (transaction) throws(CRMError) in try transaction.put(People(users: users)) }
    }
    var (first, demoted) = (anna, anna)
    first.department = nil
    demoted.department = nil
    demoted.role = .manager
    try put([first, boris], by: boris.login)
    try put([demoted, boris], by: anna.login)
    XCTAssertThrowsError(
      try directory.workspace.turn(
        .undo, now: now, user: anna.login, command: ["undo"], isDryRun: false)
    ) { error in
      guard case .notPermitted? = error as? CRMError else { return XCTFail("\(error)") }
    }
  }
}
