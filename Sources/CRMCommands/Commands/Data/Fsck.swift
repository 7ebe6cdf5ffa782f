import CRMCore
import CRMModel
import CommandLineKit

/// `crm fsck`
struct Fsck: Runnable {
  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "fsck", Text(ru: "проверить все файлы данных", en: "check every file of the data"),
      discussion: Text(
        ru: "Каждый документ, ссылки, журнал и права. Статус 1, если что-то не так.",
        en:
          "Every document, references, the journal and permissions. Status 1 where anything is wrong."
      ),
      category: category, Fsck(), rows: [],
      examples: [Example("crm fsck", Text(ru: "все ли цело", en: "whether all is sound"))])
  }

  func run(in session: Session) throws(CRMError) {
    let problems = try session.workspace().check()
    try session.report(problems, .checkProblem(session.language))
  }
}

extension Session {
  /// Prints what a check of files found; status 1 where it found anything.
  func report<Row>(_ problems: [Row], _ noun: Noun<Row>) throws(CRMError) {
    let presentation = try presentation()
    switch options.format {
    case .json:
      var writer = JSONWriter(style: .pretty)
      writer.append(["problems": .array(problems.map(noun.json))])
      try output.append(writer.finished())
    case .table where problems.isEmpty:
      notice(Phrase(ru: "все в порядке", en: "all is sound"))
    case .table, .ndjson, .csv, .tsv, .ids: try list(noun, problems, presentation)
    }
    if !problems.isEmpty { throw .check }
  }
}

extension Noun where Row == CheckProblem {
  /// Problems: the keys are a part of the command contract.
  static func checkProblem(_ language: Language) -> Noun<CheckProblem> {
    Noun(
      id: \.path,
      [
        Column("kind", Phrase(ru: "вид", en: "kind"), table: true) { .text($0.kind.rawValue) },
        Column("path", Phrase(ru: "файл", en: "file"), table: true) { .text($0.path) },
        Column("message", Phrase(ru: "что не так", en: "what is wrong"), table: true) {
          .text(language == .ru ? $0.message.ru : $0.message.en)
        },
        Column("repairable", Phrase(ru: "исправимо", en: "repairable")) {
          .bool($0.isRepairable)
        },
      ])
  }
}
