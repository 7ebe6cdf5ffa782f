import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm pipeline add NAME [--like P]`.
struct PipelineAdd: WritingRunnable {
  var name = ""
  var pattern: String?
  var write = WriteOptions()
  var prints: Printed { .card(.pipeline) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести воронку", en: "add a pipeline"),
      discussion: Text(
        ru: "Без --like у воронки три этапа; остальные добавит crm stage add.",
        en: "Without --like it has three stages; crm stage add adds the others."),
      PipelineAdd(),
      rows: [
        .argument(.line("NAME"), help: Text(ru: "название", en: "its name")) { $0.name = $1 },
        .option(
          "--like", value: .reference("P", "pipeline"),
          help: Text(ru: "с этапами и правилами этой", en: "with the stages and rules of this one")
        ) { $0.pattern = $1 },
      ],
      examples: [
        Example(
          "crm pipeline add 'Крупные клиенты' --like ads",
          Text(ru: "такая же, как реклама", en: "the same as ads"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let stages = [
      NewStage(
        id: "new", name: Text(ru: "Новая", en: "New")[session.language], kind: .open),
      NewStage(
        id: "won", name: Text(ru: "Успешно завершено", en: "Won")[session.language], kind: .won),
      NewStage(
        id: "lost", name: Text(ru: "Закрыто и не реализовано", en: "Lost")[session.language],
        kind: .lost),
    ]
    try session.reportPipeline(write) { (transaction) throws(CRMError) in
      let pattern = try pattern.map { (name) throws(CRMError) in
        try transaction.pipeline(named: name)
      }
      return try transaction.addPipeline(name, like: pattern, stages: stages)
    }
  }
}

extension Session {
  /// Changes a pipeline, and prints it.
  func reportPipeline(
    _ write: WriteOptions,
    _ change: (Transaction) throws(CRMError) -> Transaction.PipelineChange
  ) throws(CRMError) {
    let (change, presentation) = try writeToShow(write, change)
    notice(change.notices)
    let pipeline = change.after
    let done = changed(
      pipeline.id.text, pipeline.name,
      changes(.pipeline, change.before, pipeline, presentation), write, presentation)
    try show(.pipeline, pipeline, presentation, done: done)
  }
}
