import CRMCore
import CRMModel
import CommandLineKit

/// `crm help [COMMAND…]`
struct HelpCommand: Runnable {
  var path: [String] = []

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "help", Text(ru: "справка о команде", en: "help about a command"), category: category,
      HelpCommand(),
      rows: [
        .argument(
          ValueParser(ValueDescription(name: "COMMAND", kind: "command", completion: .commands)) {
            (word) throws(ValueProblem) in word
          }, isRequired: false, isRepeatable: true, help: Text(ru: "команда", en: "the command")
        ) { $0.path.append($1) }
      ],
      examples: [
        Example("crm help deal move", Text(ru: "как перевести сделку", en: "how to move a deal"))
      ])
  }

  func run(in session: Session) throws(CRMError) { try session.printHelp(path) }
}
