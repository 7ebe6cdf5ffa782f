/// The whole command line of a program as data, for every generator: help, completion, reference.
package struct ProgramDescription: Hashable, Sendable {
  /// The version of this description's shape: it rises when a reader would have to change.
  package let formatVersion: Int
  /// The word that starts the program.
  package let name: String
  /// Options of every command, `--help` and `--version` included.
  package let globalOptions: [ParameterDescription]
  /// Relations between the global options.
  package let globalRules: [ParameterRule]
  /// What the program's exit statuses mean, in order.
  package let exitStatuses: [ExitStatus]
  /// What `help` also explains.
  package let topics: [HelpTopic]
  /// The program itself, with every command below it.
  package let root: CommandDescription
}
