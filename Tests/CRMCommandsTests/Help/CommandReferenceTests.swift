import CRMCommands
import CRMTestSupport
import CommandLineKit
import XCTest

/// `CRM_RECORD=1 swift test --filter CommandReferenceTests` writes the page anew and fails.
final class CommandReferenceTests: XCTestCase {
  func testThePageIsThatOfTheTree() throws {
    try RecordedFile("Sources/CRMCore/CRMCore.docc/CommandReference.md")
      .check(CommandReference(CommandTree.program.description).text)
  }
}
