import CRMModel
import Foundation
import XCTest

@testable import CRMCore

final class StoreCheckTests: XCTestCase {
  /// Makes a small department, damages it, and expects exactly one problem.
  private func assertOne(
    _ kind: CheckProblem.Kind, isRepairable: Bool, at path: ((Department) -> String)? = nil,
    file: StaticString = #filePath, line: UInt = #line,
    _ damage: (Department) throws -> Void
  ) throws {
    let department = try Department()
    XCTAssertEqual(try department.directory.check(), [], file: file, line: line)
    try damage(department)
    let problems = try department.directory.check()
    XCTAssertEqual(problems.map(\.kind), [kind], "\(problems)", file: file, line: line)
    XCTAssertEqual(
      problems.map(\.isRepairable), [isRepairable], "\(problems)", file: file, line: line)
    if let path { XCTAssertEqual(problems.map(\.path), [path(department)], file: file, line: line) }
    for problem in problems {
      XCTAssertFalse(problem.message.ru.isEmpty, file: file, line: line)
      XCTAssertFalse(problem.message.en.isEmpty, file: file, line: line)
    }
    XCTAssertEqual(try department.directory.check(), problems, file: file, line: line)
  }

  private struct Department {
    let directory: TestDirectory
    let company: Company
    let contact: Contact
    let deal: Deal
    let chain: [Deal]

    init() throws {
      directory = try TestDirectory()
      company = try directory.addCompany()
      contact = try directory.addContact(company)
      deal = try directory.change(try directory.addDeal(company, [contact]))
      chain = try directory.addChain(company)
    }
  }

  func testSoundDirectoryOfEveryScenarioHasNoProblem() throws {
    for scenario in Scenario.all {
      let directory = try TestDirectory(scenario: scenario.name)
      XCTAssertEqual(try directory.check(), [], scenario.name)
      XCTAssertEqual(try directory.lint(), [], scenario.name)
    }
  }

  func testUndoneAndRedoneWorkIsSound() throws {
    let department = try Department()
    for turn in [Workspace.Turn.undo, .undo, .redo] {
      _ = try department.directory.workspace.turn(
        turn, now: { _ in TestDirectory.now }, user: Login(stored: "anna"), command: ["undo"],
        isDryRun: false)
      XCTAssertEqual(try department.directory.check(), [])
    }
  }

  // MARK: Content

  func testDocumentThatIsNoJSONIsOneProblemWithLineAndColumn() throws {
    for text in ["{", "{\n", "not json", "[]", "{\"schema\": 1", "\0\0\0\0", "{}", "null"] {
      try assertOne(.damagedDocument, isRepairable: true, at: { $0.deal.path }) {
        try $0.directory.write(text, to: $0.deal.path)
      }
    }
    let department = try Department()
    try department.directory.write("{\n  \"a\": }", to: department.deal.path)
    let message = try XCTUnwrap(department.directory.check().first?.message)
    XCTAssertTrue(message.en.hasPrefix("line 2, column 8"), message.en)
  }

  func testDocumentCutOffAnywhereIsOneProblem() throws {
    let department = try Department()
    let whole = try Array(department.directory.text(department.deal.path).utf8)
    for count in stride(from: 0, to: whole.count - 2, by: 97) {
      try department.directory.write(Data(whole[..<count]), to: department.deal.path)
      XCTAssertEqual(try department.directory.check().map(\.kind), [.damagedDocument], "\(count)")
    }
  }

  func testEmptyDocumentIsDamaged() throws {
    try assertOne(.damagedDocument, isRepairable: true, at: { $0.company.path }) {
      try $0.directory.write("", to: $0.company.path)
    }
  }

  func testWrongTypesAreDamage() throws {
    for (old, new) in [
      ("\"name\": \"Кафе Пушкин\"", "\"name\": 7"), ("\"pipeline\": \"ads\"", "\"pipeline\": null"),
      ("\"event\": \"created\"", "\"event\": \"born\""),
      ("\"currency\": \"RUB\"", "\"currency\": 1"),
      ("\"schema\": 1", "\"schema\": 0"), ("\"schema\": 1", "\"schema\": \"one\""),
      ("\"schema\": 1", "\"schema\": 99999999999999999999999"),
    ] {
      try assertOne(.damagedDocument, isRepairable: true, at: { $0.deal.path }) {
        try $0.directory.replace(old, by: new, in: $0.deal.path)
      }
    }
  }

