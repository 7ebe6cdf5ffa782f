import CRMModel

/// The repository that a data directory is: its branch, its remote, what differs between commits.
struct GitRepository: Sendable {
  let git: Git
  /// The branch that is worked on.
  let branch: String
  /// The commits as they were when it was opened.
  let opened: Tips

  /// The remote's name.
  static let origin = "origin"
  /// Where a merge is kept until the branch is moved to it.
  static let merging = "refs/crm/merge"
  /// What is unfinished while such a file lies in the repository, and how it is given up.
  private static let unfinished = [
    ("MERGE_HEAD", ["merge", "--abort"]), ("CHERRY_PICK_HEAD", ["cherry-pick", "--abort"]),
    ("REVERT_HEAD", ["revert", "--abort"]), ("rebase-merge", ["rebase", "--abort"]),
    ("rebase-apply/applying", ["am", "--abort"]), ("rebase-apply", ["rebase", "--abort"]),
    ("BISECT_LOG", ["bisect", "reset"]),
  ]

  /// The branch of the remote as it was fetched last.
  var upstream: String { Self.remotes + branch }

  /// Opens the repository of a data directory.
  ///
  /// - Throws: `CRMError.sync` where there is none, and where somebody is in the middle of a merge.
  init(_ git: Git, _ files: any FileSystem) throws(CRMError) {
    self.git = git
    func isThere(_ name: String) throws(CRMError) -> Bool {
      do throws(SystemError) { return try files.status("\(git.root)/.git\(name)") != nil } catch {
        throw .system(error)
      }
    }
    guard try isThere("") else {
      throw .sync(
        SyncProblem(
          .refused, ru: "каталог данных еще не связан с другими машинами",
          en: "the data directory is not connected with other machines yet",
          Remedy("sync", "init")))
    }
    for (name, givingUp) in Self.unfinished where try isThere("/\(name)") {
      throw .sync(
        SyncProblem(
          .refused, ru: "в репозитории не закончено слияние (\(name)): закончите или отмените его",
          en: "the repository is in the middle of a merge (\(name)): end it or give it up",
          commands: [git.command("status"), git.command() + givingUp]))
    }
    // A branch without a commit is not listed.
    let refs: [Ref]
    if let written = Self.written(git.root, files) {
      refs = written
    } else {
      refs = try Self.listed(git)
    }
    var branch = refs.first(where: \.isCurrent)?.name
    if branch == nil { branch = try git.line("symbolic-ref", "--quiet", "HEAD") }
    guard let branch else {
      throw .sync(
        SyncProblem(
          .refused, ru: "репозиторий не на ветке: вернитесь на нее",
          en: "the repository is on no branch: go back to one",
          commands: Self.usual(refs, in: Self.heads).map { [git.command("switch", $0)] } ?? []))
    }
    self.branch = String(branch.dropFirst(Self.heads.count))
    opened = Tips(refs, self.branch)
  }

  /// Where branches are, and what was fetched of the remote's.
  static let heads = "refs/heads/"
  static let remotes = "refs/remotes/\(origin)/"

  /// The address of the remote; `nil` where there is none.
  func remote() throws(CRMError) -> String? {
    try git.line("config", "--get", "remote.\(Self.origin).url")
  }

  /// Where the branch is, and where that of the remote was when it was fetched last; `nil` where there is none.
  struct Tips: Equatable {
    let head: String?
    let upstream: String?

    fileprivate init(_ refs: [Ref], _ branch: String) {
      head = refs.first { $0.name == GitRepository.heads + branch }?.commit
      upstream = refs.first { $0.name == GitRepository.remotes + branch }?.commit
    }
  }

  /// The commits of the branch, by one question.
  func tips() throws(CRMError) -> Tips { Tips(try Self.listed(git), branch) }

  /// A branch, the remote's too.
  fileprivate struct Ref {
    let isCurrent: Bool
    let commit: String
    let name: String
  }

