import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm rework show DEAL`.
struct ReworkShow: Runnable {
  var deal = ""
  var prints: Printed { .card(.rework) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "показать, что исправить", en: "show what has to be mended"), ReworkShow(),
      rows: [
        .deal { $0.deal = $1 }
      ],
      examples: [
        Example(
          "crm rework show 'Кафе Пушкин'",
          Text(ru: "с командами, которые исправляют", en: "with the commands that mend it"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let deal = try snapshot.deal(deal)
      let rework = try CRMError.refusing { () throws(Refusal) in
        try deal.rework(
          Phrase(
            ru: "нечего показать о сделке '\(deal.name)'",
            en: "there is nothing to show of deal '\(deal.name)'"))
      }
      return try session.row(deal, rework, snapshot)
    }
    try session.show(.rework, row, presentation) { row.card(presentation) }
  }
}
