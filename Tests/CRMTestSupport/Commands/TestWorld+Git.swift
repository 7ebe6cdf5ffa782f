import CRMCore

/// git as a person uses it beside the program.
extension TestWorld {
  /// Runs git in the world's folder.
  ///
  /// - Throws: `GitFailure` where it ends otherwise than well.
  /// - Returns: What it writes.
  @discardableResult
  package func git(_ words: String...) throws -> String { try git(words) }

  /// Runs git in the world's folder.
  @discardableResult
  package func git(_ words: [String]) throws -> String {
    var run = ProgramRun("git", ["-C", folder] + words, mask: 0o077, limit: 1 << 24)
    run.withheld = ["GIT_"]
    run.variables = [
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_AUTHOR_NAME": "test", "GIT_AUTHOR_EMAIL": "test@example.com",
      "GIT_COMMITTER_NAME": "test", "GIT_COMMITTER_EMAIL": "test@example.com",
      "GIT_AUTHOR_DATE": "1790000000 +0000", "GIT_COMMITTER_DATE": "1790000000 +0000",
    ]
    let answer = try PosixSystem().run(run)
    guard answer.status == 0 else {
      throw GitFailure(words: words, errors: String(decoding: answer.errors, as: UTF8.self))
    }
    return String(decoding: answer.output, as: UTF8.self)
  }

  /// git that should have worked.
  package struct GitFailure: Error {
    let words: [String]
    let errors: String
  }
}
