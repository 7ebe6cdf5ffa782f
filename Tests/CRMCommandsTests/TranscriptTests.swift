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
  func testClientChannels() throws { try play() }
  func testClientNames() throws { try play() }
  func testClientStatus() throws { try play() }
  func testDupes() throws { try play() }
  func testTag() throws { try play() }
  func testForgotten() throws { try play() }
  func testSeenNames() throws { try play() }
  func testDealAdd() throws { try play() }
  func testDealShare() throws { try play() }
  func testDealCopy() throws { try play() }
  func testDealList() throws { try play() }
  func testDealFind() throws { try play() }
  func testSync() throws { try play() }
  func testSyncWarnings() throws { try play() }
  func testErrorsSync() throws { try play() }
  func testLead() throws { try play() }
  func testLeadIntake() throws { try play() }
  func testErrorsLeads() throws { try play() }
  func testErrorsClients() throws { try play() }
  func testStageWhen() throws { try play() }
  func testProduct() throws { try play() }
  func testPaper() throws { try play() }
  func testPaperPrint() throws { try play() }
  func testPaperAudit() throws { try play() }
  func testDealLines() throws { try play() }
  func testPaperMoney() throws { try play() }
  func testPaperLine() throws { try play() }
  func testPaperRights() throws { try play() }
  func testErrorsPapers() throws { try play() }
  func testList() throws { try play() }
  func testDealMove() throws { try play() }
  func testDealShow() throws { try play() }
  func testDealEdit() throws { try play() }
  func testDealClose() throws { try play() }
  func testDealReopen() throws { try play() }
  func testDealAssign() throws { try play() }
  func testDealDelete() throws { try play() }
  func testDealContact() throws { try play() }
  func testCommentAdd() throws { try play() }
  func testTaskSet() throws { try play() }
  func testTaskList() throws { try play() }
  func testTaskDone() throws { try play() }
  func testTaskReschedule() throws { try play() }
  func testTaskAssign() throws { try play() }
  func testTaskCancel() throws { try play() }
  func testSplitPay() throws { try play() }
  func testAudit() throws { try play() }
  func testAutomation() throws { try play() }
  func testErrorsAutomation() throws { try play() }
  func testApproval() throws { try play() }
  func testActivity() throws { try play() }
  func testRemind() throws { try play() }
  func testEvents() throws { try play() }
  func testErrorsApproval() throws { try play() }
  func testPaperRules() throws { try play() }
  func testGoals() throws { try play() }
  func testScenario() throws { try play() }
  func testAuditEvenings() throws { try play() }
  func testRework() throws { try play() }
  func testToday() throws { try play() }
  func testBoard() throws { try play() }
  func testUser() throws { try play() }
  func testDepartment() throws { try play() }
  func testRole() throws { try play() }
  func testProcess() throws { try play() }
  func testRights() throws { try play() }
  func testPipeline() throws { try play() }
  func testStage() throws { try play() }
  func testPlan() throws { try play() }
  func testRate() throws { try play() }
  func testReport() throws { try play() }
  func testReportAhead() throws { try play() }
  func testErrorsPipelines() throws { try play() }
  func testSettings() throws { try play() }
  func testField() throws { try play() }
  func testWhere() throws { try play() }
  func testCheck() throws { try play() }
  func testStory() throws { try play() }
  func testBulk() throws { try play() }
  func testLog() throws { try play() }
  func testUndo() throws { try play() }
  func testUndoById() throws { try play() }
  func testBackup() throws { try play() }
  func testExport() throws { try play() }
  func testBatch() throws { try play() }
  func testImport() throws { try play() }
  func testImportCsv() throws { try play() }
  func testImportHostile() throws { try play() }
  func testImportFormats() throws { try play() }
  func testImportJoined() throws { try play() }
  func testFsck() throws { try play() }
  func testUsage() throws { try play() }
  func testHelp() throws { try play() }
  func testHostile() throws { try play() }
  func testHints() throws { try play() }
  func testHintsAlone() throws { try play() }
  func testHintsAloneEnglish() throws { try play() }
  func testErrorsUsage() throws { try play() }
  func testErrorsValues() throws { try play() }
  func testErrorsReferences() throws { try play() }
  func testErrorsStages() throws { try play() }
  func testErrorsDeals() throws { try play() }
  func testErrorsTasks() throws { try play() }
  func testErrorsPayments() throws { try play() }
  func testErrorsPeople() throws { try play() }
  func testErrorsEvening() throws { try play() }
  func testErrorsLists() throws { try play() }
  func testErrorsReports() throws { try play() }
  func testErrorsEngine() throws { try play() }
  func testErrorsImport() throws { try play() }
  func testErrorsBackup() throws { try play() }
  func testErrorsExport() throws { try play() }
  func testErrorsData() throws { try play() }

  // MARK: Playing

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Transcripts").path

  /// `testDealMove` plays `deal-move.txt`.
  private static func file(of test: String) -> String {
    let words = test.dropFirst(4).prefix { $0 != "(" }
      .map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }
    return words.joined().dropFirst() + ".txt"
  }

  /// Plays the transcript of a test.
  private func play(_ test: String = #function) throws {
    let file = Self.file(of: test)
    let path = Self.folder + "/" + file
    var transcript = Transcript(try String(contentsOfFile: path, encoding: .utf8))
    let seed = file.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
    var player = try TranscriptPlayer(seed: seed)
    let environment = ProcessInfo.processInfo.environment
    let isRecording = environment["CRM_RECORD"] == "1" && environment["CI"] == nil
    var isChanged = false
    for index in transcript.steps.indices {
      let step = transcript.steps[index]
      do {
        guard let printed = try player.play(step) else { continue }
        for problem in player.hintProblems {
          recordFailure(withDescription: problem, inFile: path, atLine: step.line, expected: true)
        }
        guard printed != step.body else { continue }
        fail(step, printed, path)
        transcript.steps[index].body = printed
        isChanged = true
      } catch {
        recordFailure(
          withDescription: "\(error)", inFile: path, atLine: step.line, expected: true)
        break
      }
    }
    if isRecording, isChanged {
      try transcript.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  private func fail(_ step: Transcript.Step, _ printed: [String], _ path: String) {
    let differs = zip(step.body, printed).prefix { $0 == $1 }.count
    let expected = step.body.dropFirst(differs).first ?? "nothing more"
    let got = printed.dropFirst(differs).first ?? "nothing more"
    recordFailure(
      withDescription: "\(step.commandLine)\n  expected: \(expected)\n  printed:  \(got)",
      inFile: path, atLine: step.line + step.head.count + min(differs, step.body.count),
      expected: true)
  }
}
