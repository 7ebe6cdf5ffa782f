/// Completion scripts of a program for the three shells, made from its description alone.
///
/// All three are a table of the commands with the same few functions around it: they walk the words
/// before the cursor, find what may follow, and ask the program for the values that only it knows.
/// An option is not offered twice, unless it may be repeated, nor beside one that excludes it.
///
/// The program is asked by a command of its own, `PROGRAM HELPER KIND -- WORD… TYPED`: the words
/// between the program's name and the value, and what has been typed of the value without its quotes.
/// It answers with lines `value`, or `value`, a tab and a description; nothing may be written to
/// standard error. Every value must begin with what was typed; only when there is one answer it may
/// differ, and then replaces what was typed. No blank is put behind a value that ends in `=`.
package struct CompletionScript {
  let program: ProgramDescription
  let helper: String

  /// Prepares the scripts of a program; `helper` is the name of the command that gives live values.
  package init(_ program: ProgramDescription, helper: String) {
    self.program = program
    self.helper = helper
  }

  /// The script for one shell, with descriptions in one language.
  package func text(_ shell: CompletionShell, _ language: Language) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh(language)
    case .fish: fish(language)
    }
  }

  /// What names of functions begin with.
  var function: String { "_" + program.name.replacing("-", with: "_") }

  /// The commands that can be completed, the program itself first.
  var commands: [CommandDescription] { visible(program.root) }

  /// What stands at the top of every script.
  func header(_ shell: CompletionShell) -> String {
    "\(shell.rawValue) completion of \(program.name), made by the program itself: changes are lost"
  }

  func globalRows(_ language: Language?) -> [String] {
    rows(program.globalOptions, program.globalRules, language)
  }

  /// The rows of a command; of a group, the arguments of the command that is meant where no other is.
  func rows(_ command: CommandDescription, _ language: Language?) -> [String] {
    let meant = command.commands.first { $0.name == command.fallback }
    return rows(meant?.arguments ?? command.parameters, command.rules, language)
  }

  /// The names of a group's commands, with their summaries where a language is given.
  func names(_ command: CommandDescription, _ language: Language?) -> [String] {
    command.commands.filter { !$0.traits.contains(.hidden) }.map { command in
      command.name + (language.map { "|" + line(command.summary[$0]) } ?? "")
    }
  }

  private func visible(_ command: CommandDescription) -> [CommandDescription] {
    guard !command.traits.contains(.hidden) else { return [] }
    return [command] + command.commands.flatMap(visible)
  }

  /// `NAMES|ACTION|UNLESS|DESCRIPTION`, the last only where a language is given.
  ///
  /// `NAMES` are empty for an argument. `UNLESS` are the options beside which it is not offered; for
  /// an argument that repeats it is `*`, for one that gives way `?`.
  private func rows(
    _ parameters: [ParameterDescription], _ rules: [ParameterRule], _ language: Language?
  ) -> [String] {
    parameters.map { parameter in
      let description = language.map { [line(parameter.help[$0])] } ?? []
      let fields = [
        parameter.names.joined(separator: " "), action(parameter.value),
        unless(parameter, parameters, rules).joined(separator: " "),
      ]
      return (fields + description).joined(separator: "|")
    }
  }

  private func unless(
    _ parameter: ParameterDescription, _ all: [ParameterDescription], _ rules: [ParameterRule]
  ) -> [String] {
    guard !parameter.isArgument else {
      return parameter.isRepeatable ? ["*"] : parameter.givesWay ? ["?"] : []
    }
    var names = parameter.isRepeatable && !parameter.isFlag ? [] : parameter.names
    for rule in rules {
      switch rule {
      case .exactlyOne(let rivals), .atMostOne(let rivals):
        guard rivals.contains(where: parameter.names.contains) else { continue }
        for rival in all where rival.names.contains(where: rivals.contains) {
          names += rival.names.filter { !names.contains($0) && !parameter.names.contains($0) }
        }
      case .needs, .atLeastOne, .replaces: break
      }
    }
    return names
  }

  private func action(_ value: ValueDescription?) -> String {
    guard let value else { return "flag" }
    return switch value.completion {
    case .none:
      value.choices.isEmpty ? "value" : "choice " + value.choices.joined(separator: " ")
    case .file(let extensions): (["file"] + extensions).joined(separator: " ")
    case .directory: "directory"
    case .commands: "commands"
    case .live(let kind): "live " + kind
    }
  }

  /// A text of one line.
  private func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
