import CRMCore
import CRMModel
import CommandLineKit

/// A saved or built-in list as it is printed.
struct SavedListRow {
  let list: SavedLists.List
  /// What people call a built-in one.
  var title: Phrase?

  init(_ list: SavedLists.List, title: Phrase? = nil) {
    self.list = list
    self.title = title
  }

  /// What a command says after a change of it.
  func done(
    _ change: Phrase, _ write: WriteOptions, _ session: Session, _ presentation: Presentation
  ) -> String {
    let line = ShellWord.quote(list.kind.path + list.options)
    return session.dry(write)
      + SafeText.visible("\(list.name): \(presentation.text(change)): crm \(line)")
  }
}

extension Noun where Row == SavedListRow {
  /// Lists: the keys are a part of the command contract.
  static var savedList: Noun<SavedListRow> {
    Noun(
      id: \.list.name,
      [
        Column("name", Phrase(ru: "список", en: "list"), table: .key, whole: true) {
          .text($0.list.name)
        },
        Column(
          "builtIn", Phrase(ru: "что в нем", en: "what is in it"), table: .useful,
          shown: { row, presentation in row.title.map(presentation.text) ?? "" }
        ) { .bool($0.title != nil) },
        Column(
          "of", Phrase(ru: "чего", en: "of what"), table: .main,
          shown: { row, presentation in presentation.text(row.list.kind.many) }
        ) { .string($0.list.kind.rawValue) },
        Column("where", Phrase(ru: "условие", en: "condition")) {
          .text($0.list.value(of: "--where"))
        },
        names("fields", Phrase(ru: "столбцы", en: "columns")),
        names("sort", Phrase(ru: "порядок", en: "order")),
        Column(
          "options", Phrase(ru: "параметры", en: "options"), table: .key,
          shown: { row, _ in ShellWord.quote(row.list.options) }
        ) { .array($0.list.options.map(JSONValue.string)) },
      ].refining("options") { $0.isTyped(\.list.options) })
  }

  private static func names(_ key: String, _ title: Phrase) -> Column<SavedListRow> {
    Column(key, title) { .array($0.list.names(of: "--" + key).map(JSONValue.string)) }
  }
}
