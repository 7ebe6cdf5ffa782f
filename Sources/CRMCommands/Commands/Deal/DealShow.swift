import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal show DEAL`.
struct DealShow: Runnable {
  var deal = ""

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "показать карточку сделки", en: "show a deal's card"), DealShow(),
      rows: [
        .argument(.reference("DEAL", "deal"), help: Text(ru: "сделка", en: "the deal")) {
          $0.deal = $1
        }
      ],
      examples: [
        Example("crm deal show 'Кафе Пушкин'", Text(ru: "вся карточка", en: "the whole card"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, missing, presentation) = try session.read {
      (snapshot) throws(CRMError) -> (DealRow, [Missing], Presentation) in
      let deal = try snapshot.deal(deal)
      return (
        try session.row(deal, snapshot), try snapshot.dealCase(deal).missingForNextStage,
        try session.presentation(snapshot)
      )
    }
    try session.show(.deal, row, presentation) {
      DealCard(row: row, presentation: presentation, missing: missing).lines
    }
  }
}