  func testBytesThatAreNoTextAreDamage() throws {
    try assertOne(.damagedDocument, isRepairable: true) {
      try $0.directory.write(
        Data([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]), to: $0.deal.path)
    }
  }

  func testDeeplyNestedDocumentIsDamage() throws {
    try assertOne(.damagedDocument, isRepairable: true) {
      try $0.directory.write(String(repeating: "[", count: 100_000), to: $0.contact.path)
    }
  }

  func testHugeDocumentIsDamage() throws {
    try assertOne(.damagedDocument, isRepairable: true) {
      try $0.directory.write(Data(count: (16 << 20) + 1), to: $0.contact.path)
    }
  }

  func testDamageUnknownToTheJournalCannotBeMended() throws {
    try assertOne(.damagedDocument, isRepairable: false) {
      try $0.directory.forgetJournal()
      try $0.directory.write("{", to: $0.deal.path)
    }
  }

  func testNewerDocumentIsNamed() throws {
    try assertOne(.newerDocument, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.replace("\"schema\": 1", by: "\"schema\": 2", in: $0.deal.path)
    }
  }

  func testNewerDirectoryIsRefused() throws {
    let department = try Department()
    try department.directory.replace("\"version\": 1", by: "\"version\": 2", in: "crm.json")
    XCTAssertThrowsError(try department.directory.check()) { error in
      guard case CRMError.newerFormat? = error as? CRMError else { return XCTFail("\(error)") }
    }
  }

  func testFolderThatIsNoDataDirectoryIsRefused() throws {
    let department = try Department()
    try department.directory.remove("crm.json")
    try department.directory.remove("settings.json")
    XCTAssertThrowsError(try department.directory.check()) { error in
      guard case CRMError.store(.noDataDirectory)? = error as? CRMError else {
        return XCTFail("\(error)")
      }
    }
  }

  // MARK: Consequences

  func testDamagedDocumentsHaveNoConsequences() throws {
    for path: (Department) -> String in [
      { $0.company.path }, { $0.contact.path }, { $0.deal.path }, { $0.chain[0].path },
      { $0.chain[1].path }, { $0.chain[2].path }, { _ in "pipelines/ads.json" },
      { _ in "templates/meeting.json" }, { _ in "settings.json" }, { _ in "crm.json" },
    ] {
      for forgets in [false, true] {
        let department = try Department()
        if forgets { try department.directory.forgetJournal() }
        try department.directory.write("{", to: path(department))
        let problems = try department.directory.check()
        XCTAssertEqual(problems.map(\.path), [path(department)])
        XCTAssertEqual(problems.map(\.kind), [.damagedDocument])
      }
    }
  }

  func testDocumentsThatTheJournalKnowsAreMissedAndNotTheirReferences() throws {
    for path: (Department) -> String in [
      { $0.company.path }, { $0.contact.path }, { $0.deal.path }, { $0.chain[1].path },
    ] {
      try assertOne(.missingDocument, isRepairable: true, at: path) {
        try $0.directory.remove(path($0))
      }
    }
  }

  func testMissingCompanyIsOneProblemAtTheFirstThatRefersToIt() throws {
    try assertOne(.danglingReference, isRepairable: false, at: { $0.contact.path }) {
      try $0.directory.forgetJournal()
      try $0.directory.remove($0.company.path)
    }
  }

  func testDealOfAMissingCompanyDangles() throws {
    let directory = try TestDirectory()
    let company = try directory.addCompany()
    let deal = try directory.addDeal(company)
    try directory.forgetJournal()
    try directory.remove(company.path)
    let problems = try directory.check()
    XCTAssertEqual(problems.map(\.kind), [.danglingReference])
    XCTAssertEqual(problems.map(\.path), [deal.path])
    XCTAssertTrue(problems[0].message.en.contains(company.id.text))
  }

  func testMissingContactDangles() throws {
    try assertOne(.danglingReference, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.forgetJournal()
      try $0.directory.remove($0.contact.path)
    }
  }

