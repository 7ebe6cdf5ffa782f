import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// The department's own data and who may read it.
final class CheckConfigurationTests: CheckTestCase {
  // MARK: Configuration

  func testMissingConfiguration() throws {
    for path in ["crm.json", "settings.json"] {
      try assertOne(.missingDocument, isRepairable: true, at: { _ in path }) {
        try $0.directory.remove(path)
      }
    }
    let directory = try TestDirectory()
    try directory.remove("pipelines")
    XCTAssertEqual(try directory.check().map(\.path), ["pipelines"])
  }

  func testMissingTemplateIsOneProblemHoweverManyPipelinesAskForIt() throws {
    try assertOne(.missingDocument, isRepairable: true, at: { _ in "templates/meeting.json" }) {
      try $0.directory.remove("templates/meeting.json")
    }
    try assertOne(.missingDocument, isRepairable: false, at: { _ in "templates/../x.json" }) {
      try $0.directory.replace(
        "\"template\": \"meeting\"", by: "\"template\": \"../x\"", in: "pipelines/ads.json")
    }
  }

  func testDirectoryThatIsNotCRM() throws {
    try assertOne(.damagedDocument, isRepairable: true, at: { _ in "crm.json" }) {
      try $0.directory.replace("\"crm\"", by: "\"erp\"", in: "crm.json")
    }
  }

  func testZoneUnknownToTheMachine() throws {
    try assertOne(.damagedDocument, isRepairable: true, at: { _ in "settings.json" }) {
      try $0.directory.replace("Europe/Moscow", by: "Nowhere/Nothing", in: "settings.json")
    }
  }

  func testPipelineThatCannotBeUnderstood() throws {
    for (old, new) in [
      ("\"id\": \"ads\"", "\"id\": \"advertising\""), ("\"next-task\"", "\"next-tusk\""),
    ] {
      try assertOne(.damagedDocument, isRepairable: true, at: { _ in "pipelines/ads.json" }) {
        try $0.directory.replace(old, by: new, in: "pipelines/ads.json")
      }
    }
  }

  /// R112: a format that an import would refuse, or pass over without a word.
  func testFormatOfAnExportThatNothingIsReadBy() throws {
    for (name, text, kind) in [
      (
        "amocrm", #"{"schema": 1, "columns": {"colour": ["Цвет"]}}"#,
        CheckProblem.Kind.damagedDocument
      ),
      ("amocm", #"{"schema": 1, "columns": {"name": ["Имя"]}}"#, .damagedDocument),
      ("amocrm", #"{"schema": 1, "colums": {"name": ["Имя"]}}"#, .misspeltKey),
    ] {
      try assertOne(kind, isRepairable: false, at: { _ in "formats/\(name).json" }) {
        try $0.directory.write(text, to: "formats/\(name).json")
      }
    }
    let directory = try TestDirectory()
    try directory.write(#"{"schema": 1, "columns": {"name": ["Имя"]}}"#, to: "formats/csv.json")
    XCTAssertEqual(try directory.check(), [])
  }

  func testCalendarWithoutAWorkingDay() throws {
    for days in ["[]", "[\"funday\"]"] {
      try assertOne(.damagedDocument, isRepairable: true, at: { _ in "settings.json" }) {
        let text = try $0.directory.text("settings.json")
        let start = try XCTUnwrap(text.range(of: "\"days\": ")).upperBound
        let end = try XCTUnwrap(text.range(of: "]", range: start..<text.endIndex)).upperBound
        try $0.directory.write(
          text.replacingCharacters(in: start..<end, with: days), to: "settings.json")
      }
    }
  }

  func testKeptEveningThatCannotBeUnderstood() throws {
    for text in ["{", "{\"schema\": 1, \"day\": \"2026-11-19\"}", "{\"schema\": 1}"] {
      try assertOne(.damagedDocument, isRepairable: false, at: { _ in "audits/2026-11-20.json" }) {
        try $0.directory.write(text, to: "audits/2026-11-20.json")
      }
    }
    let directory = try TestDirectory()
    try directory.write("{\"schema\": 1, \"day\": \"2026-11-20\"}", to: "audits/2026-11-20.json")
    XCTAssertEqual(try directory.check(), [])
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
}
