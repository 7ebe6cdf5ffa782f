import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm sync conflicts [--drop OPERATION]`.
struct SyncConflicts: WritingRunnable {
  var dropped: String?
  var write = WriteOptions()
  var prints: Printed { .list(.setAside(.en)) }

  static var command: CRMCommand {
    CRMCommand(
      "conflicts",
      Text(
        ru: "свои действия, которые отложены", en: "your own operations that are set aside"),
      discussion: Text(
        ru: "Они не сочетались с тем, что успели отправить другие; их можно дать снова.",
        en: "They did not go with what others had sent; they can be given again by hand."),
      SyncConflicts(),
      rows: [
        .option(
          "--drop", value: .line("OPERATION"),
          help: Text(
            ru: "больше не помнить об этом действии", en: "remember this operation no more")
        ) { $0.dropped = $1 }
      ],
      examples: [
        Example("crm sync conflicts", Text(ru: "что отложено", en: "what is set aside"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let workspace = try session.workspace()
    let rows =
      dropped == nil
      ? workspace.setAside() : try workspace.dropSetAside(dropped, isDryRun: write.isDryRun)
    if dropped != nil, !write.isDryRun { session.stored += rows.map(\.id) }
    let presentation = try workspace.read { (snapshot) throws(CRMError) in
      try session.presentation(snapshot)
    }
    try session.list(.setAside(session.language), rows, presentation)
  }
}

extension Noun where Row == SetAside {
  static func setAside(_ language: Language) -> Noun<SetAside> {
    Noun(
      id: \.id,
      [
        Column("id", Phrase("id"), table: .key) { .text($0.id) },
        Column(
          "at", Phrase(ru: "время", en: "time"), table: .main, shown: { $1.time($0.at) }
        ) { .time($0.at) },
        Column("user", Phrase(ru: "кто", en: "who"), table: .useful) { .text($0.user.text) },
        Column(
          "command", Phrase(ru: "команда", en: "command"), table: .main, folded: true,
          shown: { row, _ in ShellWord.quote(["crm"] + row.command) }
        ) { .array($0.command.map(JSONValue.string)) },
        Column("reason", Phrase(ru: "почему", en: "why"), table: .key, folded: true) {
          .text($0.reason[language])
        },
        Column("paths", Phrase(ru: "документы", en: "documents")) {
          .array($0.paths.map(JSONValue.string))
        },
      ])
  }
}
