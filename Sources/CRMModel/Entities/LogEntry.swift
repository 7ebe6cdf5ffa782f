/// One command that changed something, as `crm log` shows it.
public struct LogEntry: Hashable, Sendable {
  /// Its id; events of documents quote it.
  public let id: OperationID
  /// When it was entered.
  public let at: Instant
  /// Who did it.
  public let user: Login
  /// The login that did it for him; `nil` where he did it himself.
  public let actor: Login?
  /// The words of the command; empty where the journal has forgotten them.
  public let command: [String]
  /// What it changed; of very many documents the first ones.
  public let changes: [Change]
  /// How many documents it changed.
  public let changeCount: Int
  /// Whether it was taken back.
  public let isUndone: Bool
  /// What it did to the one thing whose history is shown; none where all operations are (R37).
  public let events: [Event]

  /// The name of the stage at which it left the deal whose history is shown.
  public var stage: String?

  /// An entry of the log.
  public init(
    id: OperationID, at: Instant, user: Login, actor: Login? = nil, command: [String],
    changes: [Change], changeCount: Int? = nil, isUndone: Bool, events: [Event] = []
  ) {
    self.id = id
    self.at = at
    self.user = user
    self.actor = actor
    self.command = command
    self.changes = changes
    self.changeCount = changeCount ?? changes.count
    self.isUndone = isUndone
    self.events = events
  }

  /// One changed document.
  public struct Change: Hashable, Sendable {
    /// `deal`, `company` or `contact`.
    public let kind: String
    /// The document's id.
    public let id: String
    /// What it is called; `nil` where it is gone.
    public let name: String?
    /// What its history says of the operation, with values before and after.
    public let events: [Event]

    /// A changed document.
    public init(kind: String, id: String, name: String?, events: [Event] = []) {
      self.kind = kind
      self.id = id
      self.name = name
      self.events = events
    }
  }
}

extension Property<LogEntry> {
  /// The properties of every entry of a deal's history.
  static let ofLog: [Property<LogEntry>] = [
    id { $0.id.text },
    moment("at", Phrase(ru: "время", en: "time")) { $0.at },
    Property("user", Phrase(ru: "кто", en: "who"), .user, references: .user) {
      .text($0.user.text)
    },
    Property("deal", Phrase(ru: "сделка", en: "deal"), .line) {
      ($0.changes.first?.name).map(Value.text)
    },
    Property(
      "activity", Phrase(ru: "вид", en: "activity"), .choice,
      choices: Activity.allCases.map { Choice($0.rawValue, $0.name) }
    ) { .list($0.communications.map { .text($0.activity.rawValue) }) },
    Property(
      "direction", Phrase(ru: "направление", en: "direction"), .choice,
      choices: Communication.Direction.allCases.map { Choice($0.rawValue, $0.name) }
    ) { .list($0.communications.compactMap(\.direction).map { .text($0.rawValue) }) },
  ]
}

extension LogEntry {
  /// What it logged (R55) and nobody has taken back since (R37).
  fileprivate var communications: [Communication] {
    events.filter { !$0.isUndone }.compactMap(\.kind.communication)
  }
}
