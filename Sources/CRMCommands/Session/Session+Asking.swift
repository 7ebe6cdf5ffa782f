import CRMCore
import CRMModel
import CommandLineKit

/// `--ask`: a person at the terminal is asked for what a command misses.
extension Session {
  /// The option of the commands that can ask.
  static var askOption: String { "--ask" }

  /// Asks for everything that a failed command misses and that its line can supply.
  ///
  /// Nothing is locked meanwhile; the command is then run again as if it had been typed whole.
  /// - Returns: The words to add to the line; `nil` where nobody is or wants to be asked.
  func answers(
    to error: CRMError, _ parsed: Parsed<GlobalOptions, any Runnable>
  ) -> [String]? {
    guard let page = try? CommandTree.program.find(parsed.path), !words.contains("--"),
      page.command.options.contains(where: { $0.names.contains(Self.askOption) }), isAsking,
      world.isTerminal(.error)
    else { return nil }
    var added: [String] = []
    for parameter in page.command.parameters where parsed.misses(parameter, error, words) {
      let help = language == .ru ? parameter.help.ru : parameter.help.en
      try? world.write(Array("\(help) (\(parameter.title)): ".utf8), .error)
      guard let answer = world.readAnswer(), !answer.isEmpty else { return nil }
      added += parameter.isArgument ? [answer] : [parameter.title, answer]
    }
    return added.isEmpty ? nil : added
  }

  /// `--ask`, else `$CRM_ASK`, else the setting.
  private var isAsking: Bool {
    let line = CommandTree.program.readPartial(words)
    if line.values.contains(where: { $0.parameter.title == Self.askOption }) { return true }
    if let variable = nonEmptyVariable("CRM_ASK") { return variable != "0" }
    let settings = try? read { (snapshot) throws(CRMError) in try snapshot.settings() }
    return settings?.asks ?? false
  }
}

/// The option of commands that can ask for what they miss.
enum AskOption {
  static func row<Options>(_: Options.Type) -> Row<Options> {
    .flag(
      Session.askOption,
      help: Text(
        ru: "на терминале спросить о том, чего не хватает",
        en: "at a terminal, ask for what is missing")
      // Looked for where a command fails, as it may not even be complete.
    ) { _ in }
  }
}

extension Parsed<GlobalOptions, any Runnable> {
  /// Whether a failed command misses the value of a parameter.
  fileprivate func misses(
    _ parameter: ParameterDescription, _ error: CRMError, _ words: [String]
  ) -> Bool {
    guard !words.contains(parameter.title) else { return false }
    if case .failure(let usage) = outcome {
      switch usage.cause {
      case .missingArgument(let names), .missingOption(let names):
        return names.contains(parameter.title)
      default: return false
      }
    }
    switch error {
    case .needs(let option, _, _): return option == parameter.title
    case .refused(let refusal):
      let options = refusal.missing.compactMap(\.option)
      // A task is planned by both halves.
      return options.contains(parameter.title)
        || parameter.title == "--due" && options.contains("--next")
    default: return false
    }
  }
}
