/// What a pipeline does by itself (R48): data of its document, made of the ordinary actions.
///
/// Its words are kept as they were written. `pipeline lint` and the runner find out what they mean in
/// the same way, so that a rule that a hand edit spoiled is reported and never stops a deal (R49).
public struct AutomationRule: Hashable, Sendable {
  /// Its name, which events and answers quote.
  public let id: String
  /// What sets it going, such as `entered payment`.
  public let when: String
  /// What has to hold of the deal then; `nil` for nothing.
  public let condition: String?
  /// What it does, in order.
  public let steps: [Effect]

  /// A rule, as its document says.
  public init(id: String, when: String, condition: String? = nil, steps: [Effect]) {
    self.id = id
    self.when = when
    self.condition = condition
    self.steps = steps
  }
}

/// One step of a rule, in the words of its document.
public struct Effect: Hashable, Sendable {
  /// The name of its ``EffectType``.
  public let name: String
  /// What stands behind the name; empty for `set`.
  public let target: String
  /// What else is said of it: of a task its due time, of `set` the values by their fields.
  public let details: [String: String]

  /// A step.
  public init(_ name: String, _ target: String = "", _ details: [String: String] = [:]) {
    self.name = name
    self.target = target
    self.details = details
  }

  /// As answers and the history call it: `move shipping`.
  public var text: String {
    ([name] + (target.isEmpty ? details.keys.sorted() : [target])).joined(separator: " ")
  }
}

/// A task that a stage sets when a deal enters it (R51).
public struct StageTask: Hashable, Sendable {
  /// From the dictionary of actions.
  public let action: String
  /// By when, whose it is and what else is said of it, as in a step `task`.
  public let details: [String: String]
  /// Whether it has to be done with a result before a deal goes on (`exit`).
  public let isExit: Bool

  /// A task, as its document says.
  public init(action: String, details: [String: String], isExit: Bool) {
    self.action = action
    self.details = details
    self.isExit = isExit
  }

  /// The step of a rule that it is a short form of.
  var effect: Effect { Effect("task", action, details) }
}

/// What became of a step, for the answer of the command that set it going.
public struct AutomationStep: Hashable, Sendable {
  /// The rule's id.
  public let rule: String
  /// The step in words.
  public let step: String
  /// Why it was not done; `nil` for one that was.
  public let why: Phrase?
  /// The command that supplies what was missing first.
  var remedy: Remedy?
}