  /// The branch and the remote's as files have them (gitrepository-layout), so that a look that finds
  /// nothing new asks git once (R126); `nil` where only git can tell.
  private static func written(_ root: String, _ files: any FileSystem) -> [Ref]? {
    func lines(_ name: String) -> [String] {
      let bytes = try? files.readFile("\(root)/.git/\(name)", from: 0, limit: mostRead)
      guard let bytes = bytes ?? nil, bytes.count < mostRead else { return [] }
      return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
    func commit(_ name: String) -> String? {
      let packed = { lines("packed-refs").first { $0.hasSuffix(" \(name)") } }
      let commit = (lines(name).first ?? packed())?.prefix { $0 != " " }
      return commit.flatMap { $0.count >= 40 && $0.allSatisfy(\.isHexDigit) ? String($0) : nil }
    }
    let pointer = "ref: " + heads
    guard let head = lines("HEAD").first, head.hasPrefix(pointer) else { return nil }
    let branch = String(head.dropFirst(pointer.count))
    guard let own = commit(heads + branch), let upstream = commit(remotes + branch) else {
      return nil
    }
    return [
      Ref(isCurrent: true, commit: own, name: heads + branch),
      Ref(isCurrent: false, commit: upstream, name: remotes + branch),
    ]
  }

  /// The most that is read of such a file: a department has a few branches.
  private static let mostRead = 65_536

  private static func listed(_ git: Git) throws(CRMError) -> [Ref] {
    let listed = try git.output([
      "for-each-ref", "--format=%(HEAD)%(objectname) %(refname)", heads, remotes,
    ])
    return listed.split(separator: 0x0A).compactMap { line in
      let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
      guard words.count == 2 else { return nil }
      let isCurrent = words[0].hasPrefix("*")
      return Ref(
        isCurrent: isCurrent, commit: String(words[0].dropFirst(isCurrent ? 1 : 0)), name: words[1])
    }
  }

  /// The branch that one works on where nothing else is said; `nil` where there is none.
  private static func usual(_ refs: [Ref], in folder: String) -> String? {
    let names = refs.map(\.name).filter { $0.hasPrefix(folder) }.map { $0.dropFirst(folder.count) }
      .filter { $0 != "HEAD" }
    return (names.first { $0 == "main" } ?? names.first).map(String.init)
  }

  /// Refuses to begin a line of work beside the one that the others have: none of them would see it.
  func requireKnownBranch() throws(CRMError) {
    let refs = try Self.listed(git)
    guard let head = Tips(refs, branch).head, let other = Self.usual(refs, in: Self.remotes) else {
      return
    }
    _ = try requireBase(head, Self.remotes + other)
    let isHere = refs.contains { $0.name == Self.heads + other }
    throw .sync(
      SyncProblem(
        .refused, ru: "остальные работают на ветке '\(other)', а здесь ветка '\(branch)'",
        en: "the others work on branch '\(other)', and here the branch is '\(branch)'",
        commands: isHere ? [git.command("switch", other)] : []))
  }

  /// The last commit that both have.
  ///
  /// - Throws: `CRMError.sync` where they have nothing in common.
  func requireBase(_ ours: String, _ theirs: String) throws(CRMError) -> String {
    if let base = try base(ours, theirs) { return base }
    guard try blob(DataDirectory.formatPath, in: theirs) != nil else {
      throw .sync(
        SyncProblem(
          .refused,
          ru: "на удаленной стороне лежит что-то другое, а не данные crm: там должно быть пусто",
          en: "the remote holds something else than data of crm: it has to be empty",
          Remedy("sync", "init").asking(.directory)))
    }
    throw .sync(
      SyncProblem(
        .refused, ru: "у этих данных и у данных на удаленной стороне нет общего начала",
        en: "these data and those of the remote have no common beginning",
        Remedy(words: ["clone", try remote() ?? ""]).asking(.directory)))
  }

  /// The commit of a name; `nil` where there is none.
  func commit(_ name: String) throws(CRMError) -> String? {
    try git.line("rev-parse", "--verify", "--quiet", "\(name)^{commit}")
  }

  /// The last commit that both have; `nil` where they have nothing in common.
  func base(_ first: String, _ second: String) throws(CRMError) -> String? {
    try git.line("merge-base", first, second)
  }

  /// How many commits each has that the other one lacks; `nil` where nothing was fetched or made yet.
  func distance(_ tips: Tips) throws(CRMError) -> (ahead: Int, behind: Int)? {
    guard let head = tips.head, let upstream = tips.upstream else { return nil }
    if head == upstream { return (0, 0) }
    let line = try git.line("rev-list", "--left-right", "--count", "\(head)...\(upstream)") ?? ""
    let counts = line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    return counts.count == 2 ? (counts[0], counts[1]) : nil
  }

  /// What differs between two trees, by path.
  func changes(_ from: String, _ to: String) throws(CRMError) -> [String: GitChange] {
    let listed = try git.output([
      "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", from, to,
    ])
    return GitChange.parsed(listed)
  }

  /// The blob of a path in a commit; `nil` where there is none.
  func blob(_ path: String, in commit: String) throws(CRMError) -> String? {
    try git.line("rev-parse", "--verify", "--quiet", "\(commit):\(path)")
  }

  /// The blobs that files of the work tree would be, in their order; they are not kept.
  func blobs(ofFiles paths: [String]) throws(CRMError) -> [String] {
    guard !paths.isEmpty else { return [] }
    let names = paths.map { "\(git.root)/\($0)\n" }.joined()
    return try git.output(
      ["hash-object", "--no-filters", "--stdin-paths"], input: Array(names.utf8)
    ).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The contents of blobs by their names.
  ///
  /// - Parameters:
  ///   - blobs: Their names.
  ///   - error: What is said of one that is larger than a document may be, where more is known of it.
  /// - Throws: `CRMError.sync` for such a one.
  /// - Returns: The contents, by name.
  func contents(
    of blobs: [String], _ error: (_ blob: String, _ limit: Int) -> CRMError? = { _, _ in nil }
  ) throws(CRMError) -> [String: [UInt8]] {
    guard !blobs.isEmpty else { return [:] }
    let names = Array((blobs.joined(separator: "\n") + "\n").utf8)
    let sizes = try git.output(
      ["cat-file", "--batch-check=%(objectname) %(objectsize)"], input: names)
    let limit = StoreLimits().documentBytes
    for line in sizes.split(separator: 0x0A) {
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard words.count == 2, let size = Int(words[1]), size <= limit else {
        let blob = words.first.map(String.init) ?? ""
        throw error(blob, limit)
          ?? .sync(
            SyncProblem(
              .refused, ru: "в репозитории есть файл больше \(limit) байт: \(blob)",
              en: "the repository has a file of more than \(limit) bytes: \(blob)"))
      }
    }
    return Self.parsed(try git.output(["cat-file", "--batch"], input: names))
  }

  /// Answers of `cat-file --batch`: a line `NAME TYPE SIZE`, the content, a newline.
  private static func parsed(_ output: [UInt8]) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    var place = 0
    while let end = output[place...].firstIndex(of: 0x0A) {
      let head = String(decoding: output[place..<end], as: UTF8.self).split(separator: " ")
      guard head.count == 3, let size = Int(head[2]), end + 1 + size <= output.count else { break }
      contents[String(head[0])] = Array(output[(end + 1)..<(end + 1 + size)])
      place = end + 1 + size + 1
      if place >= output.count { break }
    }
    return contents
  }
}

/// What became of one path between two commits.
struct GitChange: Equatable, Sendable {
  /// The blob before; `nil` where there was none.
  let before: String?
  /// The blob after; `nil` where it is gone.
  let after: String?
  /// What git takes the path for: `100644` is a file.
  let mode: String

