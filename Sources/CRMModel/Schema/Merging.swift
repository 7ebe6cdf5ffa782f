/// How what two machines made of one property becomes one value, where each of them changed it (R121).
public enum Merging: Hashable, Sendable {
  /// What was recorded later.
  case latest
  /// What was recorded later, together with every property of the group: each follows from the others.
  case together(Group)
  /// A set of texts: what either side added, without what either took away.
  case members
  /// A list of texts, each a thing of its own; as ``latest`` where both put others in place of one.
  case rows
  /// A list of objects by the keys that name each, of several alternatives the first that one has;
  /// those that both sides have are merged part by part, some parts of which are one value.
  case entries(by: [[String]], together: [String] = [])
  /// An object, key by key.
  case parts
  /// What happened: the work of both, by the time it was recorded.
  case history

  /// Properties that are one value.
  public enum Group: Hashable, Sendable {
    /// How far a deal is, and how it ended.
    case closing
    /// What has become of a lead: one that a deal came of has not ended without.
    case outcome
    /// What is sold and what that comes to.
    case sums
  }
}
