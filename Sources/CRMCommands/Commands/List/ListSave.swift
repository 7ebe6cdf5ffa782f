import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm list save NAME …`.
struct ListSave: WritingRunnable {
  var name = ""
  var kind = Kind.deal
  var list = DealList()
  var write = WriteOptions()
  var prints: Printed { kind.printed(by: list.sort) }

  static var command: CRMCommand {
    CRMCommand(
      "save", Text(ru: "сохранить список под именем", en: "save a list under a name"),
      discussion: Text(
        ru: "Параметры — как у списка этого вида; сохраняются и столбцы (--fields), и порядок. "
          + "Список общий: он лежит в lists.json.",
        en: "The options are those of the list of that kind; columns (--fields) and order are kept "
          + "too. Everybody has the list: it is in lists.json."),
      ListSave(),
      rows: [
        .argument(.line("NAME"), help: Text(ru: "имя списка", en: "the name of the list")) {
          $0.name = $1
        },
        .option(
          "--of", value: .choice(of: Kind.self, "KIND"),
          help: Text(ru: "список чего; иначе deal", en: "a list of what; else deal")
        ) { $0.kind = $1 },
        .group(DealList.rows) { options, fill in fill(&options.list) },
      ],
      examples: [
        Example(
          "crm list save 'на договоре' --stage contract --sort -budget",
          Text(ru: "потом: crm list 'на договоре'", en: "later: crm list 'на договоре'")),
        Example(
          "crm list save партнеры --of company --where 'tag = партнер' --fields name,phone",
          Text(
            ru: "потом: crm company list --where 'list = партнеры'",
            en: "later: crm company list --where 'list = партнеры'")),
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
      var options = ListOptions(of: session.words)
      var lists = try transaction.savedLists()
      let saved = lists.save(name, of: kind, options.words)
      try transaction.put(lists)
      // What does not exist, and a circle, is refused now, not every morning.
      options.removeLimit()
      try session.rehearsing(in: transaction).runList(of: kind, options)
      return SavedListRow(saved)
    }
    let saved = Phrase(ru: "список сохранен", en: "the list was saved")
    try session.printing([]).show(
      .savedList, row, presentation, done: row.done(saved, write, session, presentation))
  }
}
