import CommandLineKit

/// The page of all commands in Markdown, made from the tree.
struct CommandReference {
  private let program: ProgramDescription

  init(_ program: ProgramDescription) { self.program = program }

  /// The whole page.
  var text: String {
    let commands = program.root.flattened.filter { !$0.isGroup && !$0.traits.contains(.hidden) }
    let parts =
      [
        "# Command reference",
        "Every command of `\(program.name)`, made from the same declarations as its help.",
        "## Options of every command", table(program.globalOptions, []),
      ] + commands.flatMap(section) + ["## Exit statuses", exitStatuses]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func section(_ command: CommandDescription) -> [String] {
    let places = command.arguments.map { argument in
      let name = argument.title + (argument.isRepeatable ? "…" : "")
      return command.needs(argument) ? name : "[\(name)]"
    }
    let examples = command.examples.map { "# \($0.summary.en)\n\($0.line)" }
    return [
      "## \(program.name) \(command.path.joined(separator: " "))",
      sentence(command.summary.en),
      command.discussion?.en ?? "",
      "```\n"
        + ([program.name] + command.path + places + ["[options]"]).joined(separator: " ") + "\n```",
      table(command.parameters, command.rules),
      examples.isEmpty ? "" : "```sh\n" + examples.joined(separator: "\n") + "\n```",
    ]
  }

  private func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private func table(_ parameters: [ParameterDescription], _ rules: [ParameterRule]) -> String {
    guard !parameters.isEmpty else { return "" }
    let rows = parameters.map { parameter in
      "| \(label(parameter)) | \(cell(meaning(parameter, rules))) |"
    }
    return (["| parameter | meaning |", "| --- | --- |"] + rows).joined(separator: "\n")
  }

  private func label(_ parameter: ParameterDescription) -> String {
    let names = parameter.names.joined(separator: ", ")
    let value = parameter.value?.name ?? ""
    return "`" + cell([names, value].filter { !$0.isEmpty }.joined(separator: " ")) + "`"
  }

  private func meaning(_ parameter: ParameterDescription, _ rules: [ParameterRule]) -> String {
    var notes: [String] = []
    let choices = parameter.value?.choices ?? []
    if !choices.isEmpty { notes.append(choices.map { "`\($0)`" }.joined(separator: ", ")) }
    if let note = parameter.value?.note { notes.append(note.en) }
    if parameter.isRepeatable, !parameter.isFlag { notes.append("repeatable") }
    if parameter.isRequired { notes.append("required") }
    for rule in rules where rule.names.contains(where: parameter.names.contains) {
      let others = rule.names.filter { !parameter.names.contains($0) }.map { "`\($0)`" }
        .joined(separator: ", ")
      switch rule {
      case .exactlyOne: notes.append("this or \(others)")
      case .atLeastOne: notes.append("this or another one")
      case .atMostOne: notes.append("not with \(others)")
      case .replaces: notes.append("in place of \(others)")
      case .needs(let name, _):
        if parameter.names.contains(name) { notes.append("only with \(others)") }
      }
    }
    return ([parameter.help.en] + notes).joined(separator: "; ")
  }

  private var exitStatuses: String {
    let rows = program.exitStatuses.map { "| \($0.code) | \(cell($0.meaning.en)) |" }
    return (["| status | meaning |", "| --- | --- |"] + rows).joined(separator: "\n")
  }

  /// A bar would end the cell.
  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
