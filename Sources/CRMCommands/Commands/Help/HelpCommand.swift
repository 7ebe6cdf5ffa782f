import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm help`, with the words of a command or a topic.
struct HelpCommand: Runnable {
  var path: [String] = []
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
        ) { $0.path.append($1) }
      ],
      examples: [
        Example("crm help deal move", Text(ru: "как перевести сделку", en: "how to move a deal")),
        Example("crm help stages", Text(ru: "что нужно для этапов", en: "what stages ask for")),
      ])
  }

  func run(in session: Session) throws(CRMError) { try session.printHelp(path) }
}
