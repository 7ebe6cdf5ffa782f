package import CRMModel

/// The message of a commit: what was done, an operation a line, so that every machine's log can tell.
///
///     crm: 2 operations
///
///     kzvs8pja 2026-11-29T06:19:36Z ivanov ["deal","move","5rrr2ezr","call"]
///     zwpq8t7t 2026-11-29T06:20:01Z petrov(ivanov) ["deal","edit","5rrr2ezr","--budget","60000"]
enum CommitMessage {
  /// The message for operations, the oldest first.
  static func text(of operations: some Collection<OperationSummary>) -> String {
    var lines = ["crm: \(operations.count) operations", ""]
    for operation in operations {
      let header = operation.header
      let at = Instant(secondsSinceEpoch: header.at)?.text ?? "-"
      let actor = header.actor.map { "(\($0))" } ?? ""
      let words = JSONWriter.bytes(
        of: .array(header.command.map(JSONValue.string)), style: .compact)
      lines.append(
        "\(header.id) \(at) \(header.user)\(actor) \(String(decoding: words, as: UTF8.self))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The operation that a line tells of; `nil` for any other line.
  static func operation(_ line: some StringProtocol) -> LogEntry? {
    let parts = line.split(separator: " ", maxSplits: 3)
    guard parts.count == 4, let id = OperationID(String(parts[0])),
      let at = try? Instant(parsing: String(parts[1])),
      let words = try? JSONReader.parse(Array(parts[3].utf8))
    else { return nil }
    let logins = String(parts[2]).split { "()".contains($0) }.map(String.init)
    return LogEntry(
      id: id, at: at, user: Login(stored: logins.first ?? ""),
      actor: logins.count > 1 ? Login(stored: logins[1]) : nil,
      command: words.array?.compactMap(\.string) ?? [], changes: [], isUndone: false)
  }
}

extension Workspace {
  /// What all machines have done, by the messages of the commits, newest first; nothing where the data are
  /// shared with nobody, or git cannot tell.
  ///
  /// Reads the whole history.
  package func published(_ request: SyncRequest) throws(CRMError) -> [LogEntry] {
    guard isShared else { return [] }
    let git = Git(
      root, store.context.access, author: request.user, at: environment.now(),
      runner: request.runner)
    let answer: ProgramAnswer
    do throws(CRMError) { answer = try git.answer(["log", "--format=%b", "HEAD"]) } catch {
      return []
    }
    // In a message the oldest comes first.
    return answer.output.split(separator: 0x0A)
      .compactMap { CommitMessage.operation(String(decoding: $0, as: UTF8.self)) }
      .sorted { ($1.at, $1.id) < ($0.at, $0.id) }
  }
}

extension Workspace {
  /// Whether the data directory is one of several.
  package var isShared: Bool { store.context.isOneOfSeveral }

  /// The problems but for those that commits explain: what one holds or has removed came from somebody
  /// (R124), as by a plain `git pull`; all of them where the data are shared with nobody, or git cannot tell.
  func unexplained(
    _ problems: [CheckProblem], _ snapshot: Snapshot, askingGit runner: Git.Runner?
  ) throws(CRMError) -> [CheckProblem] {
    guard let runner, isShared else { return problems }
    let git = Git(
      root, store.context.access, author: Login(stored: "crm"), at: environment.now(),
      runner: runner)
    func paths(_ kind: CheckProblem.Kind) -> [String] {
      problems.filter { $0.kind == kind }.map(\.path)
    }
    func listed(_ words: [String], _ path: (ArraySlice<UInt8>) -> ArraySlice<UInt8>) -> Set<String>?
    {
      let output = try? git.output(["--no-optional-locks"] + words)
      return output.map { output in
        Set(output.split(separator: 0).map { String(decoding: path($0), as: UTF8.self) })
      }
    }
    var explained: Set<String> = []
    if case let changed = paths(.changedOutside), !changed.isEmpty,
      // Two letters, a blank, the path.
      let uncommitted = listed(
        ["status", "--porcelain", "--no-renames", "--untracked-files=all", "-z"],
        { $0.dropFirst(3) })
    {
      explained = Set(changed).subtracting(uncommitted)
    }
    if case let missing = Set(paths(.missingDocument)), !missing.isEmpty {
      // What this machine has changed and nobody else has, no commit of others has removed.
      let unpublished = try snapshot.summaries(after: SyncState.read(store.context).published)
      let gone = missing.subtracting(unpublished.lazy.filter(\.isOwn).flatMap(\.paths)).sorted()
      let deletions = [
        "log", "-m", "--diff-filter=D", "--no-renames", "--name-only", "--format=", "-z", "HEAD",
      ]
      if !gone.isEmpty, let removed = listed(deletions + ["--"] + gone, { $0 }) {
        explained.formUnion(removed)
      }
    }
    return problems.filter {
      ![.changedOutside, .missingDocument].contains($0.kind) || !explained.contains($0.path)
    }
  }
}
