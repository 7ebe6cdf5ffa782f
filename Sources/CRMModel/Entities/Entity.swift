/// What is kept as one document: a company, a contact or a deal.
public protocol Entity: Hashable, Sendable {
  /// What never changes and is never used again.
  var id: Identifier<Self> { get }
  /// What people call it.
  var name: String { get }
  /// The department's own fields (R35).
  var fields: [String: Value] { get set }
  /// Everything that happened to it, oldest first; only ever appended to.
  var history: [Event] { get set }
}

extension Entity {
  /// How many operations changed it; 1 when it has just been made.
  ///
  /// It follows from the history and is not stored beside it, so that the work of two people can be
  /// merged without a conflict on a counter.
  public var revision: Int {
    var last: OperationID?
    var count = 0
    // The events of one operation stand together, so runs are counted instead of a set being made;
    // a merge may interleave two machines' events, which only makes the number grow faster.
    for event in history where event.operation != last {
      count += 1
      last = event.operation
    }
    return max(count, 1)
  }

  /// When it was made.
  public var createdAt: Instant? { history.first?.at }

  /// When anything was last entered about it.
  public var updatedAt: Instant? { history.lazy.map(\.recorded).max() }
}
