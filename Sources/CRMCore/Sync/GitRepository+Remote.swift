import CRMModel

/// The remote: what it has, and what it is sent; without the lock.
extension GitRepository {
  /// What came of sending.
  enum Pushed {
    case done
    /// Somebody else sent something meanwhile.
    case overtaken
    case failed(SyncProblem)
  }

  /// What came of fetching.
  struct Fetched {
    /// Whether the remote had anything new.
    var isNews = false
    /// What kept it from being reached.
    var problem: SyncProblem?
  }

  /// Fetches all that the remote has.
  func fetch() throws(CRMError) -> Fetched {
    // What a fetch moves it tells; one that brings nothing says nothing. What came in is packed later.
    let words = [
      "fetch", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance",
      "--no-write-fetch-head", Self.origin,
    ]
    let answer = try git.answer(words)
    guard answer.status == 0 else {
      return Fetched(problem: .git(words, answer.errors, beginning: try beginning()))
    }
    return Fetched(isNews: !(answer.errors + answer.output).isEmpty)
  }

  /// How a folder becomes the remote, where nothing was ever fetched of it.
  private func beginning() throws(CRMError) -> [String]? {
    guard opened.upstream == nil, let address = try remote(), address.hasPrefix("/") else {
      return nil
    }
    return ["git", "init", "--bare", address]
  }

  /// Has a plain `git pull` know what to take over.
  func follow() throws(CRMError) {
    guard try remote() != nil else { return }
    for (key, value) in [("remote", Self.origin), ("merge", "refs/heads/\(branch)")] {
      try git.output(["config", "branch.\(branch).\(key)", value])
    }
  }

  /// Sends the branch.
  ///
  /// - Throws: `CRMError.sync` where it holds what nobody would take over.
  func push(_ tips: Tips) throws(CRMError) -> Pushed {
    try requireFit(tips)
    let words = [
      "push", "--quiet", "--porcelain", Self.origin, "HEAD:refs/heads/\(branch)",
    ]
    let answer = try git.answer(words)
    guard answer.status != 0 else { return .done }
    // A line `! FROM:TO [rejected] (fetch first)`; `[remote rejected]` is somebody's decision.
    let isOvertaken = answer.output.split(separator: 0x0A).contains {
      String(decoding: $0, as: UTF8.self).contains("[rejected]")
    }
    return isOvertaken ? .overtaken : .failed(.git(words, answer.errors + answer.output))
  }

  /// The most files that one synchronizing takes over: an import of 100,000 deals has a third of them.
  static let mostFiles = 1_000_000

  /// What both sides changed since a commit, with all contents that a merge asks for.
  func sides(
    _ base: String, _ ours: (commit: String, tree: String), _ theirs: String, now: Instant
  ) throws(CRMError) -> MergeRun.Sides {
    let mine = try changes(base, ours.tree)
    let their = try changes(base, theirs)
    guard their.count <= Self.mostFiles else {
      throw .sync(
        SyncProblem(
          .refused,
          ru: "чужие изменения не приняты: файлов \(their.count), больше \(Self.mostFiles)",
          en:
            "what others changed is not taken over: \(their.count) files, more than \(Self.mostFiles)"
        ))
    }
    let dates = try git.output([
      "show", "--no-patch", "--format=%ct %H", ours.commit, theirs, "--",
    ])
    let stamps = dates.split(separator: 0x0A).map { line -> MergeStamp in
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      let at = words.first.flatMap { Int64($0) } ?? 0
      return MergeStamp(
        at: MergeStamp.ranked(at, now), operation: String(words.last ?? ""))
    }
    var (blobs, paths): (Set<String>, [String: String]) = ([], [:])
    for (path, change) in their where StoreLayout.isDocument(path) && change.isFile {
      if let after = change.after {
        blobs.insert(after)
        paths[after] = path
      }
      if mine[path] != nil, let before = change.before { blobs.insert(before) }
    }
    return MergeRun.Sides(
      base: base, ours: ours.commit, theirs: theirs,
      isTheirsNewer: stamps.count == 2 && stamps[0] < stamps[1], changes: (mine, their),
      contents: try contents(of: blobs.sorted()) { blob, limit in
        paths[blob].map {
          foreign(
            $0, in: theirs, ru: "больше \(limit) байт",
            en: "more than \(limit) bytes")
        }
      })
  }

  /// That something of what others have cannot be taken over, with the command that tells who did it.
  func foreign(_ path: String, in commit: String, ru: String, en: String) -> CRMError {
    let (short, shown) = (commit.prefix(10), SafeText.visible(path))
    return .sync(
      SyncProblem(
        .refused, ru: "чужие изменения не приняты, коммит \(short), '\(shown)': \(ru)",
        en: "what others changed is not taken over, commit \(short), '\(shown)': \(en)",
        commands: [git.command("log", upstream, "--", path)]))
  }
}
