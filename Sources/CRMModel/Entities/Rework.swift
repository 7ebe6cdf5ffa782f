/// A deal sent back to its manager by the head of department (R24); the last one there was.
public struct Rework: Hashable, Sendable {
  /// How far it is.
  public var state: State
  /// When the deal was sent back.
  public let at: Instant
  /// Who sent it back.
  public let author: Login
  /// By when it has to be mended (R30).
  public var due: Instant
  /// What was wrong.
  public var faults: [Fault]
  /// What the manager says was corrected.
  public var note: String?
  /// Why the head returned it.
  public var reason: String?
  /// When its state last changed.
  public var changedAt: Instant
  /// Who changed it.
  public var changedBy: Login

  /// An open rework.
  public init(at: Instant, author: Login, due: Instant, faults: [Fault]) {
    state = .open
    self.at = at
    self.author = author
    self.due = due
    self.faults = faults
    changedAt = at
    changedBy = author
  }

  /// How far a rework is.
  public enum State: String, NamedChoice, Hashable, Sendable {
    /// The manager has to mend the deal.
    case open
    /// The manager says that it is mended.
    case fixed
    /// The head agrees.
    case accepted
    /// The head does not, and the manager has to mend it once more.
    case returned

    /// Whether it is the manager's turn.
    public var isDue: Bool {
      switch self {
      case .open, .returned: true
      case .fixed, .accepted: false
      }
    }
  }

  /// One thing that was wrong, as the audit said it then.
  public struct Fault: Hashable, Sendable {
    /// Which check found it.
    public let check: AuditCheck.ID
    /// What was wrong, in words.
    public let message: Phrase

    /// A fault.
    public init(check: AuditCheck.ID, message: Phrase) {
      self.check = check
      self.message = message
    }
  }
}

extension Rework.State {
  /// What people read.
  public var name: Phrase {
    switch self {
    case .open: Phrase(ru: "на доработке", en: "open")
    case .fixed: Phrase(ru: "исправлена", en: "fixed")
    case .accepted: Phrase(ru: "принята", en: "accepted")
    case .returned: Phrase(ru: "возвращена", en: "returned")
    }
  }
}
