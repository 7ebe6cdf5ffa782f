import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm list save NAME …`.
struct ListSave: WritingRunnable {
  var name = ""
  var list = DealList()
  var write = WriteOptions()
  var prints: Printed { .card(.savedList).sorting(.deal, by: list.sort) }

  static var command: CRMCommand {
    CRMCommand(
      "save", Text(ru: "сохранить список под именем", en: "save a list under a name"),
      discussion: Text(
        ru: "Параметры — как у crm deal list. Список общий: он лежит в lists.json.",
        en: "The options are those of crm deal list. Everybody has the list: it is in lists.json."),
      ListSave(),
      rows: [
        .argument(.line("NAME"), help: Text(ru: "имя списка", en: "the name of the list")) {
          $0.name = $1
        },
        .group(DealList.rows) { options, fill in fill(&options.list) },
      ],
      examples: [
        Example(
          "crm list save 'на договоре' --stage contract --sort -budget",
          Text(ru: "потом: crm list 'на договоре'", en: "later: crm list 'на договоре'"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      guard BuiltInList(named: name) == nil else {
        throw .refused(
          Refusal(
            "lists",
            Phrase(
              ru: "нельзя сохранить список '\(name)': так зовут встроенный",
              en: "cannot save a list '\(name)': a built-in one has that name"),
            remedies: [Remedy("list")]))
      }
      // What does not exist is refused now, not every morning.
      _ = try list.chosen(DealRows(session, transaction), transaction, session)
      var lists = try transaction.savedLists()
      let saved = lists.save(name, ListOptions(of: session.words).words)
      try transaction.put(lists)
      return SavedListRow(saved)
    }
    let saved = Phrase(ru: "список сохранен", en: "the list was saved")
    try session.show(
      .savedList, row, presentation, done: row.done(saved, write, session, presentation))
  }
}
