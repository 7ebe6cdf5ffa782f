/// The whole command line of a program: its global options and its commands.
package struct Program<Globals: Sendable, Action>: Sendable {
  /// The word that starts the program.
  package let name: String
  /// What the program's exit statuses mean, in order.
  package let exitStatuses: [ExitStatus]
  private let initialGlobals: Globals
  private let globals: RowTable<Globals>
  private let globalParameters: [ParameterDescription]
  private var root: Command<Action>
  private let topics: @Sendable () -> [HelpTopic]

  /// Declares a program; `-h`, `--help` and `--version` are added to its global options.
  ///
  /// `globals` are the global options when nothing is given, `rows` stand in the order of help;
  /// `synonyms` are words that people type for others.
  package init(
    _ name: String, summary: Text,
    discussion: @autoclosure @escaping @Sendable () -> Text? = nil,
    globals: Globals, rows: [Row<Globals>], exitStatuses: [ExitStatus] = [],
    examples: @autoclosure @escaping @Sendable () -> [Example] = [],
    topics: @autoclosure @escaping @Sendable () -> [HelpTopic] = [],
    synonyms: [String: [String]] = [:],
    commands: @autoclosure @escaping @Sendable () -> [Command<Action>]
  ) {
    self.name = name
    self.exitStatuses = exitStatuses
    initialGlobals = globals
    self.globals = RowTable(rows)
    globalParameters = self.globals.parameters + [.helpFlag, .versionFlag]
    self.topics = topics
    root = Command(
      group: name, summary: summary, discussion: discussion(), examples: examples(),
      synonyms: synonyms, commands: commands())
  }

  /// The same program with every declaration built, for reading many lines.
  package var built: Program {
    var program = self
    program.root = root.built
    return program
  }

  /// Reads the words after the program's name.
  ///
  /// A request for help or the version wins over every fault but an unknown command. Values are
  /// checked here; nothing is run.
  package func parse(_ words: [String]) -> Parsed<Globals, Action> {
    let ownCount = globals.parameters.count
    let walker = walker(through: words)
    let (filled, globalFault) = readGlobals(of: walker)
    let given = walker.globals.assignments
    let outcome: Parsed<Globals, Action>.Outcome
    if let request = given.first(where: { $0.parameter >= ownCount }), !walker.isLost {
      outcome = request.parameter == ownCount ? .help : .version
    } else {
      do throws(Fault) {
        if let fault = walker.fault ?? globalFault { throw fault }
        outcome = try .run(action(of: walker))
      } catch {
        let path = walker.fault == nil ? walker.path : walker.faultPath
        let excess = walker.excess(in: words)
        outcome = .failure(
          UsageError(
            error.meaning(excess?.forgottenOptions ?? []), program: name, path: path,
            corrected: error.corrections(of: words, readings: excess?.readings ?? [])
              .flatMap(usable)))
      }
    }
    return Parsed(
      globals: filled, path: walker.path, traits: walker.command.traits, outcome: outcome)
  }

  /// A corrected line where that is a command line; else what is suggested for it in its turn.
  private func usable(_ line: [String]) -> [[String]] {
    guard case .failure(let error) = parse(line).outcome else { return [line] }
    return error.corrected
  }

  /// Reads a line that is still being typed; whatever cannot be understood is left out.
  package func readPartial(_ words: [String]) -> PartialLine<Globals, Action> {
    var walker = walker(through: words)
    walker.enterFallback()
    return PartialLine(
      globals: readGlobals(of: walker).globals, path: walker.path,
      action: (try? action(of: walker)) ?? (try? walker.leaf?.build([])),
      values: [walker.locals, walker.globals].flatMap { scope in
        scope.assignments.map { (scope.parameters[$0.parameter], $0.value) }
      })
  }

  private func walker(through words: [String]) -> Walker<Action> {
    var walker = Walker(
      root: root, globals: Scope(parameters: globalParameters, rules: globals.rules))
    walker.walk(words)
    return walker
  }

  private func readGlobals(of walker: Walker<Action>) -> (globals: Globals, fault: Fault?) {
    var filled = initialGlobals
    let own = walker.globals.assignments.filter { $0.parameter < globals.parameters.count }
    let fault = globals.fill(&filled, with: own)
    return (filled, fault)
  }

  private func action(of walker: Walker<Action>) throws(Fault) -> Action {
    guard let leaf = walker.leaf else { throw Fault(.missingSubcommand([])) }
    return try leaf.build(walker.locals.assignments)
  }

  /// Finds the command that help is asked for by its words; no words are the program itself.
  ///
  /// - Throws: `UsageError` with `unknownCommand` or, below a command, `unexpectedArgument`.
  package func find(_ path: [String]) throws(UsageError) -> HelpPage {
    var walker = Walker(root: root, globals: Scope(parameters: [], rules: []))
    walker.descend(path)
    if var fault = walker.fault {
      if path.count == 1, fault.nearest == nil,
        let topic = NearestName.find(path[0], among: topics().map(\.name))
      {
        fault = Fault(fault.cause, words: fault.words, nearest: topic, replacement: [topic])
      }
      throw UsageError(
        fault, program: name, path: walker.path, corrected: fault.corrections(of: ["help"] + path))
    }
    return HelpPage(
      program: name, command: walker.command.describe(path: walker.path),
      globalOptions: globalParameters, exitStatuses: path.isEmpty ? exitStatuses : [],
      topics: path.isEmpty ? topics() : [])
  }

  /// The topic of a name; a command of the same name would hide it from nobody but `help`.
  package func topic(named name: String) -> HelpTopic? {
    topics().first { $0.name == name }
  }

  /// Everything about the program, with all its commands.
  package var description: ProgramDescription {
    ProgramDescription(
      formatVersion: 1, name: name, globalOptions: globalParameters, globalRules: globals.rules,
      exitStatuses: exitStatuses, topics: topics(), root: root.describe(path: []))
  }
}
