import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// This machine's own files.
final class CheckJournalTests: CheckTestCase {
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
    XCTAssertEqual(problems.map(\.isRepairable), [false, true])
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
        "duplicate-id", "dangling-reference", "broken-chain", "broken-paper",
        "duplicate-number", "broken-history", "lost-history",
        "broken-tasks", "wrong-contacts", "unreadable", "not-a-file", "not-a-folder",
        "symbolic-link", "foreign-file", "leftover-file", "permissions", "not-ignored",
        "journal-damaged", "catalog-wrong", "contradicts-history", "misspelt-key",
        "changed-outside",
      ])
  }
}
