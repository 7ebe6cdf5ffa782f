/// A shell that completion scripts are written for.
package enum CompletionShell: String, CaseIterable, Sendable {
  /// From 4.4 on, with nothing installed beside it.
  case bash
  case zsh
  case fish
}
