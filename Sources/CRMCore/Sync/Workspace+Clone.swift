package import CRMModel

extension Workspace {
  /// Makes another copy of a department's data, ready to work, whole or not at all (R120).
  ///
  /// git understands the address; where the copy is to lie nothing may be yet.
  /// - Throws: `CRMError.sync` where git cannot get it or what it got is no sound data directory,
  ///   `.store` where something is there.
  package static func clone(
    _ address: String, to path: String, runner: @escaping Git.Runner, user: Login,
    files: any FileSystem, environment: WorkspaceEnvironment, wait: Duration
  ) throws(CRMError) {
    let draft = path + ".clone"
    func status(_ path: String) throws(CRMError) -> FileStatus? {
      do throws(SystemError) { return try files.status(path) } catch { throw .system(error) }
    }
    guard try status(path) == nil else { throw .store(.alreadyExists(path)) }
    guard try status(draft) == nil else {
      throw .sync(
        SyncProblem(
          .refused, ru: "'\(draft)' — начатая копия; если ее никто не делает, уберите ее",
          en: "'\(draft)' is a copy that was begun; where nobody is making it, remove it",
          commands: [["rm", "-rf", "--", draft]]))
    }
    do throws(CRMError) {
      func git(_ access: StoreAccess) -> Git {
        Git(draft, access, author: user, at: environment.now(), runner: runner)
      }
      try git(.owner).output(
        ["clone", "--quiet", "--no-checkout", "--no-tags", "--", address, draft],
        inRepository: false)
      try chooseBranch(git(.owner))
      try requireSound(git(.owner), address)
      let settings = try git(.owner).answer([
        "cat-file", "blob", "HEAD:\(DataDirectory.settingsPath)",
      ])
      let access = DataDirectory.access(try? JSONReader.parse(settings.output))
      for (key, value) in driver { try git(access).output(["config", key, value]) }
      try git(access).output(["reset", "--quiet", "--hard"])
      try GitRepository(git(access), files).follow()
      let copy = try Workspace(path: draft, files: files, environment: environment, wait: wait)
      try copy.requireReadable(address)
    } catch {
      Store.discard(draft, files)
      throw error
    }
    do throws(SystemError) { try files.rename(draft, to: path) } catch {
      Store.discard(draft, files)
      throw .system(error)
    }
  }

  /// Takes the branch that there is, where the remote's usual one is another: a bare repository is made with
  /// a branch by its own machine's settings.
  private static func chooseBranch(_ git: Git) throws(CRMError) {
    guard try git.line("rev-parse", "--verify", "--quiet", "HEAD^{commit}") == nil else { return }
    let remote = "refs/remotes/\(GitRepository.origin)/"
    let listed = try git.output(["for-each-ref", "--format=%(refname)", remote])
    let branches = String(decoding: listed, as: UTF8.self).split(separator: "\n")
      .map { $0.dropFirst(remote.count) }.filter { $0 != "HEAD" }
    guard let branch = branches.first(where: { $0 == "main" }) ?? branches.first else { return }
    try git.output(["symbolic-ref", "HEAD", "refs/heads/\(branch)"])
    try git.output(["update-ref", "refs/heads/\(branch)", remote + branch])
  }

  /// Refuses what has no plain files of a data directory in it, before anything is written.
  private static func requireSound(_ git: Git, _ address: String) throws(CRMError) {
    guard try git.line("rev-parse", "--verify", "--quiet", "HEAD^{commit}") != nil else {
      throw refused(
        address, ru: "там пусто: сначала crm sync init и crm sync на первой машине",
        en: "it is empty: crm sync init and crm sync on the first machine come first")
    }
    // Each is `MODE TYPE BLOB`, a tab, the path.
    let listed = try git.output(["ls-tree", "-r", "-z", "HEAD"]).split(separator: 0).map {
      String(decoding: $0, as: UTF8.self).split(separator: "\t", maxSplits: 1).map(String.init)
    }
    for entry in listed where entry.count == 2 {
      let isFile = entry[0].hasPrefix("100644 ") || entry[0].hasPrefix("100755 ")
      guard isFile, !entry[1].hasPrefix("local/") else {
        throw refused(
          address, ru: "'\(SafeText.visible(entry[1]))' — не обычный файл",
          en: "'\(SafeText.visible(entry[1]))' is no plain file")
      }
    }
    guard listed.contains(where: { $0.last == DataDirectory.formatPath }) else {
      throw refused(address, ru: "это не данные crm", en: "these are no data of crm")
    }
  }

  /// Refuses documents that no command could read.
  private func requireReadable(_ address: String) throws(CRMError) {
    let problem = try read { (snapshot) throws(CRMError) in
      var check = Check(snapshot.reader, environment)
      return try check.problemsOfContent().first(where: \.bars)
    }
    if let problem {
      throw Self.refused(
        address, ru: "'\(problem.path)': \(problem.message.ru)",
        en: "'\(problem.path)': \(problem.message.en)")
    }
  }

  private static func refused(_ address: String, ru: String, en: String) -> CRMError {
    .sync(SyncProblem(.refused, ru: "\(address): \(ru)", en: "\(address): \(en)"))
  }
}
