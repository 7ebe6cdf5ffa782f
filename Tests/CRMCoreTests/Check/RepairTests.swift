import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// What is mended is as it was before the damage, what was replaced is kept, the rest is untouched.
final class RepairTests: XCTestCase {
  private static let user = Login(stored: "anna")

  private struct Department {
    let directory: TestDirectory
    let company: Company
    let contact: Contact
    let deal: Deal

    init() throws {
      directory = try TestDirectory()
      company = try directory.addCompany()
      contact = try directory.addContact(company)
      deal = try directory.change(try directory.addDeal(company, [contact]))
    }

    func repair(
      isDryRun: Bool = false, workspace: Workspace? = nil
    ) throws -> RepairReport {
      try (workspace ?? directory.workspace).repair(
        now: { _ in TestDirectory.now }, user: RepairTests.user, enteredBy: RepairTests.user,
        command: ["fsck", "--repair"],
        isDryRun: isDryRun)
    }

    func turn(_ turn: Workspace.Turn) throws {
      _ = try directory.workspace.turn(
        turn, now: { _ in TestDirectory.now }, user: RepairTests.user, command: ["undo"],
        isDryRun: false)
    }

    /// Every file outside of the machine's own, with its content; a link by where it leads.
    func files() throws -> [String: Data] {
      var files: [String: Data] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: directory.path)
      where !path.hasPrefix("local") {
        let file = directory.file(path)
        guard try PosixSystem().status(file)?.kind != .folder else { continue }
        files[path] =
          FileManager.default.contents(atPath: file)
          ?? Data(
            (try? FileManager.default.destinationOfSymbolicLink(atPath: file))?.utf8 ?? "".utf8)
      }
      return files
    }

