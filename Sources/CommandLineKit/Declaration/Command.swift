/// A command, or a group of commands, whose options are known to nobody else.
///
/// The name and the summary are at hand; everything else is built when somebody asks for it, so
/// that starting one command does not cost the declarations of all others.
///
/// `Action` is what a parsed command becomes. It is the program's choice: a closure to call, or the
/// filled options themselves behind a protocol of the program.
package struct Command<Action>: Sendable {
  enum Content: Sendable {
    case group(@Sendable () -> [Command<Action>])
    case leaf(@Sendable () -> Leaf<Action>)
  }

  /// The word that calls it.
  package let name: String
  /// What it does, in one line.
  package let summary: Text
  /// The heading under which the program's help lists it.
  package let category: Text?
  /// Facts the program acts on.
  package let traits: Traits
  private(set) var content: Content
  /// The command of a group that is meant where the next word names none.
  let fallback: String?
  /// Words that people type for a command of the group, with what it is called.
  let synonyms: [String: [String]]
  private let discussion: @Sendable () -> Text?
  private let examples: @Sendable () -> [Example]

  /// Declares a command.
  ///
  /// `options` are those when nothing is given; `rows` hold the arguments in the order of the
  /// command line and the options in the order of help; `action` turns the filled options into
  /// what the program runs.
  package init<Options: Sendable>(
    _ name: String, summary: Text,
    discussion: @autoclosure @escaping @Sendable () -> Text? = nil,
    category: Text? = nil, traits: Traits = .none,
    options: @autoclosure @escaping @Sendable () -> Options,
    rows: @autoclosure @escaping @Sendable () -> [Row<Options>],
    examples: @autoclosure @escaping @Sendable () -> [Example] = [],
    action: @escaping @Sendable (Options) -> Action
  ) {
    self.name = name
    self.summary = summary
    self.category = category
    self.traits = traits
    self.discussion = discussion
    self.examples = examples
    fallback = nil
    synonyms = [:]
    content = .leaf {
      let table = RowTable(rows())
      return Leaf(parameters: table.parameters, rules: table.rules) { (values) throws(Fault) in
        var filled = options()
        if let fault = table.fill(&filled, with: values) { throw fault }
        return action(filled)
      }
    }
  }

  /// Declares a group of commands; the fallback is the one that is meant where the next word names
  /// none of them, so that `list NAME` is `list show NAME`.
  package init(
    group name: String, summary: Text,
    discussion: @autoclosure @escaping @Sendable () -> Text? = nil,
    category: Text? = nil, traits: Traits = .none,
    examples: @autoclosure @escaping @Sendable () -> [Example] = [], fallback: String? = nil,
    synonyms: [String: [String]] = [:],
    commands: @autoclosure @escaping @Sendable () -> [Command<Action>]
  ) {
    self.name = name
    self.summary = summary
    self.category = category
    self.traits = traits
    self.discussion = discussion
    self.examples = examples
    self.fallback = fallback
    self.synonyms = synonyms
    content = .group(commands)
  }

  /// The same command with its declarations built, and those of the commands below it.
  var built: Command {
    var command = self
    switch content {
    case .group(let make):
      let commands = make().map(\.built)
      command.content = .group { commands }
    case .leaf(let make):
      let leaf = make()
      command.content = .leaf { leaf }
    }
    return command
  }

  /// Everything about it and the commands below it; `path` leads to it, its own name included.
  func describe(path: [String]) -> CommandDescription {
    var leaf: Leaf<Action>?
    var commands: [Command<Action>] = []
    switch content {
    case .leaf(let make): leaf = make()
    case .group(let make): commands = make()
    }
    return CommandDescription(
      path: path, summary: summary, discussion: discussion(), category: category, traits: traits,
      parameters: leaf?.parameters ?? [], rules: leaf?.rules ?? [], examples: examples(),
      commands: commands.map { $0.describe(path: path + [$0.name]) }, fallback: fallback,
      isGroup: leaf == nil)
  }
}
