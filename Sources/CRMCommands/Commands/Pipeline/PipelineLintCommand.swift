import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm pipeline lint`.
struct PipelineLintCommand: Runnable {
  var isStrict = false

  var prints: Printed { .list(.pipelineProblem(.en)) }

  static var command: CRMCommand {
    CRMCommand(
      "lint", Text(ru: "проверить измененные воронки", en: "check changed pipelines"),
      discussion: Text(
        ru: "Код завершения 1, если в документах воронок, шаблонов или справочников есть ошибки.",
        en: "Status 1 where the documents of pipelines, templates or dictionaries have errors."),
      PipelineLintCommand(),
      rows: [
        .flag(
          "--strict",
          help: Text(ru: "код 1 и при замечаниях", en: "status 1 for warnings too")
        ) { $0.isStrict = true }
      ],
      examples: [Example("crm pipeline lint", Text(ru: "после правки", en: "after an edit"))])
  }

  func run(in session: Session) throws(CRMError) {
    let problems = try session.read { (snapshot) throws(CRMError) in try snapshot.lintPipelines() }
    let isFound = isStrict || problems.contains { $0.problem.severity == .error }
    try session.report(problems, .pipelineProblem(session.language), isFound: isFound)
  }
}

extension Noun where Row == PipelineProblem {
  static func pipelineProblem(_ language: Language) -> Noun<PipelineProblem> {
    Noun(
      id: \.path,
      [
        Column(
          "severity", Phrase(ru: "важность", en: "severity"), table: .useful,
          shown: { row, presentation in
            let severity: Finding.Severity = row.problem.severity == .error ? .error : .warning
            return presentation.text(severity.name)
          }
        ) { .text($0.problem.severity.rawValue) },
        Column("path", Phrase(ru: "файл", en: "file"), table: .main) { .text($0.path) },
        Column("place", Phrase(ru: "место", en: "place"), table: .main) {
          .text($0.problem.place.isEmpty ? nil : $0.problem.place)
        },
        Column("message", Phrase(ru: "что не так", en: "what is wrong"), table: .key, folded: true)
        {
          .text($0.problem.message[language])
        },
      ])
  }
}
