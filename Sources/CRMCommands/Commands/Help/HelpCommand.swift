import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm help`, with the words of a command or a topic.
struct HelpCommand: Runnable {
  var path: [String] = []
  var isManual = false
  var prints: Printed { .text }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "help", Text(ru: "справка о команде или теме", en: "help about a command or a topic"),
      category: category,
      HelpCommand(),
      rows: [
        .argument(
          ValueParser(ValueDescription(name: "COMMAND", kind: "command", completion: .commands)) {
            (word) throws(ValueProblem) in word
          }, isRequired: false, isRepeatable: true,
          help: Text(ru: "слова команды или тема", en: "words of a command, or a topic")
        ) { $0.path.append($1) },
        .flag(
          "--man",
          help: Text(
            ru: "страница man; вместо команды можно назвать папку (со знаком /) — для всех страниц",
            en: "the page for man; a folder (with a /) in place of a command is for all pages")
        ) { $0.isManual = true },
      ],
      examples: [
        Example("crm help deal move", Text(ru: "как перевести сделку", en: "how to move a deal")),
        Example("crm help stages", Text(ru: "что нужно для этапов", en: "what stages ask for")),
        Example(
          "crm help --man ~/.local/share/man",
          Text(ru: "чтобы работало man crm-deal-move", en: "for man crm-deal-move to work")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    isManual ? try session.printManual(path) : try session.printHelp(path)
  }
}
