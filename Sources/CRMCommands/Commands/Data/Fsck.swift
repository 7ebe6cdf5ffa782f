import CRMCore
import CRMModel
import CommandLineKit

/// Checks every file and mends what can be mended: `crm fsck [--repair|--accept]`.
struct Fsck: WritingRunnable {
  var isRepairing = false
  var isAccepting = false
  var write = WriteOptions()
  var prints: Printed {
    isRepairing || isAccepting ? .list(.repair(.en)) : .list(.checkProblem(.en))
  }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "fsck", Text(ru: "проверить все файлы данных", en: "check every file of the data"),
      discussion: Text(
        ru: "Каждый документ, ссылки, журнал и права. Код завершения 1, если что-то не так. "
          + "Исправляется только то, что известно наверняка; замененное остается в local/aside. "
          + "Что изменено не командами crm, находится тоже. --repair спрашивает права на то, что "
          + "меняет, --accept — права администратора.",
        en: "Every document, references, the journal and permissions. Status 1 where anything is "
          + "wrong. Only what is known for certain is mended; what is replaced stays in local/aside. "
          + "What was changed by no command of crm is found too. --repair asks for the rights of what "
          + "it changes, --accept for those of an admin."),
      category: category, Fsck(),
      rows: [
        .flag(
          "--repair",
          help: Text(
            ru: "исправить, что можно исправить, не гадая",
            en: "mend what can be mended without guessing")
        ) { $0.isRepairing = true },
        .flag(
          "--accept",
          help: Text(
            ru: "признать верным то, что изменено не командами crm",
            en: "take for right what was changed by no command of crm")
        ) { $0.isAccepting = true },
      ],
      examples: [
        Example("crm fsck", Text(ru: "все ли цело", en: "whether all is sound")),
        Example(
          "crm fsck --repair --dry-run", Text(ru: "что можно исправить", en: "what can be mended")),
        Example(
          "crm fsck --accept", Text(ru: "после git pull", en: "after git pull")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    if isRepairing, isAccepting {
      throw .usage(
        Phrase(
          ru: "'--repair' и '--accept' вместе не бывают", en: "'--repair' excludes '--accept'"),
        hints: [Remedy("help", "fsck").phrase])
    }
    guard isRepairing || isAccepting else {
      let problems = try session.workspace().check(askingGit: session.world.run)
      session.notice(waysOut(of: problems, session.words))
      return try session.report(problems, .checkProblem(session.language))
    }
    let workspace = try session.workspace()
    let report =
      isAccepting
      ? try workspace.accept(
        user: try session.user(), enteredBy: session.login, isDryRun: write.isDryRun)
      : try workspace.repair(
        now: session.now, user: try session.user(), enteredBy: session.login,
        command: session.words, isDryRun: write.isDryRun, askingGit: session.world.run)
    if !write.isDryRun {
      session.stored += report.repaired.map(\.problem.path)
      let words = session.words.filter { !["--repair", "--accept"].contains($0) }
      session.notice(waysOut(of: report.remaining, words))
    }
    try session.print(report, isAccepting ? "accepted" : "repaired")
    if !report.remaining.isEmpty || write.isDryRun && !report.repaired.isEmpty { throw .check }
  }

  /// What can be done about problems: what is known for certain is mended, and what a person takes for
  /// right is accepted.
  private func waysOut(of problems: [CheckProblem], _ words: [String]) -> [Notice] {
    var notices: [Notice] = []
    if problems.contains(where: \.isRepairable) {
      notices.append(
        Notice(
          Phrase(
            ru: "что исправимо наверняка, можно исправить", en: "what is certain can be mended"),
          remedy: Remedy(words: words).adding("--repair")))
    }
    if problems.contains(where: { $0.isAcceptable && !$0.isRepairable }) {
      notices.append(
        Notice(
          Phrase(
            ru: "есть изменения не командами crm; если они верны, их можно принять",
            en: "something was changed by no command of crm; what is right can be accepted"),
          remedy: Remedy(words: words).adding("--accept")))
    }
    return notices
  }
}

extension Session {
  /// Prints what a check of files found; status 1 where it found anything.
  func report<Row>(
    _ problems: [Row], _ noun: Noun<Row>, isFound: Bool = true
  ) throws(CRMError) {
    let presentation = try presentation()
    switch options.format {
    case .json:
      var writer = JSONWriter(style: .pretty)
      let columns = columns(of: noun, isCard: false)
      writer.append(["problems": .array(problems.map { noun.json($0, columns) })])
      try output.append(writer.finished())
    case .table where problems.isEmpty:
      notice(Phrase(ru: "все в порядке", en: "all is sound"))
    case .table, .ndjson, .csv, .tsv, .ids: try list(noun, problems, presentation)
    }
    if isFound, !problems.isEmpty { throw .check }
  }

  /// Prints what was done about problems, and what is left: in two lists for programs, in one for people.
  fileprivate func print(_ report: RepairReport, _ done: String) throws(CRMError) {
    let noun = Noun<RepairRow>.repair(language)
    let repaired = report.repaired.map { RepairRow(problem: $0.problem, repair: $0) }
    let remaining = report.remaining.map { RepairRow(problem: $0, repair: nil) }
    switch options.format {
    case .json:
      let problems = Noun<CheckProblem>.checkProblem(language)
      let left = columns(of: problems, isCard: false)
      let columns = columns(of: noun, isCard: false)
      var writer = JSONWriter(style: .pretty)
      writer.append([
        "problems": .array(report.remaining.map { problems.json($0, left) }),
        done: .array(repaired.map { noun.json($0, columns) }),
      ])
      try output.append(writer.finished())
    case .table where repaired.isEmpty && remaining.isEmpty:
      notice(Phrase(ru: "все в порядке", en: "all is sound"))
    case .table, .ndjson, .csv, .tsv, .ids:
      try list(noun, repaired + remaining, try presentation())
    }
  }
}

/// A problem and, where it was mended, how.
private struct RepairRow {
  let problem: CheckProblem
  let repair: CheckRepair?
}

extension Noun where Row == RepairRow {
  fileprivate static func repair(_ language: Language) -> Noun<RepairRow> {
    Noun(
      id: \.problem.path,
      [
        Column("kind", Phrase(ru: "вид", en: "kind"), table: .extra) {
          .text($0.problem.kind.rawValue)
        },
        Column("path", Phrase(ru: "файл", en: "file"), table: .key) { .text($0.problem.path) },
        Column("message", Phrase(ru: "что не так", en: "what is wrong"), table: .key, folded: true)
        {
          .text($0.problem.message[language])
        },
        Column("done", Phrase(ru: "сделано", en: "done"), table: .main) { row in
          row.repair.map { .text($0.done[language]) } ?? .null
        },
        Column("aside", Phrase(ru: "прежнее", en: "kept aside"), table: .useful) { row in
          row.repair?.aside.map { .text($0) } ?? .null
        },
      ])
  }
}

extension Noun where Row == CheckProblem {
  /// Problems: the keys are a part of the command contract.
  static func checkProblem(_ language: Language) -> Noun<CheckProblem> {
    Noun(
      id: \.path,
      [
        Column("kind", Phrase(ru: "вид", en: "kind"), table: .extra) { .text($0.kind.rawValue) },
        Column("path", Phrase(ru: "файл", en: "file"), table: .key) { .text($0.path) },
        Column("message", Phrase(ru: "что не так", en: "what is wrong"), table: .key, folded: true)
        {
          .text($0.message[language])
        },
        Column("repairable", Phrase(ru: "исправимо", en: "repairable")) {
          .bool($0.isRepairable)
        },
      ])
  }
}
