import CRMCore
import CRMModel
import CommandLineKit

/// A saved or built-in list as it is printed.
struct SavedListRow {
  let name: String
  /// What people call a built-in one.
  var title: Phrase?
  let options: [String]
  var isBuiltIn = false

  init(_ list: SavedLists.List) {
    name = list.name
    options = list.options
  }

  init(_ list: BuiltInList, for user: Login) {
    name = list.rawValue
    title = list.name
    options = list.options(for: user)
    isBuiltIn = true
  }

  /// What a command says after a change of it.
  func done(
    _ change: Phrase, _ write: WriteOptions, _ session: Session, _ presentation: Presentation
  ) -> String {
    let line = ShellWord.quote(["deal", "list"] + options)
    return session.dry(write)
      + SafeText.visible("\(name): \(presentation.text(change)): crm \(line)")
  }
}

extension Noun where Row == SavedListRow {
  /// Lists: the keys are a part of the command contract.
  static var savedList: Noun<SavedListRow> {
    Noun(
      id: \.name,
      [
        Column("name", Phrase(ru: "список", en: "list"), table: .key, whole: true) {
          .text($0.name)
        },
        Column(
          "builtIn", Phrase(ru: "что в нем", en: "what is in it"), table: .useful,
          shown: { row, presentation in row.title.map(presentation.text) ?? "" }
        ) { .bool($0.isBuiltIn) },
        Column(
          "options", Phrase(ru: "параметры", en: "options"), table: .key,
          shown: { row, _ in ShellWord.quote(row.options) }
        ) { .array($0.options.map(JSONValue.string)) },
      ])
  }
}
