import CRMModel

/// Commits: of what this machine did, and of a merge, which is made beside the work tree (R120).
extension GitRepository {
  /// Commits all that the work tree has beyond the branch; nothing where there is nothing.
  ///
  /// - Throws: `CRMError.sync` where a link or another repository lies among the documents.
  func commitAll(_ message: String) throws(CRMError) {
    try git.output(["add", "--all", "--", "."])
    let staged = GitChange.parsed(
      try git.output(["diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev"]))
    guard !staged.isEmpty else { return }
    if let link = staged.filter({ !$0.value.isFile }).keys.min() {
      try git.output(["reset", "--quiet"])
      throw .sync(
        SyncProblem(
          .refused, ru: "'\(link)' — не обычный файл, такое не отправляется",
          en: "'\(link)' is no plain file, such is not sent", Remedy("fsck")))
    }
    try git.output(
      ["commit", "--quiet", "--no-verify", "--file=-"], input: Array(message.utf8))
  }

  /// Whether the work tree has anything beyond the branch.
  func hasUncommitted() throws(CRMError) -> Bool {
    try !git.output(["--no-optional-locks", "status", "--porcelain", "-z"]).isEmpty
  }

  /// The tree of the work tree as it is, without anything being changed.
  func treeOfWork(index: String) throws(CRMError) -> String {
    try git.output(["read-tree", "HEAD"], index: index)
    try git.output(["add", "--all", "--", "."], index: index)
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
    // The index keeps what it knows of all other files; where somebody has changed it, it is made anew.
    if try git.answer(["read-tree", "-m", ours, commit]).status != 0 {
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
