import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm list [NAME]`.
struct ListShow: Runnable {
  var list: String?
  var more = DealList()
  var prints: Printed {
    list == nil
      ? .list(.savedList).sorting(.deal, by: more.sort) : .list(.deal).judgedByAnother
  }

  static let name = "show"

  static var command: CRMCommand {
    CRMCommand(
      name, Text(ru: "показать список", en: "print a list"),
      discussion: Text(
        ru: "Слово show можно не писать. Без имени — все списки. Параметры действуют сверх "
          + "сохраненных.",
        en: "The word show can be left out. Without a name, all lists. Options are taken on top of "
          + "the saved ones."),
      ListShow(),
      rows: [
        .argument(
          .reference("NAME", "list"), isRequired: false,
          help: Text(ru: "имя списка", en: "the name of the list")
        ) { $0.list = $1 },
        .group(DealList.rows) { options, fill in fill(&options.more) },
      ],
      examples: [
        Example("crm list", Text(ru: "какие есть списки", en: "which lists there are")),
        Example("crm list mine", Text(ru: "мои открытые сделки", en: "my open deals")),
        Example(
          "crm list overdue --manager ivanov", Text(ru: "просроченные Иванова", en: "ivanov's")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    guard let list else { return try showAll(in: session) }
    let given = ListOptions(of: session.words)
    let user = try session.user()
    let saved = try session.read { (snapshot) throws(CRMError) in
      try snapshot.savedList(named: list, for: user)
    }
    try session.runList(of: saved.kind, ListOptions(saved: saved).replacing(with: given))
  }

  private func showAll(in session: Session) throws(CRMError) {
    let user = try session.user()
    let (rows, presentation) = try session.read {
      (snapshot) throws(CRMError) -> ([SavedListRow], Presentation) in
      let builtIn = BuiltInList.allCases.map { SavedListRow($0.list(for: user), title: $0.name) }
      let saved = try snapshot.savedLists().lists.map { SavedListRow($0) }
      return (builtIn + saved, try session.presentation(snapshot))
    }
    try session.list(.savedList, rows, presentation)
  }
}

extension Snapshot {
  /// The saved or built-in list of a name.
  func savedList(named name: String, for user: Login) throws(CRMError) -> SavedLists.List {
    let lists = try savedLists()
    if let saved = lists.list(named: name) { return saved }
    if let builtIn = BuiltInList(named: name) { return builtIn.list(for: user) }
    let known = BuiltInList.allCases.map(\.rawValue) + lists.lists.map(\.name)
    throw .notFound(.list, name, nearest: known)
  }
}
