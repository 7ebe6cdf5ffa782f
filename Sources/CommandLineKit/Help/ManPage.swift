/// A page of the manual in the macros of man(7), as groff and mandoc read them.
///
/// Made from the same declarations as the help: of a command in section 1, of a topic in section 7.
package struct ManPage: Hashable, Sendable {
  /// What the page says of its program.
  package struct Release: Hashable, Sendable {
    /// The program with its version, such as `crm 0.1.0`.
    package let name: String
    /// The day of the version, such as `2026-11-21`: a page has a date that does not change by itself.
    package let day: String

    /// Creates a release.
    package init(name: String, day: String) {
      self.name = name
      self.day = day
    }
  }

  /// What `man` is asked for, such as `crm-deal-move`.
  package let name: String
  /// 1 for a command, 7 for a topic.
  package let section: Int
  private let program: String
  private let release: Release
  private let content: Content

  private enum Content: Hashable, Sendable {
    case command(HelpPage)
    case topic(HelpTopic)
  }

  /// The page of a command or of the program.
  package init(_ page: HelpPage, _ release: Release) {
    name = Self.name(of: page.command, program: page.program)
    section = 1
    program = page.program
    self.release = release
    content = .command(page)
  }

  /// The page of a topic.
  package init(_ topic: HelpTopic, of program: String, _ release: Release) {
    name = "\(program)-\(topic.name)"
    section = 7
    self.program = program
    self.release = release
    content = .topic(topic)
  }

  /// The name of the file that `man` looks for.
  package var file: String { "\(name).\(section)" }

  /// The page, ending with a newline.
  package func text(_ language: Language) -> String {
    var roff = Roff(language: language)
    roff.head(name, section, release.day, release.name, program)
    switch content {
    case .command(let page): write(page, to: &roff)
    case .topic(let topic): write(topic, to: &roff)
    }
    return roff.text
  }

  private static func name(of command: CommandDescription, program: String) -> String {
    ([program] + command.path).joined(separator: "-")
  }

  // MARK: Commands

  private func write(_ page: HelpPage, to roff: inout Roff) {
    let command = page.command
    let writer = HelpWriter(language: roff.language, width: 1000)
    roff.name(name, command.summary)
    roff.section(.synopsis)
    roff.synopsis(
      ([program] + command.path).joined(separator: " "), writer.usageParts(command))
    if let discussion = command.discussion {
      roff.section(.description)
      roff.paragraphs(discussion)
    }
    let commands = command.commands.filter { !$0.traits.contains(.hidden) }
    roff.list(
      HelpWriter.Heading.commands.text,
      commands.map { command in
        .init(
          label: Self.name(of: command, program: program) + "(1)",
          text: command.summary[roff.language])
      })
    let entries = { (parameters: [ParameterDescription]) in
      parameters.map { writer.entry($0, rules: command.rules) }
    }
    roff.list(HelpWriter.Heading.arguments.text, entries(command.arguments))
    roff.list(HelpWriter.Heading.options.text, entries(command.options))
    if command.path.isEmpty {
      roff.list(HelpWriter.Heading.globalOptions.text, entries(page.globalOptions))
    }
    roff.list(HelpWriter.Heading.exitStatuses.text, page.exitStatuses.map(writer.entry))
    roff.examples(command.examples)
    roff.section(.seeAlso)
    let above = command.path.indices.map {
      ([program] + command.path[..<$0]).joined(separator: "-")
    }
    let topics = page.topics.map { "\(program)-\($0.name)(7)" }
    roff.references(
      (above + (above.isEmpty ? ["\(program)-help"] : [])).map { $0 + "(1)" } + topics)
  }

  // MARK: Topics

  private func write(_ topic: HelpTopic, to roff: inout Roff) {
    roff.name(name, topic.summary)
    if case .text? = topic.blocks.first { roff.section(.description) }
    for block in topic.blocks {
      switch block {
      case .text(let text): roff.paragraphs(text)
      case .list(let heading, let items):
        roff.list(
          heading, items.map { .init(label: $0.label, text: $0.text[roff.language]) })
      case .examples(let examples): roff.examples(examples)
      }
    }
    roff.section(.seeAlso)
    roff.references(["\(program)(1)"])
  }
}
