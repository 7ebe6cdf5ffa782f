import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// Where documents lie, and what lies among them.
final class CheckPlaceTests: CheckTestCase {
  func testIDThatIsNotTheFileName() throws {
    try assertOne(.misplacedDocument, isRepairable: true, at: { $0.deal.path }) {
      try $0.directory.replace(
        "\"id\": \"\($0.deal.id.text)\"", by: "\"id\": \"zzzzzzz9\"", in: $0.deal.path)
    }
  }

  func testDocumentInTheWrongFolder() throws {
    // An id may begin with any two characters.
    let folders: [(String) -> String] = [
      { $0.hasPrefix("zz") ? "companies/yy" : "companies/zz" }, { _ in "companies" },
    ]
    for folder in folders {
      try assertOne(
        .misplacedDocument, isRepairable: true,
        at: { "\(folder($0.company.id.text))/\($0.company.id.text).json" }
      ) {
        let id = $0.company.id.text
        try $0.directory.move($0.company.path, to: "\(folder(id))/\(id).json")
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

  /// A cloud's drive keeps both versions of a document; the other one may hold work of another machine.
  func testAnotherVersionOfADocumentIsNoCopyToThrowAway() throws {
    for name in [
      "pipelines/ads (conflicted copy 2026-11-29).json",
      "pipelines/ads.sync-conflict-2026-ABC.json",
    ] {
      let department = try Department()
      try department.directory.write("{}", to: name)
      let problem = try XCTUnwrap(try department.directory.check().first)
      XCTAssertEqual(problem.kind, .foreignFile)
      XCTAssertTrue(problem.message.en.contains("another version of pipelines/ads.json"), name)
    }
  }

  func testForeignFilesBesideTheDocumentsAreNobodysBusiness() throws {
    let department = try Department()
    try department.directory.write("x", to: "README.md")
    try department.directory.write("x", to: ".git/config")
    XCTAssertEqual(try department.directory.check(), [])
  }

  func testWhatTheDeviceCannotReadIsOneProblem() throws {
    let department = try Department()
    let directory = department.directory
    for path in [
      department.deal.path, department.company.path, department.chain[1].path, "deals", "contacts",
      "companies", String(department.contact.path.prefix(11)), "pipelines/ads.json",
      "settings.json", "crm.json", "templates", "templates/meeting.json", "pipelines",
      "local/journal",
      "local/journal/00000001.log",
    ] {
      let problems = try directory.check(UnflushedSystem(unreadable: [directory.file(path)]))
      XCTAssertEqual(problems.map(\.kind), [.unreadable], "\(path): \(problems)")
      XCTAssertEqual(
        problems.map(\.path), [path == "local/journal/00000001.log" ? "local/journal" : path])
    }
  }

  func testFailureWithoutTracesIsNotHidden() throws {
    let department = try Department()
    let state = department.directory.file("local/state")
    XCTAssertThrowsError(try department.directory.check(UnflushedSystem(unreadable: [state]))) {
      guard case CRMError.store(.failed)? = $0 as? CRMError else { return XCTFail("\($0)") }
    }
  }

  func testCommittedDocumentsThatCannotBeWrittenAreThere() throws {
    let department = try Department()
    let directory = department.directory
    let stuck = UnflushedSystem(cannotRename: true)
    let workspace = try Workspace(
      path: directory.path, files: stuck, environment: TestDirectory.environment,
      wait: .seconds(1))
    let contact = try workspace.write(
      now: { _ in TestDirectory.now }, user: Login(stored: "anna"), command: [], isDryRun: false
    ) { (transaction) throws(CRMError) in
      let contact = CardEdit<Contact>().add(
        id: try transaction.newIdentifier(Contact.self), company: department.company.id,
        name: "Петр", in: transaction.context)
      try transaction.put(contact)
      return contact
    }
    XCTAssertEqual(try directory.check(stuck), [])
    XCTAssertFalse(FileManager.default.fileExists(atPath: directory.file(contact.path)))
    XCTAssertEqual(try directory.check(), [])
    XCTAssertTrue(FileManager.default.fileExists(atPath: directory.file(contact.path)))
  }
}
