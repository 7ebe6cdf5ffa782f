/// A command line worth showing, and what it is for.
package struct Example: Hashable, Sendable {
  /// The line as typed into a shell, the program's name included.
  package let line: String
  /// What it achieves.
  package let summary: Text

  /// Creates an example.
  package init(_ line: String, _ summary: Text) {
    self.line = line
    self.summary = summary
  }
}
