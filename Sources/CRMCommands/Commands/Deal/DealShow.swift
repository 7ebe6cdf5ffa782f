import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm deal show DEAL`.
struct DealShow: Runnable {
  var deal = ""
  var isAll = false
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "показать карточку сделки", en: "show a deal's card"), DealShow(),
      rows: [
        .deal { $0.deal = $1 },
        .flag("--all", help: Text(ru: "и отмененное", en: "also what was undone")) {
          $0.isAll = true
        },
      ],
      examples: [
        Example("crm deal show 'Кафе Пушкин'", Text(ru: "вся карточка", en: "the whole card"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (card, presentation) = try session.read {
      (snapshot) throws(CRMError) -> (DealCard, Presentation) in
      let deal = try snapshot.deal(deal)
      let subject = try snapshot.dealCase(deal)
      let presentation = try session.presentation(snapshot)
      let card = DealCard(
        row: try session.row(deal, snapshot), presentation: presentation,
        nextStage: subject.nextStage,
        refusal: subject.refusalOfNextStep(
          in: try snapshot.trialContext(session.viewpoint(snapshot))),
        isAwaitedPart: subject.isAwaitedPart, hasUndone: isAll)
      return (card, presentation)
    }
    try session.show(.deal, card.row, presentation) { card.lines }
  }
}
