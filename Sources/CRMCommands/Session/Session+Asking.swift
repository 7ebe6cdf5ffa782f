import CRMCore
import CRMModel
import CommandLineKit

/// `--ask`: a person at the terminal is asked for what a command misses.
extension Session {
  /// The option of the commands that a rule can refuse: looked for where one fails, as it may not even
  /// be complete.
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
      guard let word = ask(answer.parameter, of: line) else { return nil }
      line[answer.place] = word
      answers.list[wrong].tries += 1
      return line
    }
    for parameter in page.command.parameters where parsed.misses(parameter, error, words) {
      guard let word = ask(parameter, of: line) else { return nil }
      line += parameter.isArgument ? [word] : [parameter.title, word]
      answers.list.append(.init(parameter: parameter, place: line.count - 1))
    }
    return line == words ? nil : line
  }

  private func ask(_ parameter: ParameterDescription, of line: [String]) -> String? {
    let choices = choices(for: parameter, of: line).map { "  \(SafeText.visible($0))\n" }
    let question = "\(parameter.help[language]) (\(parameter.title)): "
    try? world.write(Array((choices.joined() + question).utf8), .error)
    return world.readAnswer().flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What can be answered, where that is a list to choose from; records are too many to be shown.
  private func choices(for parameter: ParameterDescription, of line: [String]) -> [String] {
    guard let value = parameter.value else { return [] }
    guard case .live(let name) = value.completion, let kind = LiveKind(rawValue: name),
      kind.isDictionary
    else { return value.choices }
    let known = CommandTree.program.readPartial(line)
    let values = LiveValues(session: self, line: known, typed: TypedStart(""))
    return ((try? values.all(kind)) ?? []).map {
      $0.description.isEmpty ? $0.text : "\($0.text)  \($0.description)"
    }
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