    func operations() throws -> Int {
      try directory.workspace.read { (snapshot) throws(CRMError) in try snapshot.log().count }
    }
  }

  /// Everything that may happen to one document that the journal knows.
  private var damages: [(name: String, isUndoable: Bool, damage: (Department) throws -> Void)] {
    [
      (
        "cut off", true,
        {
          try $0.directory.write(
            String($0.directory.text($0.deal.path).prefix(200)), to: $0.deal.path)
        }
      ),
      ("empty", true, { try $0.directory.write("", to: $0.deal.path) }),
      ("no JSON", true, { try $0.directory.write("\0\0\0", to: $0.company.path) }),
      (
        "wrong type", true,
        {
          try $0.directory.replace(
            "\"name\": \"", by: "\"name\": 7, \"x\": \"", in: $0.contact.path)
        }
      ),
      ("gone", true, { try $0.directory.remove($0.deal.path) }),
      ("company gone", false, { try $0.directory.remove($0.company.path) }),
      (
        "too large", false,
        { try $0.directory.write(Data(count: (16 << 20) + 1), to: $0.deal.path) }
      ),
      (
        "folder", false,
        {
          try $0.directory.remove($0.deal.path)
          try $0.directory.write("{}", to: $0.deal.path + "/inside.json")
        }
      ),
      (
        "link", false,
        {
          try $0.directory.remove($0.deal.path)
          try $0.directory.link($0.deal.path, to: "/etc/hostname")
        }
      ),
      (
        "other id", true,
        { department in
          try department.directory.replace(
            "\"id\": \"\(department.deal.id.text)\"", by: "\"id\": \"zzzzzzzz\"",
            in: department.deal.path)
        }
      ),
    ]
  }

  func testDamagedDocumentsComeBackAndWhatIsReplacedIsKept() throws {
    for (name, isUndoable, damage) in damages {
      let department = try Department()
      let before = try department.files()
      try damage(department)
      let damaged = try department.files()
      let operations = try department.operations()
      XCTAssertEqual(try department.directory.check().count, 1, name)

      let report = try department.repair()
      XCTAssertEqual(report.repaired.count, 1, name)
      XCTAssertEqual(report.remaining, [], name)
      XCTAssertEqual(try department.files(), before, name)
      XCTAssertEqual(try department.directory.check(), [], name)
      XCTAssertEqual(try department.operations(), operations + 1, "\(name): one operation")
      if let replaced = damaged[report.repaired[0].problem.path] {
        let aside = try XCTUnwrap(report.repaired[0].aside, name)
        XCTAssertTrue(aside.hasPrefix("local/aside/"), aside)
        XCTAssertTrue(aside.hasSuffix(report.repaired[0].problem.path), aside)
        let file = department.directory.file(aside)
        let kept =
          FileManager.default.contents(atPath: file)
          ?? (try? FileManager.default.destinationOfSymbolicLink(atPath: file)).map {
            Data($0.utf8)
          }
          ?? FileManager.default.contents(atPath: file + "/inside.json").map { _ in Data() }
        XCTAssertEqual(kept, replaced, name)
      }
      guard isUndoable else { continue }
      try department.turn(.undo)
      XCTAssertEqual(try department.files(), damaged, "\(name), undone")
      try department.turn(.redo)
      XCTAssertEqual(Set(try department.files().keys), Set(before.keys), "\(name), done again")
      XCTAssertEqual(try department.directory.check(), [], name)
    }
  }

  func testMisplacedDocumentIsMovedHome() throws {
    for place in ["deals/zz/", "deals/", "deals/00/"] {
      let department = try Department()
      let before = try department.files()
      try department.directory.move(
        department.deal.path, to: place + department.deal.id.text + ".json")
      let report = try department.repair()
      XCTAssertEqual(report.repaired.map(\.problem.kind), [.misplacedDocument], place)
      XCTAssertEqual(report.remaining, [])
      XCTAssertEqual(try department.files(), before, place)
      try department.turn(.undo)
      XCTAssertNil(try department.files()[department.deal.path])
    }
  }

  func testDocumentWrittenOverAnotherGoesBackAndTheOtherComesBack() throws {
    let department = try Department()
    let other = try department.directory.addDeal(department.company)
    let before = try department.files()
    try department.directory.remove(department.deal.path)
    try department.directory.move(other.path, to: department.deal.path)
    let report = try department.repair()
    XCTAssertEqual(report.remaining, [])
    XCTAssertEqual(try department.files(), before)
  }

  func testSeveralDamagesAreOneOperation() throws {
    let department = try Department()
    let before = try department.files()
    let operations = try department.operations()
    try department.directory.write("[]", to: department.company.path)
    try department.directory.write("", to: department.deal.path)
    try department.directory.write("{", to: department.contact.path)
    XCTAssertEqual(try department.repair().repaired.count, 3)
    XCTAssertEqual(try department.files(), before)
    XCTAssertEqual(try department.operations(), operations + 1)
    try department.turn(.undo)
    XCTAssertEqual(try department.directory.check().count, 3)
  }

  /// What came with the directory and was never changed stands in no journal, but in the program.
  func testDocumentsOfTheScenarioComeBackAsTheyWereShipped() throws {
    let paths = ["pipelines/ads", "templates/meeting", "settings", "scenario", "crm"]
    for path in paths.map({ $0 + ".json" }) {
      for damage in ["", "{", nil] {
        let department = try Department()
        let before = try department.files()
        try department.directory.remove(path)
        if let damage { try department.directory.write(damage, to: path) }
        XCTAssertEqual(try department.repair().repaired.map(\.problem.path), [path])
        XCTAssertEqual(try department.files(), before, path)
      }
    }
  }

  func testAChangedDocumentOfTheScenarioDoesNotComeBackAsItWasShipped() throws {
    let department = try Department()
    let path = "pipelines/ads.json"
    try department.directory.replace("\"Реклама\"", by: "\"Наша реклама\"", in: path)
    _ = try department.directory.workspace.accept(
      user: Self.user, enteredBy: Self.user, isDryRun: false)
    try department.directory.write("{", to: path)
    XCTAssertEqual(try department.repair().remaining.map(\.kind), [.damagedDocument])
  }

  func testWhatTheJournalDoesNotKnowIsLeftAlone() throws {
    let department = try Department()
    try department.directory.forgetJournal()
    try department.directory.write("{", to: department.deal.path)
    try department.directory.write("draft", to: "deals/notes.txt")
    let damaged = try department.files()
    let report = try department.repair()
    XCTAssertEqual(report.repaired, [])
    XCTAssertEqual(Set(report.remaining.map(\.kind)), [.damagedDocument, .foreignFile])
    XCTAssertEqual(try department.files(), damaged)
    XCTAssertEqual(try department.operations(), 0)
  }

  func testPermissionsAreTakenFromOthersAndNothingElse() throws {
    for (isShared, expected) in [(false, 0o600), (true, 0o640)] {
      let department = try Department()
      let directory = department.directory
      if isShared {
        try directory.replace("\"shared\": false", by: "\"shared\": true", in: "settings.json")
        let accepted = try directory.workspace.accept(
          user: Self.user, enteredBy: Self.user, isDryRun: false)
        XCTAssertEqual(accepted.repaired.map(\.problem.path), ["settings.json"])
      }
      try directory.setMode(0o646, department.deal.path)
      try directory.setMode(0o755, "deals")
      let report = try department.repair()
      XCTAssertEqual(report.repaired.map(\.problem.kind), [.permissions])
      XCTAssertEqual(report.remaining, [])
      let status = try PosixSystem().status(directory.file(department.deal.path))
      XCTAssertEqual(status?.mode, UInt32(expected))
      XCTAssertEqual(
        try PosixSystem().status(directory.file("deals"))?.mode, isShared ? 0o750 : 0o700)
    }
  }

  func testIgnoredFilesKeepTheirOtherLines() throws {
    for (before, after) in [
      (nil, "local/\n"), ("", "local/\n"), ("*.bak", "*.bak\nlocal/\n"),
      ("*.bak\n", "*.bak\nlocal/\n"),
    ] {
      let department = try Department()
      try department.directory.remove(".gitignore")
      if let before { try department.directory.write(before, to: ".gitignore") }
      let report = try department.repair()
      XCTAssertEqual(report.repaired.map(\.problem.kind), [.notIgnored])
      XCTAssertEqual(report.remaining, [])
      XCTAssertEqual(try department.directory.text(".gitignore"), after)
      let kept = try report.repaired[0].aside.map(department.directory.text)
      XCTAssertEqual(kept, before)
    }
    let department = try Department()
    try department.directory.remove(".gitignore")
    try department.directory.link(".gitignore", to: "/etc/hostname")
    XCTAssertEqual(try department.repair().remaining, [])
    XCTAssertEqual(try department.directory.text(".gitignore"), "local/\n")
  }

  func testLeftoversAreSetAside() throws {
    for name in ["editor.swp", "имя с \u{1B}[31m и \n"] {
      let department = try Department()
      try department.directory.write("mine", to: "local/tmp/" + name)
      let report = try department.repair()
      XCTAssertEqual(report.repaired.map(\.problem.kind), [.leftoverFile])
      XCTAssertEqual(report.remaining, [])
      let aside = try XCTUnwrap(report.repaired[0].aside)
      XCTAssertEqual(try department.directory.text(aside), "mine")
    }
  }

  func testDryRunSaysTheSameAndChangesNothing() throws {
    let department = try Department()
    try department.directory.write("", to: department.deal.path)
    try department.directory.setMode(0o644, department.company.path)
    try department.directory.write("mine", to: "local/tmp/mine")
    try department.directory.write("draft", to: "deals/notes.txt")
    let damaged = try department.files()
    let tried = try department.repair(isDryRun: true)
    XCTAssertEqual(try department.files(), damaged)
    XCTAssertEqual(try department.directory.check().count, 4)
    XCTAssertFalse(
      FileManager.default.fileExists(atPath: department.directory.file("local/aside")))
    let done = try department.repair()
    XCTAssertEqual(done.repaired.map(\.problem), tried.repaired.map(\.problem))
    XCTAssertEqual(done.repaired.map(\.done), tried.repaired.map(\.done))
    XCTAssertEqual(done.remaining.map(\.kind), [.foreignFile])
    XCTAssertEqual(done.remaining, tried.remaining)
  }

  /// After a restart recovery looks at every document of the journal, and a link among them keeps
  /// the directory from being opened at all.
  func testDirectoryThatCannotBeOpenedIsMended() throws {
    let department = try Department()
    let before = try department.files()
    try department.directory.remove("local/state")
    try department.directory.remove(department.deal.path)
    try department.directory.link(department.deal.path, to: "/etc/hostname")
    XCTAssertThrowsError(try department.operations())
    let report = try department.repair()
    XCTAssertFalse(report.repaired.isEmpty)
    XCTAssertEqual(report.remaining, [])
    XCTAssertEqual(try department.files(), before)
    XCTAssertEqual(try department.directory.check(), [])
  }

  func testTwoRepairsOfOneSecondKeepBoth() throws {
    let department = try Department()
    var kept: [String] = []
    for text in ["one", "two"] {
      try department.directory.write(text, to: department.deal.path)
      let aside = try XCTUnwrap(department.repair().repaired.first?.aside)
      XCTAssertEqual(try department.directory.text(aside), text)
      kept.append(aside)
    }
    XCTAssertEqual(Set(kept).count, 2)
  }

  func testDamagedJournalIsSetAsideAndWorkGoesOn() throws {
    let path = "local/journal/00000001.log"
    for isRestarted in [false, true] {
      // Not in the last record: without the state, that is a torn end.
      for offset in stride(from: 0, to: 1_000, by: 167) {
        let department = try Department()
        let before = try department.files()
        var bytes = try Data(contentsOf: URL(filePath: department.directory.file(path)))
        bytes[offset] ^= 0x20
        try department.directory.write(bytes, to: path)
        if isRestarted { try department.directory.remove("local/state") }
        let name = "\(offset), restarted: \(isRestarted)"

        let tried = try department.repair(isDryRun: true)
        XCTAssertEqual(tried.repaired.map(\.problem.kind), [.journalDamaged], name)
        XCTAssertEqual(try department.directory.check().map(\.kind), [.journalDamaged], name)
        let report = try department.repair()
        XCTAssertEqual(report.repaired.map(\.problem.kind), [.journalDamaged], name)
        XCTAssertEqual(report.remaining, [], name)
        XCTAssertEqual(try department.files(), before, name)
        let aside = try XCTUnwrap(report.repaired.first?.aside)
        let kept = try Data(
          contentsOf: URL(filePath: department.directory.file(aside + "/00000001.log")))
        XCTAssertEqual(kept, bytes, name)

        try department.directory.change(department.deal)
        try department.turn(.undo)
        XCTAssertEqual(try department.directory.check(), [], name)
      }
    }
  }

  /// After a power cut documents may be old ones, and only the journal knows better; an old one that
  /// somebody put there later is theirs.
  func testWhatCanBeReadOfADamagedJournalReachesTheDocuments() throws {
    for (seconds, isLost) in [(0, true), (40_000_000_000, false)] as [(Int64, Bool)] {
      let department = try Department()
      let old = try department.directory.text(department.deal.path)
      try department.directory.change(department.deal)
      var wanted = try department.files()
      let path = "local/journal/00000001.log"
      var bytes = try Data(contentsOf: URL(filePath: department.directory.file(path)))
      bytes[150] ^= 1
      try department.directory.write(bytes, to: path)
      try department.directory.remove("local/state")
      try department.directory.write(old, to: department.deal.path)
      try department.directory.write("", to: department.contact.path)
      if !isLost { wanted[department.deal.path] = Data(old.utf8) }
      let disk = UnflushedSystem(changed: [department.directory.file(department.deal.path): seconds]
      )
      let workspace = try Workspace(
        path: department.directory.path, files: disk, environment: TestDirectory.environment,
        wait: .seconds(1))
      XCTAssertEqual(try department.repair(workspace: workspace).remaining, [])
      XCTAssertEqual(try department.files(), wanted, "is lost: \(isLost)")
    }
  }

  /// A content that is put together from a record that is damaged cannot be told, and that is said.
  func testDocumentsThatADamagedJournalDoesNotHaveWholeAreNamed() throws {
    let department = try Department()
    for _ in 1...2 { try department.directory.change(department.deal) }
    let path = "local/journal/00000001.log"
    var bytes = try Data(contentsOf: URL(filePath: department.directory.file(path)))
    var marks: [Data.Index] = []
    while let mark = bytes[(marks.last.map { $0 + 1 } ?? 0)...].firstRange(
      of: Data("operation ".utf8))
    { marks.append(mark.lowerBound) }
    bytes[try XCTUnwrap(marks.dropLast().last) + 40] ^= 1
    try department.directory.write(bytes, to: path)
    let done = try XCTUnwrap(department.repair().repaired.first?.done)
    XCTAssertTrue(done.en.contains("the record of \(department.deal.path) is unreadable"), done.en)
  }
}
