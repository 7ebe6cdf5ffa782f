/// A command, or a group of commands, as data: nothing here can run.
package struct CommandDescription: Hashable, Sendable {
  /// The words that lead to it, without the program's name; empty for the program itself.
  package let path: [String]
  /// What it does, in one line.
  package let summary: Text
  /// What else there is to know, paragraphs parted by a newline.
  package let discussion: Text?
  /// The heading under which the program's help lists it.
  package let category: Text?
  /// Facts the program acts on.
  package let traits: Traits
  /// Arguments in the order of the command line, and options in the order of help.
  package let parameters: [ParameterDescription]
  /// Relations between the options.
  package let rules: [ParameterRule]
  /// Command lines worth showing.
  package let examples: [Example]
  /// The commands of a group in the order of help; empty for a command.
  package let commands: [CommandDescription]
  /// The command of a group that is meant where the next word names none.
  package let fallback: String?
  /// Whether it only holds other commands.
  package let isGroup: Bool

  /// The last word of its path; empty for the program itself.
  package var name: String { path.last ?? "" }

  /// The parameters known by place, in order.
  package var arguments: [ParameterDescription] { parameters.filter(\.isArgument) }

  /// The parameters known by name, in the order of help.
  package var options: [ParameterDescription] { parameters.filter { !$0.isArgument } }

  /// It and everything below it, parents first.
  package var flattened: [CommandDescription] {
    [self] + commands.flatMap(\.flattened)
  }

  /// Whether the command needs an argument, where no option stands in its place.
  package func needs(_ argument: ParameterDescription) -> Bool {
    argument.isRequired
      || rules.contains { rule in
        if case .replaces(_, let arguments) = rule {
          arguments.contains(argument.title)
        } else {
          false
        }
      }
  }
}
