import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm rework list …`.
struct ReworkList: Runnable {
  var isMine = false
  var manager: Login?
  var state: Rework.State?
  var prints: Printed { .list(.rework) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать сделки на доработке", en: "list deals that were sent back"),
      discussion: Text(
        ru: "Без --state: все, что еще не приняты, с ближайшим сроком первыми.",
        en: "Without --state: all that are not accepted yet, those due first in front."),
      ReworkList(),
      rows: [
        .flag("--mine", help: Text(ru: "только мои", en: "only mine")) { $0.isMine = true },
        .ofManager { $0.manager = $1 },
        .option(
          "--state", value: .choice(of: Rework.State.self, "STATE"),
          help: Text(
            ru: "только на доработке, исправленные, принятые, возвращенные еще раз",
            en: "only in this state")
        ) { $0.state = $1 },
        .atMostOne("--mine", "--manager"),
      ],
      examples: [
        Example("crm rework list --mine", Text(ru: "что мне исправить", en: "what I have to mend")),
        Example(
          "crm rework list --state fixed",
          Text(ru: "что ждет руководителя", en: "what waits for the head")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let manager = isMine ? try session.user() : self.manager
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try session.checkFilter(self.manager, snapshot)
      let rows = try session.reworks(snapshot) { deal, state in
        (manager == nil || deal.manager == manager)
          && (self.state.map { $0 == state } ?? (state != .accepted))
      }
      return rows
    }
    try session.list(.rework, rows, presentation)
  }
}
