/// A step of a rule that a requirement refused, as long as the deal has not got there and nobody has
/// dismissed it (R49).
public struct BlockedStep: Hashable, Sendable {
  /// The rule's id.
  public let rule: String
  /// The step, as ``Effect/text`` has it.
  public let step: String
  /// Why it was not done.
  public let why: Phrase

  /// A step that was not done.
  public init(rule: String, step: String, why: Phrase) {
    self.rule = rule
    self.step = step
    self.why = why
  }

  /// What the history says of it.
  var event: Event.Kind {
    .told(
      .automationBlocked,
      [
        "rule": .text(rule), "step": .text(step), "why": .text(why.ru),
        "whyEnglish": .text(why.en),
      ])
  }

  fileprivate init(_ values: [String: Value]) {
    func text(_ key: String) -> String { values[key]?.text ?? "" }
    self.init(
      rule: text("rule"), step: text("step"),
      why: Phrase(ru: text("why"), en: text("whyEnglish")))
  }

  /// Whether a stage change brings the deal where the step wanted it, or past all stages.
  fileprivate func isOvertaken(by stage: StageID, in pipeline: Pipeline) -> Bool {
    let isOfStages = step.hasPrefix("move ") || step.hasPrefix("close ")
    return step == "move \(stage.text)" || isOfStages && pipeline.kind(of: stage) != .open
  }
}

extension Deal {
  /// The steps that were not done and are still waited for, oldest first.
  package func blockedSteps(in pipeline: Pipeline) -> [BlockedStep] {
    var blocked: [BlockedStep] = []
    for event in effectiveHistory {
      switch event.kind {
      case .told(.automationBlocked, let values):
        let step = BlockedStep(values)
        blocked.removeAll { $0.rule == step.rule && $0.step == step.step }
        blocked.append(step)
      case .told(.dismissed, let values), .told(.resumed, let values):
        blocked.removeAll { $0.rule == values["rule"]?.text }
      default:
        guard let stage = event.stageChange?.to else { continue }
        blocked.removeAll { $0.isOvertaken(by: stage, in: pipeline) }
      }
    }
    return blocked
  }
}

/// Does what a rule could not do, now that its requirements are met (`crm deal resume`, R49).
public struct ResumeAutomation: DealAction {
  private let rule: String

  /// The rule's id.
  public init(_ rule: String) {
    self.rule = rule
  }

  /// The deal with the steps done that are still waited for.
  ///
  /// - Throws: `Refusal` where nothing of the rule is waited for, where the rule is gone, or what
  ///   refuses a step still.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    let blocked = try before.requireBlocked(rule)
    var subject = before
    var result = Outcome(before.deal)
    for waiting in blocked {
      guard let step = before.step(waiting) else {
        throw Refusal(
          "R49",
          Phrase(
            ru: "шага '\(waiting.step)' в правиле '\(rule)' больше нет",
            en: "rule '\(rule)' has no step '\(waiting.step)' any more"),
          remedies: [Remedy("deal", "dismiss", before.deal.id.text, rule)])
      }
      let outcome: Outcome?
      do throws(Refusal) {
        outcome = try subject.outcome(of: step, in: context.automated(by: rule))
      } catch {
        throw error.supplied(on: subject, for: step)
      }
      guard let outcome else { continue }
      subject.deal = outcome.deal
      subject.company = outcome.company ?? subject.company
      result.others += outcome.others
      result.company = outcome.company ?? result.company
    }
    let resumed = Event.Kind.told(.resumed, ["rule": .text(rule)])
    subject.deal.history.append(context.event(resumed))
    result.deal = subject.deal
    return result
  }
}

/// Says that what a rule could not do need not be done (`crm deal dismiss`, R49); a head's to say.
public struct DismissAutomation: DealAction {
  private let rule: String

  /// The rule's id.
  public init(_ rule: String) {
    self.rule = rule
  }

  /// The deal of which nothing of the rule is waited for.
  ///
  /// - Throws: `Refusal` where nothing is.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    _ = try before.requireBlocked(rule)
    var deal = before.deal
    deal.history.append(context.event(.told(.dismissed, ["rule": .text(rule)])))
    return Outcome(deal)
  }
}

extension DealCase {
  /// What of a rule is still waited for.
  fileprivate func requireBlocked(_ rule: String) throws(Refusal) -> [BlockedStep] {
    let blocked = deal.blockedSteps(in: pipeline)
    let ofRule = blocked.filter { $0.rule == rule }
    guard ofRule.isEmpty else { return ofRule }
    throw Refusal(
      "R49",
      Phrase(
        ru: "сделка '\(deal.name)' не ждет ничего от правила '\(rule)'",
        en: "deal '\(deal.name)' waits for nothing of rule '\(rule)'"),
      unknown: blocked.isEmpty
        ? nil
        : UnknownWord(rule, known: blocked.map(\.rule)))
  }

  /// The step of a rule, or of a stage's tasks, that was not done.
  fileprivate func step(_ blocked: BlockedStep) -> Effect? {
    let ofStages = pipeline.stages.filter { $0.id.text == blocked.rule }
      .flatMap { $0.tasks.map(\.effect) }
    return (pipeline.automation.filter { $0.id == blocked.rule }.flatMap(\.steps) + ofStages)
      .first { $0.text == blocked.step }
  }
}

extension Refusal {
  /// The same where the command supplies nothing of what is missing itself.
  func supplied(on subject: DealCase, for step: Effect) -> Refusal {
    let target = subject.pipeline.stages.called(step.target)
    guard !missing.isEmpty, let stage = target ?? subject.pipeline.stage(subject.deal.stage) else {
      return self
    }
    return Refusal(message, missing: missing.supplied(by: [], on: subject, at: stage))
  }

  /// What it says and everything that is missing, in one line.
  var whole: Phrase {
    guard !missing.isEmpty else { return message }
    let (ru, en) = (missing.map(\.message.ru), missing.map(\.message.en))
    return Phrase(
      ru: "\(message.ru): \(ru.joined(separator: "; "))",
      en: "\(message.en): \(en.joined(separator: "; "))")
  }
}
