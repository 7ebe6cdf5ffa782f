/// What an action knows of the world besides its entities: no clock, no files, no chance of its own.
public struct ActionContext: Sendable {
  /// When the command is given.
  public let now: Instant
  /// Who gives it.
  public let user: Login
  /// The login that gives it for him, where that is another one.
  public let actor: Login?
  /// The rule that acts for the user (R49); `nil` for what he does himself.
  public private(set) var automation: String?
  /// Whether what happened elsewhere is entered (R112): what a requirement would refuse here is kept and
  /// becomes a finding, and no order of stages is asked, because nobody knows the way that was walked;
  /// stages set no tasks.
  public private(set) var isLenient = false
  /// The operation that its events will quote.
  public let operation: OperationID
  /// The data directory's zone, in which days are judged (R28).
  public let zone: TimeZoneRules
  /// The data directory's settings.
  public let settings: Settings
  /// Random task keys.
  private let taskKeySeed: UInt64

  /// A context; `taskKeySeed` is any random number.
  public init(
    now: Instant, user: Login, actor: Login? = nil, operation: OperationID, zone: TimeZoneRules,
    settings: Settings, taskKeySeed: UInt64
  ) {
    self.now = now
    self.user = user
    self.actor = actor
    self.operation = operation
    self.zone = zone
    self.settings = settings
    self.taskKeySeed = taskKeySeed
  }

  /// An event of this command that happened at `at`, now unless said otherwise.
  package func event(_ kind: Event.Kind, at: Instant? = nil) -> Event {
    Event(
      at: at ?? now, recorded: now, by: user, actor: actor, automation: automation,
      operation: operation, kind: kind)
  }

  /// The same for a step of a rule (R49).
  package func automated(by rule: String) -> ActionContext {
    var context = self
    context.automation = rule
    return context
  }

  /// The same for what happened elsewhere: somebody else's doing where that is known.
  package func importing(by login: Login? = nil) -> ActionContext {
    var context = ActionContext(
      now: now, user: login ?? user, actor: login == nil ? actor : nil, operation: operation,
      zone: zone, settings: settings, taskKeySeed: taskKeySeed)
    context.isLenient = true
    return context
  }

  /// A random key for a deal's task: four characters of the ids' alphabet.
  func taskKey(deal: DealID, number: Int) -> String {
    var generator = SplitMix64(seed: taskKeySeed ^ deal.bits &+ UInt64(truncatingIfNeeded: number))
    return String(Identifier<Deal>(random: &generator).text.suffix(4))
  }
}
