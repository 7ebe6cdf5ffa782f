import CRMCore
import CRMModel
import CommandLineKit

/// `--ask`: a person at the terminal is asked for what a command misses.
extension Session {
  /// The option of the commands that can ask.
  static var askOption: String { "--ask" }

  /// Asks again for an answer that a command failed for, else for everything that it misses and that
  /// its line can supply.
  ///
  /// Nothing is locked meanwhile; the command is then run again as if it had been typed whole.
  /// - Returns: The line with the answers; `nil` where nobody is or wants to be asked.
  func answered(
    _ error: CRMError, _ parsed: Parsed<GlobalOptions, any Runnable>, _ answers: inout Answers
  ) -> [String]? {
    guard let page = try? CommandTree.program.find(parsed.path), !words.contains("--"),
      page.command.options.contains(where: { $0.names.contains(Self.askOption) }), isAsking,
      world.isTerminal(.error)
    else { return nil }
    var line = words
    if let wrong = answers.wrong(error, parsed, in: words) {
      let answer = answers.list[wrong]
      guard answer.tries < Answers.limit else { return nil }
      var report = ErrorReport(error)
      report.hints = []
      try? world.write(Array(report.text(language).utf8), .error)
      guard let word = ask(answer.parameter) else { return nil }
      line[answer.place] = word
      answers.list[wrong].tries += 1
      return line
    }
    for parameter in page.command.parameters where parsed.misses(parameter, error, words) {
      guard let word = ask(parameter) else { return nil }
      line += parameter.isArgument ? [word] : [parameter.title, word]
      answers.list.append(.init(parameter: parameter, place: line.count - 1))
    }
    return line == words ? nil : line
  }

  private func ask(_ parameter: ParameterDescription) -> String? {
    try? world.write(Array("\(parameter.help[language]) (\(parameter.title)): ".utf8), .error)
    return world.readAnswer().flatMap { $0.isEmpty ? nil : $0 }
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
    guard !parameter.names.contains(where: words.contains) else { return false }
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
