/// What a person may change of other people's work (M9).
public enum UserRole: String, NamedChoice, Hashable, Sendable {
  /// Nothing but his own.
  case manager
  /// The deals of his department and of all below it.
  case head
  /// Nothing but his own, and money (R76).
  case accountant
  /// Everything.
  case admin
}
