import CRMModel

/// Commits: of what this machine did, and of a merge, which is made beside the work tree (R120).
extension GitRepository {
  /// All that is shared: what an editor hides beside a document is its own.
  private static let shared = [
    "--", ".", ":(exclude,glob)**/.*", ":(exclude,glob)**/.*/**",
  ]
  /// What tells git how to work here: made once, and never changed by what others have (R124).
  static let settings = [".gitignore", ".gitattributes"]

  /// Commits all that the work tree has beyond the branch; nothing where there is nothing.
  ///
  /// - Parameters:
  ///   - message: What was done.
  ///   - check: Refuses what nobody would take over of what is about to be committed.
  /// - Throws: What the check throws; `CRMError.sync` where something lies among the documents that is
  ///   none of them.
  func commitAll(
    _ message: String, _ check: ([String: GitChange]) throws(CRMError) -> Void
  ) throws(CRMError) {
    try git.output(["add", "--all"] + Self.shared)
    let staged = GitChange.parsed(
      try git.output(["diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev"]))
    do throws(CRMError) {
      if let path = Self.unfit(staged) { throw .sync(leaving(path)) }
      try check(staged)
    } catch {
      try git.output(["reset", "--quiet"])
      throw error
    }
    guard !staged.isEmpty else { return }
    try git.output(
      ["commit", "--quiet", "--no-verify", "--file=-"], input: Array(message.utf8))
  }

  /// Refuses to send what somebody has committed by hand and nobody would take over: it would bar all others.
  func requireFit(_ tips: Tips) throws(CRMError) {
    guard let head = tips.head else { return }
    let before: String
    if let upstream = tips.upstream {
      before = upstream
    } else {
      let empty = try git.output(["hash-object", "-t", "tree", "--stdin"])
      before = String(decoding: empty, as: UTF8.self).trimmingBlanks()
    }
    let changes = try changes(before, head)
    if let path = Self.unfit(changes) { throw .sync(leaving(path)) }
    if let name = Self.settings.first(where: { changes[$0]?.before != nil }) {
      throw .sync(.unfit(name, git.command("checkout", upstream, "--", name)))
    }
  }

  /// The first of some changes that nobody would take over; what tells git how to work is another matter.
  private static func unfit(_ changes: [String: GitChange]) -> String? {
    changes.filter { $1.after != nil && !$1.isFit(at: $0) && !settings.contains($0) }.keys.min()
  }

  /// That something is not for others, and how it leaves: git forgets what it would not add by itself, and all
  /// else goes beside the data directory.
  private func leaving(_ path: String) -> SyncProblem {
    let parts = path.split(separator: "/").map(String.init)
    let own = parts.first == "local" ? 0 : parts.firstIndex { $0.hasPrefix(".") }
    guard let own else {
      return .unfit(
        path, ["mv", "-i", "--", "\(git.root)/\(path)", "\(git.root)-\(parts.last ?? "")"])
    }
    let place = parts[...own].joined(separator: "/")
    return .unfit(path, git.command("rm", "-r", "--cached", "--", place))
  }

  /// Whether the work tree has anything beyond the branch.
  func hasUncommitted() throws(CRMError) -> Bool {
    try !git.output(["--no-optional-locks", "status", "--porcelain", "-z"] + Self.shared).isEmpty
  }

  /// The tree of the work tree as it is, without anything being changed.
  func treeOfWork(index: String) throws(CRMError) -> String {
    try git.output(["read-tree", "HEAD"], index: index)
    try git.output(["add", "--all"] + Self.shared, index: index)
    let tree = try git.output(["write-tree"], index: index)
    return String(decoding: tree, as: UTF8.self).trimmingBlanks()
  }

  /// Writes the commit of a merge; no branch moves.
  ///
  /// - Returns: The commit.
  func writeMerge(
    of ours: String, with theirs: String, _ tree: [String: MergeRun.Outcome.Content?]
  ) throws(CRMError) -> String {
    var stream = Array("feature done\n".utf8)
    func data(_ bytes: [UInt8]) {
      stream += Array("data \(bytes.count)\n".utf8) + bytes + [0x0A]
    }
    var entries = ""
    var mark = 0
    for (path, content) in tree.sorted(by: { $0.key < $1.key }) {
      switch content {
      case nil: entries += "D \(path)\n"
      case .blob(let name)?: entries += "M 100644 \(name) \(path)\n"
      case .bytes(let bytes)?:
        mark += 1
        stream += Array("blob\nmark :\(mark)\n".utf8)
        data(bytes)
        entries += "M 100644 :\(mark) \(path)\n"
      }
    }
    stream += Array(
      "commit \(Self.merging)\nauthor \(git.signature)\ncommitter \(git.signature)\n".utf8)
    data(Array("crm: merge\n".utf8))
    stream += Array("from \(ours)\nmerge \(theirs)\n\(entries)done\n".utf8)
    try git.output(["fast-import", "--quiet", "--force", "--done"], input: stream)
    guard let commit = try commit(Self.merging) else {
      throw .sync(.git(["fast-import"], []))
    }
    return commit
  }

  /// Moves the branch to a commit whose documents are in the work tree, and takes over its other files.
  func move(from ours: String, to commit: String, _ files: any FileSystem) throws(CRMError) {
    let others = try changes(ours, commit).filter { !StoreLayout.isDocument($0.key) }
    // The index keeps what it knows of all other files, or the next look would have to read them all (R126);
    // the work tree has the new documents already. Where somebody has changed the index, it is made anew.
    if try git.answer(["read-tree", "-i", "-m", ours, commit]).status != 0 {
      try git.output(["read-tree", commit])
    }
    let written = others.filter { $0.value.after != nil }.keys.sorted()
    if !written.isEmpty {
      try git.output(
        ["checkout-index", "--force", "--quiet", "-z", "--stdin"],
        input: written.flatMap { Array($0.utf8) + [0] })
    }
    for path in others.keys.sorted() where others[path]?.after == nil {
      try? files.remove("\(git.root)/\(path)")
    }
    try git.output(["update-ref", "-m", "crm sync", "HEAD", commit])
    _ = try git.answer(["update-ref", "-d", Self.merging])
    _ = try git.answer(["maintenance", "run", "--auto", "--quiet"])
  }
}
