/// The help of one command, or of the program, as text for a terminal or a reference.
package struct HelpPage: Hashable, Sendable {
  /// The word that starts the program.
  package let program: String
  /// What the page is about.
  package let command: CommandDescription
  /// Options of every command: explained on the program's own page, named on others.
  package let globalOptions: [ParameterDescription]
  /// Shown on the program's own page; empty on others.
  package let exitStatuses: [ExitStatus]
  /// Named on the program's own page; empty on others.
  package let topics: [HelpTopic]

  /// The page, ending with a newline.
  ///
  /// Lines are at most `width` characters wide (held between 40 and 1000), unless a single word or
  /// an example is longer.
  package func text(_ language: Language, width: Int) -> String {
    let writer = HelpWriter(language: language, width: width)
    let entries = { (parameters: [ParameterDescription]) in
      parameters.map { writer.entry($0, rules: command.rules) }
    }
    let blocks =
      [writer.usage(program, command), writer.wrap(command.summary)]
      + [command.discussion.map(writer.wrap) ?? []]
      + commandBlocks(writer)
      + [
        writer.section(
          .topics,
          topics.map { HelpWriter.Entry(label: $0.name, text: $0.summary[language]) }),
        writer.section(.arguments, entries(command.arguments)),
        writer.section(.options, entries(command.options)),
        command.path.isEmpty
          ? writer.section(.globalOptions, globalOptions.map { writer.entry($0, rules: []) }) : [],
        writer.examples(command.examples),
        command.path.isEmpty ? [] : writer.names(of: globalOptions, program),
        writer.section(.exitStatuses, exitStatuses.map(writer.entry)),
        command.isGroup ? writer.more(program, command) : [],
      ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// The commands under their categories, both in the order of their first appearance.
  private func commandBlocks(_ writer: HelpWriter) -> [[String]] {
    let visible = command.commands.filter { !$0.traits.contains(.hidden) }
    var titles: [Text] = []
    for command in visible {
      let title = command.category ?? HelpWriter.Heading.commands.text
      if !titles.contains(title) { titles.append(title) }
    }
    return titles.map { title in
      let members = visible.filter { ($0.category ?? HelpWriter.Heading.commands.text) == title }
      return writer.section(
        title, members.map { HelpWriter.Entry(label: $0.name, text: $0.summary[writer.language]) })
    }
  }
}
