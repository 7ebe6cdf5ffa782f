import CRMCore
import CRMModel
import CommandLineKit

/// The commands of `crm sync`.
enum SyncCommands {
  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "sync",
      summary: Text(
        ru: "один отдел на нескольких машинах, через git",
        en: "one department on several machines, by git"),
      discussion: Text(
        ru: "crm sync без слова забирает чужие изменения и отправляет свои.",
        en: "crm sync without a word takes over what others did and sends what was done here."),
      category: category, fallback: SyncNow.name,
      commands: [SyncNow.command, SyncInit.command, SyncConflicts.command])
  }
}

/// The command `crm sync [--dry-run] [--status]`.
struct SyncNow: WritingRunnable {
  var isStatus = false
  var acceptsRewritten = false
  var write = WriteOptions()
  var prints: Printed { isStatus ? .card(.syncStatus) : .card(.syncReport(.en)) }

  static let name = "now"

  static var command: CRMCommand {
    CRMCommand(
      name, Text(ru: "забрать чужое и отправить свое", en: "take over, merge and send"),
      discussion: Text(
        ru:
          "Слово now можно не писать. Документы, измененные и здесь, и там, сливаются по их полям; "
          + "что с чужим не сочетается, откладывается: crm sync conflicts. Без связи все работает "
          + "дальше, следующий sync отправит накопленное.",
        en:
          "The word now can be left out. Documents that were changed here and there are merged by "
          + "their fields; what does not go with what others did is set aside: crm sync conflicts. "
          + "Without a connection everything goes on, and the next sync sends what waits."),
      SyncNow(),
      rows: [
        .flag(
          "--status",
          help: Text(
            ru: "сказать, что ждет отправки, ни с кем не связываясь",
            en: "say what waits for being sent, without any connection")
        ) { $0.isStatus = true },
        .flag(
          "--rewritten",
          help: Text(
            ru: "слить и с переписанной историей: пропавшее там вернется",
            en: "merge with a rewritten history too: what is gone there comes back")
        ) { $0.acceptsRewritten = true },
      ],
      examples: [
        Example("crm sync", Text(ru: "забрать и отправить", en: "take over and send")),
        Example("crm sync --dry-run", Text(ru: "что изменилось бы", en: "what would change")),
        Example("crm sync --status", Text(ru: "что еще не отправлено", en: "what waits")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    if isStatus {
      let status = try session.workspace().syncStatus(session.syncRequest(write))
      return try session.show(.syncStatus, status, session.presentation())
    }
    let report = try session.workspace().sync(
      session.syncRequest(write, acceptsRewritten: acceptsRewritten))
    session.notice(
      report.setAside.map { operation in
        let words = ShellWord.quote(["crm"] + operation.command)
        return Notice(
          Phrase(
            ru: "отложено: \(words) — \(operation.reason.ru)",
            en: "set aside: \(words): \(operation.reason.en)"),
          remedy: Remedy("sync", "conflicts"))
      })
    for (path, fields) in report.reconciled.sorted(by: { $0.key < $1.key }) where !fields.isEmpty {
      let list = fields.joined(separator: ", ")
      session.notice(
        Phrase(
          ru: "\(path): изменено и здесь, и там, осталось последнее: \(list)",
          en: "\(path): changed here and there, the later one stays: \(list)"))
    }
    session.notice(
      report.warnings.map { warning in
        let what = "\(warning.kind.rawValue): \(warning.path), \(warning.user.text)"
        return Notice(
          Phrase(ru: "\(what): \(warning.message.ru)", en: "\(what): \(warning.message.en)"))
      })
    let presentation = try session.presentation()
    let counts = (report.sent, report.received.count, report.merged.count)
    let done = Phrase(
      ru: "отправлено коммитов: \(counts.0), получено документов: \(counts.1), слито: \(counts.2)",
      en: "sent \(counts.0) commits, received \(counts.1) documents, merged \(counts.2)")
    try session.show(
      .syncReport(session.language), report, presentation,
      done: session.dry(write) + presentation.text(done))
    if let problem = report.problem { throw .sync(problem) }
  }
}

extension Session {
  /// A request of the user to bring the machines together.
  func syncRequest(
    _ write: WriteOptions, acceptsRewritten: Bool = false
  ) throws(CRMError) -> SyncRequest {
    SyncRequest(
      runner: world.run, now: now, user: try user(), enteredBy: login, command: words,
      isDryRun: write.isDryRun, acceptsRewritten: acceptsRewritten)
  }
}

extension Noun where Row == SyncReport {
  static func syncReport(_ language: Language) -> Noun<SyncReport> {
    Noun(
      id: { $0.head ?? "" },
      [
        Column("commit", Phrase(ru: "коммит", en: "commit")) { .text($0.head) },
        Column("sent", Phrase(ru: "отправлено", en: "sent")) { .number($0.sent) },
        Column("received", Phrase(ru: "получено", en: "received")) { .paths($0.received) },
        Column("merged", Phrase(ru: "слито", en: "merged")) { .paths($0.merged) },
        Column("reconciled", Phrase(ru: "расхождения", en: "reconciled")) {
          .paths(Set($0.reconciled.keys))
        },
        Column("setAside", Phrase(ru: "отложено", en: "set aside")) {
          .array($0.setAside.map { .string($0.id) })
        },
        Column("warnings", Phrase(ru: "замечания", en: "warnings")) {
          .array($0.warnings.map { $0.json(language) })
        },
      ])
  }
}

extension JSONValue {
  fileprivate static func paths(_ paths: Set<String>) -> JSONValue {
    .array(paths.sorted().map(JSONValue.string))
  }
}

extension SyncWarning {
  fileprivate func json(_ language: Language) -> JSONValue {
    [
      "kind": .string(kind.rawValue), "path": .string(path), "user": .string(user.text),
      "message": .string(message[language]),
    ]
  }
}

extension Noun where Row == SyncStatus {
  static var syncStatus: Noun<SyncStatus> {
    Noun(
      id: \.branch,
      [
        Column("remote", Phrase(ru: "удаленная сторона", en: "remote")) { .text($0.remote) },
        Column("branch", Phrase(ru: "ветка", en: "branch")) { .text($0.branch) },
        Column("operations", Phrase(ru: "ждет действий", en: "operations waiting")) {
          .number($0.operations)
        },
        Column("ahead", Phrase(ru: "коммитов не отправлено", en: "commits to send")) {
          .number($0.ahead)
        },
        Column("behind", Phrase(ru: "коммитов не принято", en: "commits to take over")) {
          .number($0.behind)
        },
        Column("setAside", Phrase(ru: "отложено", en: "set aside")) { .number($0.setAside) },
      ])
  }
}
