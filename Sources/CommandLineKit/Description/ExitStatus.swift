/// An exit status of the program, for the reference.
package struct ExitStatus: Hashable, Sendable {
  /// The number the shell sees.
  package let code: UInt8
  /// What it means.
  package let meaning: Text

  /// Creates an entry.
  package init(_ code: UInt8, _ meaning: Text) {
    self.code = code
    self.meaning = meaning
  }
}
