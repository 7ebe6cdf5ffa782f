import CRMCore
import Foundation
import XCTest

/// `Examples/*/walkthrough.sh`: each source's own story, which checks itself at every step (R104–R111).
final class ExamplesWalkthroughTests: XCTestCase {
  func testEveryWalkthroughIsPlayedToItsEnd() throws {
    let examples = ExamplesProcess.checkout.appendingPathComponent("Examples")
    let stories = Scenario.all.map {
      examples.appendingPathComponent("\($0.name)/walkthrough.sh")
    }.filter { FileManager.default.fileExists(atPath: $0.path) }
    XCTAssertFalse(stories.isEmpty)
    for story in stories {
      let folder = try ExamplesFolder(for: self)
      let play = try ExamplesProcess(
        story, environment: ["CRM_DATA": folder.path("data/.crm")], in: folder)
      XCTAssertEqual(play.status, 0, "\(story.path)\n\(play.output.suffix(1_000))\n\(play.error)")
    }
  }
}
