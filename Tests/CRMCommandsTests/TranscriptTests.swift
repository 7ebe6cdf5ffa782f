import Foundation
import XCTest

/// Every command as a person sees it; the files say what is printed.
///
/// Whatever a command suggests is run where it is suggested (T7, `HintCheck`).
///
/// `CRM_RECORD=1 swift test --filter TranscriptTests` writes what differs into the files and fails;
/// read the diff before it is committed.
final class TranscriptTests: XCTestCase {
  func testEveryTranscriptIsPlayed() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
      .filter { $0.hasSuffix(".txt") }
    let played = try String(contentsOfFile: #filePath, encoding: .utf8)
      .matches(of: /func (test\w+)\(\) throws { try play\(\) }/).map { Self.file(of: "\($0.1)") }
    XCTAssertEqual(files.filter { !played.contains($0) }, [], "add a test that plays them")
  }

  // MARK: The transcripts

  func testInit() throws { try play() }
  func testCompanyAdd() throws { try play() }
  func testCompanyList() throws { try play() }
  func testCompanyShow() throws { try play() }
  func testCompanyEdit() throws { try play() }
  func testCompanyRemove() throws { try play() }
  func testCompanyMerge() throws { try play() }
  func testCompanyLegal() throws { try play() }
  func testContactAdd() throws { try play() }
  func testContactList() throws { try play() }
  func testContactEdit() throws { try play() }
  func testContactRemove() throws { try play() }
  func testContactMerge() throws { try play() }
  func testLeadMerge() throws { try play() }
  func testDupes() throws { try play() }
  func testTag() throws { try play() }
  func testDealAdd() throws { try play() }
  func testDealShare() throws { try play() }
  func testDealCopy() throws { try play() }
  func testDealList() throws { try play() }
  func testDealFind() throws { try play() }
  func testLead() throws { try play() }
  func testLeadIntake() throws { try play() }
  func testErrorsLeads() throws { try play() }
  func testStageWhen() throws { try play() }
