import CRMCommands
import CRMTestSupport
import CommandLineKit
import XCTest

/// `CRM_RECORD=1 swift test --filter CompletionFilesTests` writes `completions/` anew and fails.
final class CompletionFilesTests: XCTestCase {
  func testFilesAreThoseOfTheTree() throws {
    for shell in CompletionShell.allCases {
      try Self.file(of: shell).check(CommandTree.completions.text(shell, .en))
    }
  }

  func testTheCommandPrintsThemInTheLanguageOfTheUser() throws {
    let world = try TestWorld()
    for shell in CompletionShell.allCases {
      for language in Language.allCases {
        let run = world.run("completions", shell.rawValue, "--lang", language.rawValue)
        XCTAssertEqual(run.status, 0)
        XCTAssertEqual(run.out, CommandTree.completions.text(shell, language))
      }
    }
    XCTAssertEqual(world.run("completions", "tcsh").status, 2)
  }

  static func file(of shell: CompletionShell) -> RecordedFile {
    switch shell {
    case .bash: RecordedFile("completions/crm.bash")
    case .zsh: RecordedFile("completions/_crm")
    case .fish: RecordedFile("completions/crm.fish")
    }
  }
}
