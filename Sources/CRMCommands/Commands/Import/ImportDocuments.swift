import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm import crm FILE` (R115).
struct ImportDocuments: WritingRunnable {
  var file = ""
  var write = WriteOptions()
  var prints: Printed { .card(.restoreReport(file)) }

  static var command: CRMCommand {
    CRMCommand(
      "crm", Text(ru: "документы из crm export ndjson", en: "documents of crm export ndjson"),
      discussion: Text(
        ru: "Каждый документ становится таким, как в файле, с историей; чего в нем нет, остается. "
          + "Правила не спрашиваются, поэтому это делает администратор.",
        en: "Every document becomes what the file says, with its history; what it lacks stays. No "
          + "rule is asked, so an admin does this."),
      ImportDocuments(),
      rows: [
        .argument(
          .file("FILE"),
          help: Text(
            ru: "файл ndjson; - для стандартного ввода",
            en: "a file of ndjson; - for standard input")
        ) { $0.file = $1 }
      ],
      examples: [
        Example(
          "crm import crm crm.ndjson", Text(ru: "все данные отдела", en: "all of a department"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let text = try session.text(of: file, limit: ImportTable.largestFile)
    let (report, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      try transaction.take(documents: text)
    }
    let done = Phrase(
      ru: "принято новых документов: \(report.added), изменено: \(report.changed)",
      en: "taken in: \(report.added) new documents, \(report.changed) changed")
    try session.show(
      .restoreReport(file), report, presentation,
      done: session.dry(write) + presentation.text(done))
  }
}
