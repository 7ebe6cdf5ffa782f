/// The help of one command, or of the program, as text for a terminal or a reference.
package struct HelpPage: Hashable, Sendable {
  /// The word that starts the program.
  package let program: String
  /// What the page is about.
  package let command: CommandDescription
  /// Options of every command.
  package let globalOptions: [ParameterDescription]
  /// Shown on the program's own page; empty on others.
  package let exitStatuses: [ExitStatus]

  /// The page, ending with a newline; lines are at most `width` wide, but never less than 40,
  /// unless a word or an example is longer.
  package func text(_ language: Language, width: Int) -> String {
    let writer = HelpWriter(language: language, width: max(40, width))
    let blocks =
      [writer.usage(program, command), writer.wrap(command.summary)]
      + [command.discussion.map(writer.wrap) ?? []]
      + commandBlocks(writer)
      + [
        writer.section(.arguments, command.arguments.map(writer.entry)),
        writer.section(.options, command.options.map(writer.entry)),
        writer.section(.globalOptions, globalOptions.map(writer.entry)),
        writer.examples(command.examples),
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