  /// Whether it is a plain file, or gone.
  var isFile: Bool { after == nil || ["100644", "100755"].contains(mode) }

  /// Whether machines share it: a plain file of a data directory, no link, no other repository, none of one
  /// machine's own files, nothing that changes how git works (R124).
  func isFit(at path: String) -> Bool {
    let isShared =
      StoreLayout.isDocument(path)
      || !path.hasPrefix(".") && !path.contains("/.") && !path.hasPrefix("local/")
        && path.unicodeScalars.allSatisfy { $0.value >= 0x20 }
    return isShared && isFile
  }

  /// Entries of `--raw -z`: `:MODE MODE BLOB BLOB STATUS`, a zero, the path, a zero.
  static func parsed(_ raw: [UInt8]) -> [String: GitChange] {
    let parts = raw.split(separator: 0, omittingEmptySubsequences: true)
      .map { String(decoding: $0, as: UTF8.self) }
    var changes: [String: GitChange] = [:]
    for place in stride(from: 0, to: parts.count - 1, by: 2) {
      let words = parts[place].dropFirst().split(separator: " ").map(String.init)
      guard words.count == 5 else { continue }
      func blob(_ name: String) -> String? { name.allSatisfy { $0 == "0" } ? nil : name }
      changes[parts[place + 1]] = GitChange(
        before: blob(words[2]), after: blob(words[3]), mode: words[1])
    }
    return changes
  }
}
