/// Whether a deal is being worked on.
public enum DealState: String, CaseIterable, Hashable, Sendable {
  /// Being worked on.
  case open
  /// Being worked on until a head agrees that it is lost (R53).
  case pending
  /// Sold.
  case won
  /// Not sold.
  case lost
  /// Put away.
  case deleted
}
