import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm check list` (R43).
struct CheckList: Runnable {
  var prints: Printed { .list(.ownCheck) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать свои проверки", en: "list your own checks"), CheckList(),
      rows: [],
      examples: [Example("crm check list", Text(ru: "какие есть", en: "which there are"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (checks, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.ownChecks()
    }
    try session.list(.ownCheck, checks, presentation)
  }
}

/// The command `crm check remove CHECK` (R43).
struct CheckRemove: WritingRunnable {
  var id = ""
  var write = WriteOptions()
  var prints: Printed { .card(.ownCheck) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "убрать свою проверку", en: "take a check of your own away"),
      CheckRemove(),
      rows: [
        .argument(.reference("CHECK", "own-check"), help: Text(ru: "проверка", en: "the check")) {
          $0.id = $1
        }
      ],
      examples: [
        Example("crm check remove big-without-task", Text(ru: "не нужна", en: "no more use"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (removed, presentation) = try session.writeToShow(write) {
      (transaction) throws(CRMError) -> OwnCheck in
      var checks = try transaction.ownChecks()
      guard let place = checks.firstIndex(where: { $0.id.rawValue == id }) else {
        throw .usage(
          Phrase(ru: "нет своей проверки '\(id)'", en: "no check of your own '\(id)'"),
          hints: [Remedy("check", "list").phrase],
          unknown: UnknownWord(id, known: checks.map(\.id.rawValue)))
      }
      let removed = checks.remove(at: place)
      try transaction.put(checks)
      return removed
    }
    try session.show(.ownCheck, removed, presentation)
  }
}
