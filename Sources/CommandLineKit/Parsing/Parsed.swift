/// What a command line turned out to be.
package struct Parsed<Globals, Action> {
  /// What the words ask for.
  package enum Outcome {
    /// A command is complete.
    case run(Action)
    /// Help is asked for, about the command at `path`.
    case help
    /// The version is asked for.
    case version
    /// The words are not a command line.
    case failure(UsageError)
  }

  /// The global options, as far as they could be read: a failure must be reported as they say.
  package let globals: Globals
  /// The command words, without the program's name.
  package let path: [String]
  /// The traits of the command at `path`.
  package let traits: Traits
  /// What the words ask for.
  package let outcome: Outcome
}

extension Parsed: Sendable where Globals: Sendable, Action: Sendable {}
extension Parsed.Outcome: Sendable where Action: Sendable {}