  func testMissingPipelineIsOneProblem() throws {
    let department = try Department()
    try department.directory.remove("pipelines/ads.json")
    let problems = try department.directory.check()
    XCTAssertEqual(problems.map(\.kind), [.danglingReference])
    XCTAssertTrue(problems[0].message.en.contains("'ads'"))
    XCTAssertTrue(problems[0].message.en.hasSuffix("(and 3 more)"), problems[0].message.en)
  }

  func testUnknownStageDangles() throws {
    try assertOne(.danglingReference, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.stage = StageID("dreaming\u{1B}[2J") }
    }
  }

  func testUnknownPipelineThatLooksLikeAPathIsOnlyText() throws {
    try assertOne(.danglingReference, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.replace("\"ads\"", by: "\"../../etc\"", in: $0.deal.path)
    }
  }

  func testChainWithAMissingPartDangles() throws {
    for index in 0..<3 {
      let department = try Department()
      try department.directory.forgetJournal()
      try department.directory.remove(department.chain[index].path)
      XCTAssertEqual(try department.directory.check().map(\.kind), [.danglingReference], "\(index)")
    }
  }

  // MARK: Places

  func testIDThatIsNotTheFileName() throws {
    try assertOne(.misplacedDocument, isRepairable: true, at: { $0.deal.path }) {
      try $0.directory.replace(
        "\"id\": \"\($0.deal.id.text)\"", by: "\"id\": \"zzzzzzz9\"", in: $0.deal.path)
    }
  }

  func testDocumentInTheWrongFolder() throws {
    for folder in ["companies/zz", "companies"] {
      try assertOne(
        .misplacedDocument, isRepairable: true, at: { "\(folder)/\($0.company.id.text).json" }
      ) {
        try $0.directory.move($0.company.path, to: "\(folder)/\($0.company.id.text).json")
      }
    }
  }

  func testDamagedDocumentInTheWrongFolderIsOneProblem() throws {
    try assertOne(.damagedDocument, isRepairable: false) {
      try $0.directory.remove($0.company.path)
      try $0.directory.write("{", to: "companies/zz/\($0.company.id.text).json")
    }
  }

  func testTwoDocumentsWithOneID() throws {
    try assertOne(
      .duplicateID, isRepairable: false, at: { "deals/zz/\($0.deal.id.text).json" }
    ) {
      try $0.directory.write(
        $0.directory.text($0.deal.path), to: "deals/zz/\($0.deal.id.text).json")
    }
    try assertOne(.duplicateID, isRepairable: false, at: { _ in "deals/zz/zzzzzzz9.json" }) {
      try $0.directory.write($0.directory.text($0.deal.path), to: "deals/zz/zzzzzzz9.json")
    }
  }

  func testFolderInPlaceOfADocument() throws {
    try assertOne(.notAFile, isRepairable: true, at: { $0.deal.path }) {
      try $0.directory.remove($0.deal.path)
      try $0.directory.write("x", to: "\($0.deal.path)/x")
    }
  }

  func testFileInPlaceOfAFolder() throws {
    for folder: (Department) -> String in [
      { _ in "deals" }, { String($0.deal.path.prefix(8)) }, { _ in "companies" },
    ] {
      try assertOne(.notAFolder, isRepairable: false, at: folder) {
        try $0.directory.remove(folder($0))
        try $0.directory.write("x", to: folder($0))
      }
    }
  }

  func testSymbolicLinksAreNamedWhereverTheyAre() throws {
    for path: (Department) -> String in [
      { $0.deal.path }, { $0.company.path }, { _ in "settings.json" }, { _ in "crm.json" },
      { _ in "pipelines/smm.json" }, { _ in "deals" }, { String($0.deal.path.prefix(8)) },
      { _ in "local" }, { _ in "local/state" }, { _ in "local/tmp" }, { _ in "local/journal" },
      { _ in "local/journal/00000001.log" }, { _ in "local/lock" },
    ] {
      let department = try Department()
      let directory = department.directory
      let link = path(department)
      let target = directory.path + ".outside"
      try? FileManager.default.removeItem(atPath: target)
      try FileManager.default.moveItem(atPath: directory.file(link), toPath: target)
      defer { try? FileManager.default.removeItem(atPath: target) }
      try directory.link(link, to: target)
      let problems = try directory.check()
      XCTAssertEqual(problems.map(\.kind), [.symbolicLink], "\(link): \(problems)")
      XCTAssertEqual(problems.map(\.path), [link])
    }
  }

  func testLinkAmongDocumentsIsNamedEvenIfItPointsNowhere() throws {
    try assertOne(
      .symbolicLink, isRepairable: false, at: { "deals/\($0.deal.id.text.prefix(2))/.#x" }
    ) {
      try $0.directory.link("deals/\($0.deal.id.text.prefix(2))/.#x", to: "anna@pc.4711")
    }
  }

  func testForeignFilesAmongDocuments() throws {
    for name in [
      "deals/note.txt", "deals/zz/zzzzzzz9.json~", "deals/zz/.zzzzzzz9.json.swp",
      "deals/zz/ZZZZZZZ9.json", "contacts/zz/copy of x.json", "companies/notes/x",
      "pipelines/a b.json",
      "templates/meeting.bak", "deals/uu/x", "local/journal/old.log", "deals/zz/\u{1B}[2J.json",
    ] {
      try assertOne(.foreignFile, isRepairable: false) { try $0.directory.write("x", to: name) }
    }
  }

  func testForeignFilesBesideTheDocumentsAreNobodysBusiness() throws {
    let department = try Department()
    try department.directory.write("x", to: "README.md")
    try department.directory.write("x", to: ".git/config")
    XCTAssertEqual(try department.directory.check(), [])
  }

  // MARK: Deals

  func testChainInvariants() throws {
    let total = Money(minorUnits: 6_000_001, currency: .rub)
    let changes: [(Int, (inout Deal) -> Void)] = [
      (1, { $0.budget = Money(minorUnits: 1, currency: .rub) }), (0, { $0.budget = nil }),
      (0, { $0.budget = Money(minorUnits: .max, currency: .rub) }),
      (2, { $0.chain?.total = total }), (0, { $0.stage = StageID("contract") }),
      (1, { $0.chain?.next = nil }), (0, { $0.chain?.next = $0.id }), (1, { $0.chain = nil }),
      (2, { $0.chain = nil }), (0, { $0.chain = nil }), (1, { $0.deletedAt = TestDirectory.now }),
      (1, { $0.chain = $0.chain.map { $0.with(part: 3) } }),
      (1, { $0.chain = $0.chain.map { $0.with(part: .max) } }),
      (0, { $0.chain = $0.chain.map { $0.with(part: .min) } }),
      (2, { $0.chain = $0.chain.map { $0.with(previous: $0.id) } }),
    ]
    for (index, (part, change)) in changes.enumerated() {
      let department = try Department()
      try department.directory.edit(department.chain[part], change)
      let problems = try department.directory.check()
      XCTAssertEqual(problems.map(\.kind), [.brokenChain], "\(index): \(problems)")
    }
  }

  func testEndedAndWholeChainsAreSound() throws {
    let department = try Department()
    try department.directory.edit(department.chain[2]) { $0.stage = StageID("won") }
    XCTAssertEqual(try department.directory.check(), [])
    // R22a: the awaited part is lost, and the full sum is what was paid.
    for part in department.chain {
      try department.directory.edit(part) {
        $0.chain?.total = Money(minorUnits: 4_000_000, currency: .rub)
      }
    }
    try department.directory.edit(department.chain[2]) { $0.stage = StageID("lost") }
    XCTAssertEqual(try department.directory.check(), [])
  }

  func testMoreThanFiveContactsAndContactsTwice() throws {
    try assertOne(.wrongContacts, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) {
        $0.contacts = (0..<6).compactMap { ContactID(bits: $0) }
          .map { DealContact(contact: $0, role: .other) }
      }
    }
    try assertOne(.wrongContacts, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.contacts += $0.contacts }
    }
  }

  func testContactOfAnotherCompany() throws {
    try assertOne(.wrongContacts, isRepairable: false, at: { $0.deal.path }) {
      let other = try $0.directory.addContact(try $0.directory.addCompany("Другое"))
      try $0.directory.edit($0.deal) {
        $0.contacts = [DealContact(contact: other.id, role: .other)]
      }
    }
  }

  func testTaskNumbers() throws {
    try assertOne(.brokenTasks, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.tasks += $0.tasks }
    }
    try assertOne(.brokenTasks, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.tasks = [] }
    }
    try assertOne(.brokenTasks, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.replace(
        "\"number\": 1", by: "\"number\": -9223372036854775808", in: $0.deal.path)
    }
  }

  // MARK: History

  func testEmptyHistory() throws {
    for kind in ["with the journal", "without it"] {
      try assertOne(.brokenHistory, isRepairable: false, at: { $0.company.path }) {
        if kind == "without it" { try $0.directory.forgetJournal() }
        try $0.directory.edit($0.company) { $0.history = [] }
      }
    }
  }

  func testHistoryWithoutItsBeginning() throws {
    try assertOne(.brokenHistory, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.history.removeFirst() }
    }
  }

  func testHistoryShorterThanTheJournalKnows() throws {
    try assertOne(.lostHistory, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.edit($0.deal) { $0.history.removeLast() }
    }
  }

  func testAnEarlierStateOfADocumentCanBeMended() throws {
    try assertOne(.lostHistory, isRepairable: true, at: { $0.deal.path }) {
      let earlier = try $0.directory.text($0.deal.path)
      try $0.directory.change($0.deal)
      try $0.directory.write(earlier, to: $0.deal.path)
    }
  }

  func testHandEditThatKeepsTheHistoryIsNoProblem() throws {
    let department = try Department()
    try department.directory.edit(department.company) { $0.name = "Новое имя" }
    try department.directory.edit(department.deal) { $0.history[1].isUndone = true }
    XCTAssertEqual(try department.directory.check(), [])
  }

  func testHistoryOutOfOrder() throws {
    try assertOne(.brokenHistory, isRepairable: false, at: { $0.deal.path }) {
      let changed = try $0.directory.change(try $0.directory.change($0.deal))
      try $0.directory.edit(changed) { $0.history.swapAt(2, 4) }
    }
  }

  func testHistoryOutOfOrderWithoutAJournal() throws {
    try assertOne(.brokenHistory, isRepairable: false, at: { $0.deal.path }) {
      let later = try XCTUnwrap(TestDirectory.now.adding(seconds: 200_000))
      let changed = try $0.directory.change(try $0.directory.change($0.deal, at: later), at: later)
      try $0.directory.forgetJournal()
      try $0.directory.edit(changed) { $0.history.swapAt(2, 3) }
    }
  }

  func testClockThatWasSetBackIsNoProblem() throws {
    let department = try Department()
    let earlier = try XCTUnwrap(TestDirectory.now.adding(seconds: -500_000))
    try department.directory.change(department.deal, at: earlier)
    XCTAssertEqual(try department.directory.check(), [])
  }

  // MARK: Configuration

  func testMissingConfiguration() throws {
    for path in ["crm.json", "settings.json"] {
      try assertOne(.missingDocument, isRepairable: false, at: { _ in path }) {
        try $0.directory.remove(path)
      }
    }
    let directory = try TestDirectory()
    try directory.remove("pipelines")
    XCTAssertEqual(try directory.check().map(\.path), ["pipelines"])
  }

  func testDirectoryThatIsNotCRM() throws {
    try assertOne(.damagedDocument, isRepairable: false, at: { _ in "crm.json" }) {
      try $0.directory.replace("\"crm\"", by: "\"erp\"", in: "crm.json")
    }
  }

  func testZoneUnknownToTheMachine() throws {
    try assertOne(.damagedDocument, isRepairable: false, at: { _ in "settings.json" }) {
      try $0.directory.replace("Europe/Moscow", by: "Nowhere/Nothing", in: "settings.json")
    }
  }

  func testPipelineThatCannotBeUnderstood() throws {
    for (old, new) in [
      ("\"id\": \"ads\"", "\"id\": \"advertising\""), ("\"next-task\"", "\"next-tusk\""),
      ("\"template\": \"meeting\"", "\"template\": \"gathering\""),
    ] {
      try assertOne(.damagedDocument, isRepairable: false, at: { _ in "pipelines/ads.json" }) {
        try $0.directory.replace(old, by: new, in: "pipelines/ads.json")
      }
    }
  }

  func testNotIgnoredByGit() throws {
    for text in ["", "node_modules/\n", "# local/\n"] {
      try assertOne(.notIgnored, isRepairable: true, at: { _ in ".gitignore" }) {
        try $0.directory.write(text, to: ".gitignore")
      }
    }
    try assertOne(.notIgnored, isRepairable: true) { try $0.directory.remove(".gitignore") }
    let department = try Department()
    try department.directory.write("x\r\n/local/\r\n", to: ".gitignore")
    XCTAssertEqual(try department.directory.check(), [])
  }

  // MARK: Permissions (R31)

  func testOthersMayNotReadAnything() throws {
    for path: (Department) -> String in [
      { $0.deal.path }, { _ in "deals" }, { _ in "." }, { _ in "crm.json" },
      { _ in "settings.json" }, { _ in "pipelines/ads.json" }, { _ in "local" },
      { _ in "local/state" }, { _ in "local/lock" }, { _ in "local/journal/00000001.log" },
      { _ in ".gitignore" }, { _ in "templates/meeting.json" },
    ] {
      for mode in [0o740, 0o704] {
        try assertOne(.permissions, isRepairable: true, at: path) {
          try $0.directory.setMode(mode, path($0))
        }
      }
    }
  }

  func testManyExposedFilesAreOneProblem() throws {
    let department = try Department()
    for deal in department.chain { try department.directory.setMode(0o644, deal.path) }
    let problems = try department.directory.check()
    XCTAssertEqual(problems.map(\.kind), [.permissions])
    XCTAssertTrue(problems[0].message.en.hasSuffix("(and 2 more)"), problems[0].message.en)
  }

  func testGroupIsAllowedWhereTheSettingsSaySo() throws {
    let department = try Department()
    try department.directory.replace(
      "\"shared\": false", by: "\"shared\": true", in: "settings.json")
    try department.directory.setMode(0o660, department.deal.path)
    XCTAssertEqual(try department.directory.check(), [])
    try department.directory.setMode(0o664, department.deal.path)
    XCTAssertEqual(try department.directory.check().map(\.kind), [.permissions])
  }

  // MARK: Journal and state

  func testFlippedByteOfTheJournalIsOneProblem() throws {
    let department = try Department()
    let path = "local/journal/00000001.log"
    let whole = try Data(contentsOf: URL(filePath: department.directory.file(path)))
    for offset in stride(from: 0, to: whole.count, by: 211) {
      var bytes = whole
      bytes[offset] ^= 0x20
      try department.directory.write(bytes, to: path)
      let problems = try department.directory.check()
      XCTAssertEqual(problems.map(\.kind), [.journalDamaged], "\(offset) of \(whole.count)")
      XCTAssertEqual(problems.map(\.path), [path])
    }
  }

  func testJournalCutOffBeforeWhatWasAppliedIsOneProblem() throws {
    let department = try Department()
    let path = "local/journal/00000001.log"
    let whole = try Data(contentsOf: URL(filePath: department.directory.file(path)))
    for count in [0, 10, whole.count / 2, whole.count - 1] {
      try department.directory.write(whole[..<count], to: path)
      XCTAssertEqual(try department.directory.check().map(\.kind), [.journalDamaged], "\(count)")
    }
  }

  func testDamagedJournalIsFoundWithoutAReadableState() throws {
    let department = try Department()
    let path = "local/journal/00000001.log"
    var bytes = try Data(contentsOf: URL(filePath: department.directory.file(path)))
    bytes[150] ^= 1
    try department.directory.write(bytes, to: path)
    try department.directory.write("state 1\n", to: "local/state")
    XCTAssertEqual(try department.directory.check().map(\.kind), [.journalDamaged])
  }

  func testDamagedJournalHidesNoOtherProblem() throws {
    let department = try Department()
    var bytes = try Data(
      contentsOf: URL(filePath: department.directory.file("local/journal/00000001.log")))
    bytes[150] ^= 1
    try department.directory.write(bytes, to: "local/journal/00000001.log")
    try department.directory.remove("local/state")
    try department.directory.write("{", to: department.deal.path)
    let problems = try department.directory.check()
    XCTAssertEqual(problems.map(\.kind), [.damagedDocument, .journalDamaged])
    XCTAssertEqual(problems.map(\.isRepairable), [false, false])
  }

  func testMissingSegmentIsOneProblemAndForgottenOnesAreNone() throws {
    let directory = try TestDirectory()
    var limits = StoreLimits()
    limits.segmentOperations = 2
    let store = try Store(at: directory.path, fileSystem: PosixSystem(), limits: limits)
    for number in 0..<7 {
      try store.write(wait: .seconds(1)) { (writer: consuming StoreWriter) throws(StoreError) in
        let header = OperationHeader(id: "op\(number)", at: 0, user: "anna", command: [])
        _ = try writer.commit(header, [])
      }
    }
    XCTAssertEqual(try directory.check(), [])
    try directory.remove("local/journal/00000001.log")
    XCTAssertEqual(try directory.check(), [])
    try directory.remove("local/journal/00000007.log")
    XCTAssertEqual(try directory.check().map(\.kind), [.journalDamaged])
    try directory.remove("local/journal")
    XCTAssertEqual(try directory.check(), [])
  }

  func testWhatTheNextCommandClearsAwayIsNoProblem() throws {
    let department = try Department()
    let path = "local/journal/00000001.log"
    let whole = try Data(contentsOf: URL(filePath: department.directory.file(path)))
    try department.directory.write(whole + Data("operation 99".utf8), to: path)
    try department.directory.write("{", to: "local/tmp/document-0")
    try department.directory.write("torn", to: "local/state")
    XCTAssertEqual(try department.directory.check(), [])
    try department.directory.forgetJournal()
    XCTAssertEqual(try department.directory.check(), [])
  }

  func testLeftoverFile() throws {
    try assertOne(.leftoverFile, isRepairable: true, at: { _ in "local/tmp/x" }) {
      try $0.directory.write("x", to: "local/tmp/x")
    }
  }

  func testOwnFilesOfTheWrongKind() throws {
    for path in ["local/state", "local/lock", "local/journal/00000001.log"] {
      try assertOne(.notAFile, isRepairable: false, at: { _ in path }) {
        try $0.directory.remove(path)
        try $0.directory.write("x", to: "\(path)/x")
      }
    }
    for path in ["local", "local/journal", "local/tmp"] {
      try assertOne(.notAFolder, isRepairable: false, at: { _ in path }) {
        try $0.directory.remove(path)
        try $0.directory.write("x", to: path)
      }
    }
  }

  func testCheckWaitsForAWriterAndGivesUp() throws {
    let department = try Department()
    let lock = try XCTUnwrap(
      PosixSystem().tryLock(department.directory.file("local/lock"), .exclusive, mode: 0o600))
    defer { lock.release() }
    XCTAssertThrowsError(
      try department.directory.store.check(
        wait: .milliseconds(20), environment: TestDirectory.environment)
    ) { error in
      guard case CRMError.store(.locked)? = error as? CRMError else { return XCTFail("\(error)") }
    }
  }

  func testProblemsAreSortedByPath() throws {
    let department = try Department()
    for deal in department.chain + [department.deal] {
      try department.directory.write("{", to: deal.path)
    }
    try department.directory.write("{", to: department.company.path)
    let paths = try department.directory.check().map(\.path)
    XCTAssertEqual(paths.count, 5)
    XCTAssertEqual(paths, paths.sorted())
  }

  func testKindsAreStable() {
    XCTAssertEqual(
      CheckProblem.Kind.allCases.map(\.rawValue),
      [
        "damaged-document", "newer-document", "missing-document", "misplaced-document",
        "duplicate-id", "dangling-reference", "broken-chain", "broken-history", "lost-history",
        "broken-tasks", "wrong-contacts", "unreadable", "not-a-file", "not-a-folder",
        "symbolic-link", "foreign-file", "leftover-file", "permissions", "not-ignored",
        "journal-damaged",
      ])
  }
}

extension ChainLink {
  fileprivate func with(part: Int) -> ChainLink {
    ChainLink(id: id, part: part, total: total, previous: previous, next: next)
  }

  fileprivate func with(previous: DealID) -> ChainLink {
    ChainLink(id: id, part: part, total: total, previous: previous, next: next)
  }
}
