import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm sync init [REMOTE]`.
struct SyncInit: WritingRunnable {
  var remote: String?
  var write = WriteOptions()
  var prints: Printed { .card(.syncStart) }

  static var command: CRMCommand {
    CRMCommand(
      "init", Text(ru: "начать делиться данными", en: "begin to share the data"),
      discussion: Text(
        ru: "Каталог данных становится репозиторием git; на других машинах потом crm clone.",
        en: "The data directory becomes a repository of git; other machines crm clone it then."),
      SyncInit(),
      rows: [
        .argument(
          .text("REMOTE"), isRequired: false,
          help: Text(
            ru: "где данные найдут другие: папка, ssh или адрес",
            en: "where others find the data: a folder, ssh or an address")
        ) { $0.remote = $1 }
      ],
      examples: [
        Example(
          "crm sync init sales.git", Text(ru: "через общую папку", en: "by a shared folder"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let presentation = try session.presentation()
    let workspace = try session.workspace()
    try workspace.startSyncing(
      session.syncRequest(write), remote: remote.map(session.address))
    if !write.isDryRun { session.stored.append(workspace.root) }
    let done = Phrase(
      ru: "каталог данных готов к синхронизации: crm sync",
      en: "the data directory is ready to be synchronized: crm sync")
    try session.show(
      .syncStart, SyncStart(data: workspace.root, remote: remote), presentation,
      done: session.dry(write) + presentation.text(done))
  }
}

extension Session {
  /// An address for git; a folder is named from where the command is given, not from the data directory.
  func address(_ typed: String) -> String {
    let isFolder = typed.hasPrefix("./") || typed.hasPrefix("../") || !typed.contains(":")
    return isFolder ? absolute(typed) : typed
  }
}

/// What `sync init` made.
struct SyncStart {
  let data: String
  let remote: String?
}

extension Noun where Row == SyncStart {
  static var syncStart: Noun<SyncStart> {
    Noun(
      id: \.data,
      [
        Column("data", Phrase(ru: "каталог", en: "data")) { .text($0.data) },
        Column("remote", Phrase(ru: "удаленная сторона", en: "remote")) { .text($0.remote) },
      ])
  }
}

/// The command `crm clone URL [DIR]`.
struct Clone: WritingRunnable {
  var address = ""
  var directory: String?
  var write = WriteOptions()
  var prints: Printed { .card(.syncStart) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "clone", Text(ru: "взять данные отдела на эту машину", en: "take the data to this machine"),
      discussion: Text(
        ru: "Копия сразу готова к работе; crm sync забирает и отправляет изменения.",
        en: "The copy is ready to work with; crm sync takes over and sends what changes."),
      category: category, Clone(),
      rows: [
        .argument(
          .text("URL"),
          help: Text(
            ru: "где данные: папка, ssh или адрес", en: "where: a folder, ssh or an address")
        ) { $0.address = $1 },
        .argument(
          .directory("DIR"), isRequired: false,
          help: Text(
            ru: "куда; иначе --data, $CRM_DATA или ./.crm",
            en: "where to; else --data, $CRM_DATA or ./.crm")
        ) { $0.directory = $1 },
      ],
      examples: [
        Example("crm clone sales.git copy", Text(ru: "из общей папки", en: "from a folder"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let typed = session.newDirectory(directory)
    let (path, source) = (session.absolute(typed), session.address(address))
    if write.isDryRun {
      try session.refuseExisting(path)
    } else {
      do throws(CRMError) {
        try Workspace.clone(
          source, to: path, runner: session.world.run, user: session.user(),
          files: session.world.files, environment: session.workspaceEnvironment,
          wait: .seconds(session.options.wait))
      } catch {
        throw error.naming(another: Remedy("help", "clone"))
      }
      session.stored.append(path)
    }
    let shown = (SafeText.visible(address), SafeText.visible(typed))
    let presentation = try session.presentation()
    let done = Phrase(
      ru: "данные взяты из \(shown.0) в \(shown.1)",
      en: "took the data from \(shown.0) to \(shown.1)")
    try session.show(
      .syncStart, SyncStart(data: typed, remote: source), presentation,
      done: session.dry(write) + presentation.text(done))
  }
}
