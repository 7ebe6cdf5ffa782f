/// Whether a deal is being worked on.
public enum DealState: String, CaseIterable, Hashable, Sendable {
  /// Being worked on.
  case open
  /// Sold.
  case won
  /// Not sold.
  case lost
  /// Put away.
  case deleted
}
