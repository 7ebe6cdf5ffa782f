import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// What stands in a document.
final class CheckContentTests: CheckTestCase {
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
      try $0.directory.replace("\"schema\": 1", by: "\"schema\": 3", in: $0.deal.path)
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

  func testAnyChangedByteIsAtMostOneProblem() throws {
    let department = try Department()
    let directory = department.directory
    var generator = SplitMix64(seed: 20_261_121)
    let paths =
      ["settings.json", "crm.json", "pipelines/ads.json", "templates/meeting.json"]
      + department.chain.map(\.path)
      + [department.company.path, department.contact.path, department.deal.path]
    for forgets in [false, true] {
      if forgets { try directory.forgetJournal() }
      for round in 0..<400 {
        let path = paths[round % paths.count]
        let whole = try Data(contentsOf: URL(filePath: directory.file(path)))
        var bytes = whole
        let offset = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[offset] = UInt8(ascii: "0") + UInt8.random(in: 0...74, using: &generator)
        try directory.write(bytes, to: path)
        do {
          let problems = try directory.check()
          XCTAssertLessThanOrEqual(
            problems.count, 1, "\(path) \(offset) \(bytes[offset]): \(problems)")
        } catch CRMError.newerFormat where path == "crm.json" {
        }
        try directory.write(whole, to: path)
      }
    }
    XCTAssertEqual(try directory.check(), [])
  }
}
