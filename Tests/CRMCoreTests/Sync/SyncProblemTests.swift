import CRMModel
import XCTest

@testable import CRMCore

final class SyncProblemTests: XCTestCase {
  /// A shared folder that another user has made is refused by git until it is trusted; git's words have the
  /// command (R120).
  func testR120TheCommandThatGitOffersForAnothersFolderIsAHint() {
    for (shown, folder) in [
      ("/srv/sales.git", "/srv/sales.git"), ("'/srv/our sales.git'", "/srv/our sales.git"),
      (#"'/srv/anna'\''s.git'"#, "/srv/anna's.git"),
    ] {
      let problem = SyncProblem.git(
        ["fetch"],
        Array(
          """
          fatal: detected dubious ownership in repository at '\(folder)'
          To add an exception for this directory, call:

          \tgit config --global --add safe.directory \(shown)

          """.utf8))
      XCTAssertEqual(
        problem.commands, [["git", "config", "--global", "--add", "safe.directory", folder]])
    }
    XCTAssertEqual(SyncProblem.git(["fetch"], Array("fatal: no".utf8)).commands, [])
  }
}
