/// What a shell offers for a value; the choices of a value are offered without being named here,
/// unless only the program knows which of them go with a command.
package enum Completion: Hashable, Sendable {
  /// Nothing can be offered.
  case none
  /// Files with one of these extensions (without the dot), or any file when there are none.
  case file(extensions: [String])
  /// Folders.
  case directory
  /// The words of the program's own commands, as `help` takes them.
  case commands
  /// Values only the program knows, asked from it by this kind.
  case live(String)
}
