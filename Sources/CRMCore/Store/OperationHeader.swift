/// Who did what and when, as the journal keeps it of each operation.
package struct OperationHeader: Equatable, Sendable {
  /// Whether an operation is a command's own or turns another one back or forth.
  package enum Kind: Equatable, Sendable {
    case normal
    /// Takes over what other machines did: nobody's own, so that nobody takes it back. The operations with
    /// these ids do not go with that and are taken back by it (R122).
    case merge(settingAside: [String])
    /// Takes back the operation with this id.
    case undo(of: String)
    /// Does again the operation with this id.
    case redo(of: String)

    /// Whether it takes over what other machines did.
    var isMerge: Bool {
      if case .merge = self { true } else { false }
    }
  }

  /// The operation's own id, chosen by the caller.
  package var id: String
  /// The time in seconds since 1970.
  package var at: Int64
  /// The login of the user who acts.
  package var user: String
  /// The login that acts in his name; `nil` where he does so himself.
  package var actor: String?
  /// The words of the command line.
  package var command: [String]
  /// Whether the operation is one of its own.
  package var kind: Kind

  /// Describes an operation.
  package init(
    id: String, at: Int64, user: String, actor: String? = nil, command: [String],
    kind: Kind = .normal
  ) {
    self.id = id
    self.at = at
    self.user = user
    self.actor = actor
    self.command = command
    self.kind = kind
  }
}
