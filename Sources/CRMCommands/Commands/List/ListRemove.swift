import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm list remove NAME`.
struct ListRemove: WritingRunnable {
  var name = ""
  var write = WriteOptions()
  var prints: Printed { .card(.savedList) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "убрать сохраненный список", en: "take a saved list away"),
      ListRemove(),
      rows: [
        .argument(
          .reference("NAME", "saved-list"),
          help: Text(ru: "имя списка", en: "the name of the list")
        ) { $0.name = $1 }
      ],
      examples: [
        Example("crm list remove 'на договоре'", Text(ru: "больше не нужен", en: "no more use"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      var lists = try transaction.savedLists()
      guard let list = lists.list(named: name) else {
        throw .notFound(.list, name, nearest: lists.lists.map(\.name))
      }
      lists.remove(list.name)
      try transaction.put(lists)
      return SavedListRow(list)
    }
    let removed = Phrase(ru: "список убран", en: "the list was taken away")
    try session.show(
      .savedList, row, presentation, done: row.done(removed, write, session, presentation))
  }
}
