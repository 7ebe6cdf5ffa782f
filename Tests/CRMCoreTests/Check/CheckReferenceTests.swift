import CRMModel
import Foundation
import XCTest

@testable import CRMCore

/// What documents say about each other, and what is only a consequence.
final class CheckReferenceTests: CheckTestCase {
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

  /// R33: whatever a field of a card refers to is missed, whichever kind has the field.
  func testALeadOfWhatIsGoneDangles() throws {
    for field in LeadForm.card where field.references != nil {
      try assertOne(
        .danglingReference, isRepairable: false, at: { Lead.path($0.contact.id.sameBits()) }
      ) { department in
        var lead = Lead(id: department.contact.id.sameBits())
        lead.history = Array(department.contact.history.prefix(1))
        try field.set("zzzzzzzz", in: &lead)
        try department.directory.write(
          String(decoding: lead.bytes(keeping: []), as: UTF8.self), to: lead.path)
      }
    }
  }

  func testMissingContactDangles() throws {
    try assertOne(.danglingReference, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.forgetJournal()
      try $0.directory.remove($0.contact.path)
    }
  }

  func testMissingPipelineThatTheJournalKnowsCanBeMended() throws {
    try assertOne(.missingDocument, isRepairable: true, at: { _ in "pipelines/ads.json" }) {
      department in
      let directory = department.directory
      let bytes = Array(try directory.text("pipelines/ads.json").utf8)
      try directory.write { (transaction) throws(CRMError) in
        try transaction.set("pipelines/ads.json", to: bytes + [0x0A])
      }
      try directory.remove("pipelines/ads.json")
    }
  }

  func testMissingPipelineIsOneProblem() throws {
    let department = try Department()
    try department.directory.remove("pipelines/ads.json")
    XCTAssertEqual(try department.directory.check().map(\.kind), [.missingDocument])
    try department.directory.forgetJournal()
    let problems = try department.directory.check()
    XCTAssertEqual(problems.map(\.kind), [.danglingReference])
    XCTAssertTrue(problems[0].message.en.contains("'ads'"))
    XCTAssertTrue(problems[0].message.en.hasSuffix("(and 3 more)"), problems[0].message.en)
  }

  func testUnknownStageDangles() throws {
    try assertOne(.danglingReference, isRepairable: false, at: { $0.deal.path }) {
      try $0.directory.editTelling($0.deal) { $0.stage = StageID("dreaming\u{1B}[2J") }
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
}

extension Identifier {
  /// The same id of another kind of thing, which may have it too.
  fileprivate func sameBits<Other>() -> Identifier<Other> { Identifier<Other>(stored: bits) }
}
