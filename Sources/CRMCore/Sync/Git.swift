package import CRMModel

/// The program git at work on one repository: fixed arguments, no shell, no prompt, bounded output (R120).
package struct Git: Sendable {
  /// Runs a program; the system's own, or a test's.
  package typealias Runner = @Sendable (ProgramRun) throws(SystemError) -> ProgramAnswer

  /// The data directory.
  let root: String
  let access: StoreAccess
  private let runner: Runner
  /// Who makes commits, and when.
  private let author: (name: String, at: Instant)

  /// git for a data directory, in the name of a user.
  package init(
    _ root: String, _ access: StoreAccess, author: Login, at now: Instant, runner: @escaping Runner
  ) {
    self.root = root
    self.access = access
    self.runner = runner
    self.author = (author.text.filter { !"<>\n\0".contains($0) }, now)
  }

  /// Where another repository, another index or another author would come from.
  private static let withheld = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_AUTHOR_",
    "GIT_COMMITTER_", "GIT_EXTERNAL_DIFF",
  ]

  /// No program is run but git and what carries its connections; no commit waits for a person.
  private static let settings = [
    "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.quotePath=false",
    "core.autocrlf=false", "commit.gpgSign=false", "advice.detachedHead=false",
  ]

  /// A command that a person can give here by hand.
  func command(_ words: String...) -> [String] { ["git", "-C", root] + words }

  /// Everything that git may say at once.
  private static let mostOutput = 1 << 30

  /// Runs git, whatever comes of it.
  func answer(
    _ words: [String], input: [UInt8] = [], index: String? = nil, inRepository: Bool = true
  ) throws(CRMError) -> ProgramAnswer {
    // Named, so that no repository around the data directory is taken for its own.
    let place = inRepository ? ["--git-dir=\(root)/.git", "--work-tree=\(root)"] : []
    var run = ProgramRun(
      "git", Self.settings.flatMap { ["-c", $0] } + place + words,
      mask: access == .group ? 0o007 : 0o077, limit: Self.mostOutput)
    run.input = input
    run.withheld = Self.withheld
    let date = "\(author.at.secondsSinceEpoch) +0000"
    run.variables = [
      "GIT_TERMINAL_PROMPT": "0", "GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_DATE": date,
      "GIT_AUTHOR_EMAIL": "\(author.name)@crm", "GIT_COMMITTER_NAME": author.name,
      "GIT_COMMITTER_EMAIL": "\(author.name)@crm", "GIT_COMMITTER_DATE": date,
    ]
    run.variables["GIT_INDEX_FILE"] = index
    do throws(SystemError) { return try runner(run) } catch {
      guard error.code == SystemError.notFound else { throw .system(error) }
      throw .sync(
        SyncProblem(
          .refused, ru: "нет программы git: без нее данные не синхронизируются",
          en: "there is no program git: without it data are not synchronized"))
    }
  }

  /// Runs git and gives what it writes.
  ///
  /// - Throws: `CRMError.sync` with its own words where it fails.
  @discardableResult
  func output(
    _ words: [String], input: [UInt8] = [], index: String? = nil, inRepository: Bool = true
  ) throws(CRMError) -> [UInt8] {
    let answer = try answer(words, input: input, index: index, inRepository: inRepository)
    guard answer.status == 0 else { throw .sync(.git(words, answer.errors)) }
    return answer.output
  }

  /// The one line that git writes; `nil` where it ends otherwise than well, or writes nothing.
  func line(_ words: String...) throws(CRMError) -> String? {
    let answer = try answer(words)
    let text = String(decoding: answer.output, as: UTF8.self).trimmingBlanks()
    return answer.status == 0 && !text.isEmpty ? text : nil
  }

  /// The author of a commit as a stream of commits has it.
  var signature: String {
    "\(author.name) <\(author.name)@crm> \(author.at.secondsSinceEpoch) +0000"
  }
}
