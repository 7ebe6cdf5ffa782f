import CRMCore
import CRMModel
import CommandLineKit

/// The commands `crm pipeline archive P` and `crm pipeline restore P`.
struct PipelineArchive: WritingRunnable {
  let isArchived: Bool
  var pipeline = ""
  var write = WriteOptions()
  var prints: Printed { .card(.pipeline) }

  static var command: CRMCommand {
    CRMCommand(
      "archive", Text(ru: "больше не заводить сделок в воронке", en: "take no new deals in"),
      discussion: Text(
        ru: "Сделки, которые в ней есть, ведут дальше как раньше.",
        en: "The deals that it has are worked on as before."),
      PipelineArchive(isArchived: true), rows: rows,
      examples: [
        Example("crm pipeline archive smm", Text(ru: "продавать перестали", en: "sold no more"))
      ])
  }

  static var restoring: CRMCommand {
    CRMCommand(
      "restore", Text(ru: "вернуть воронку из архива", en: "take a pipeline out of the archive"),
      PipelineArchive(isArchived: false), rows: rows,
      examples: [
        Example("crm pipeline restore smm", Text(ru: "снова продают", en: "sold again"))
      ])
  }

  private static var rows: [Row<PipelineArchive>] { [.pipeline { $0.pipeline = $1 }] }

  func run(in session: Session) throws(CRMError) {
    var fields = PipelineFields()
    fields.mark("archived", isArchived)
    try session.reportPipeline(write) { (transaction) throws(CRMError) in
      try transaction.edit(transaction.pipeline(named: pipeline), fields)
    }
  }
}
