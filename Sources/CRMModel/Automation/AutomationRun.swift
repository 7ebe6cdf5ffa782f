/// What a command sets going on one deal, each step with the deal as it is then (R49).
///
/// Every step is an ordinary action, so it is asked the same requirements; one that these refuse is
/// left out and noted, and the rest stands.
public struct AutomationRun: Sendable {
  /// The deal with its company, as the steps left them.
  public private(set) var subject: DealCase
  /// What became of each step.
  public private(set) var steps: [AutomationStep] = []
  /// The other parts of its payment chain that changed.
  public private(set) var others: [Deal] = []
  private let context: ActionContext
  /// The other open deals of the company, which may need what a step changes there (R36).
  private let siblings: [DealCase]
  /// How many steps were tried.
  private var count = 0

  /// How many steps one command sets going on one deal, so that a circle ends.
  static let limit = 32

  /// A deal as the user's own step left it.
  public init(_ subject: DealCase, siblings: [DealCase] = [], in context: ActionContext) {
    self.subject = subject
    self.siblings = siblings
    self.context = context
  }

  /// Runs the rules that events set off, in the order of the document, then those that their steps do.
  public mutating func run(after events: some Sequence<Event>) { run(names(of: events)) }

  /// The same after a change of the deal's papers.
  public mutating func run(after change: PaperChange) { run(Set(Trigger.names(of: change))) }

  private mutating func run(_ triggers: Set<String>) {
    var names = triggers
    while !names.isEmpty, count <= Self.limit {
      let start = subject.deal.history.count
      let pipeline = subject.pipeline
      for rule in pipeline.automation
      where rule.isSetOff(byOneOf: names, in: pipeline) { run(rule) }
      names = self.names(of: subject.deal.history[start...])
    }
  }

  /// The steps that were not done, each with a way to what was missing.
  public var notices: [Notice] {
    steps.compactMap { step in
      step.why.map { why in
        Notice(
          Phrase(
            ru: "правило '\(step.rule)' не сделало '\(step.step)': \(why.ru)",
            en: "rule '\(step.rule)' did not do '\(step.step)': \(why.en)"),
          remedy: step.remedy)
      }
    }
  }

  private func names(of events: some Sequence<Event>) -> Set<String> {
    Set(events.flatMap { Trigger.names(of: $0.kind, subject) })
  }

  /// One rule as a whole: a task that a later step sets is the next task of a move in front of it (R54).
  private mutating func run(_ rule: AutomationRule) {
    do throws(Refusal) { guard try subject.fulfils(rule) else { return } } catch {
      return note(Effect("if"), of: rule, refused: error)
    }
    var barred: [Int: Refusal] = [:]
    while true {
      var trial = self
      let move = trial.run(rule, barring: barred)
      if let move, let refusal = trial.subject.refusalWithoutTask {
        barred[move] = refusal
      } else {
        self = trial
        return
      }
    }
  }

  /// The steps of a rule but some; says which was the last that changed the stage.
  private mutating func run(_ rule: AutomationRule, barring barred: [Int: Refusal]) -> Int? {
    var move: Int?
    for (index, step) in rule.steps.enumerated() where count <= Self.limit {
      let stage = subject.deal.stage
      do throws(Refusal) {
        if let refusal = barred[index] { throw refusal }
        guard try perform(step, of: rule) else { continue }
        steps.append(AutomationStep(rule: rule.id, step: step.text, why: nil))
        if subject.deal.stage != stage { move = index }
      } catch {
        note(step, of: rule, refused: error)
      }
    }
    return move
  }

  /// Does a step; `false` where there is nothing to do.
  private mutating func perform(_ step: Effect, of rule: AutomationRule) throws(Refusal) -> Bool {
    let context = context.automated(by: rule.id)
    guard let outcome = try subject.outcome(of: step, in: context) else { return false }
    count += 1
    guard count <= Self.limit else {
      throw Refusal(
        "R49",
        Phrase(
          ru: "правила запускают друг друга: сделано \(Self.limit) шагов, дальше — нет",
          en: "rules set each other going: \(Self.limit) steps were done, no more"),
        remedies: [Remedy("pipeline", "lint")])
    }
    if let company = outcome.company {
      for sibling in siblings {
        var after = sibling
        after.company = company
        let missing = after.lost(since: sibling)
        try missing.refuse(
          Phrase(
            ru: "это нужно сделке '\(sibling.deal.name)'",
            en: "deal '\(sibling.deal.name)' needs it"))
      }
      subject.company = company
    }
    subject.deal = outcome.deal
    others = others.filter { old in !outcome.others.contains { $0.id == old.id } } + outcome.others
    return true
  }

  /// Notes a step that was not done.
  private mutating func note(_ step: Effect, of rule: AutomationRule, refused: Refusal) {
    let remedy = refused.supplied(on: subject, for: step).remedies.first
    steps.append(
      AutomationStep(rule: rule.id, step: step.text, why: refused.whole, remedy: remedy))
    subject.block(step, of: rule.id, refused, in: context)
  }
}

extension DealCase {
  /// What a step comes to; `nil` where the deal is as the step wants it.
  func outcome(of step: Effect, in context: ActionContext) throws(Refusal) -> Outcome? {
    try step.check(
      AutomationNames(pipeline: pipeline, actions: context.settings.actionNames, rules: rules))
    return try step.type?.action(step, self, context)?.apply(to: self, in: context)
  }

  /// Whether a rule's condition holds of the deal as it is now.
  fileprivate func fulfils(_ rule: AutomationRule) throws(Refusal) -> Bool {
    guard let condition = rule.condition else { return true }
    do throws(ExpressionError) {
      return try rules.condition(Expression(parsing: condition)).holds(subject)
    } catch {
      throw .unknownInRule(ru: error.problem.ru, en: error.problem.en)
    }
  }

  /// R54: a move by a rule is asked for the next task when all its steps are done.
  fileprivate var refusalWithoutTask: Refusal? {
    guard let stage = pipeline.stage(deal.stage), stage.requires.contains(.nextTask) else {
      return nil
    }
    let missing = missing(.nextTask, for: stage)
    guard kind == .open, !missing.isEmpty else { return nil }
    return Refusal(
      Phrase(
        ru: "нельзя перевести сделку '\(deal.name)' на этап '\(stage.name)'",
        en: "cannot move deal '\(deal.name)' to '\(stage.name)'"), missing: missing)
  }

  /// Notes in the history that a step was not done, and why (R49).
  mutating func block(
    _ step: Effect, of rule: String, _ refusal: Refusal, in context: ActionContext
  ) {
    let blocked = BlockedStep(rule: rule, step: step.text, why: refusal.whole)
    deal.history.append(context.automated(by: rule).event(blocked.event))
  }

  /// R51: the tasks of a stage that the deal has entered, unless it has an open one of that action.
  package mutating func setTasks(of stage: Stage, in context: ActionContext) {
    guard !context.isLenient else { return }
    let context = context.automated(by: stage.id.text)
    for task in stage.tasks where deal.openTask(of: task.action) == nil {
      var details = task.details
      // The manager's, where the stage has no owner.
      details["for"] = details["for"] ?? "stage-owner"
      let step = Effect("task", task.action, details)
      do throws(Refusal) {
        if let outcome = try outcome(of: step, in: context) { deal = outcome.deal }
      } catch {
        block(step, of: stage.id.text, error, in: context)
      }
    }
  }
}

extension Deal {
  /// The open task of an action that is due first.
  func openTask(of action: String) -> Task? {
    openTasks.first { Pipeline.entry($0.action, in: [action]) != nil }
  }
}

extension DealCase {
  /// Whether entering the deal's stage sets a rule going that will set a task, of which a task of the
  /// stage itself is a short form (R51).
  func isGivenTask(in context: ActionContext) -> Bool {
    let entering = Trigger.name("entered", deal.stage.text)
    return pipeline.automation.contains { rule in
      rule.trigger(in: pipeline) == entering && (try? fulfils(rule)) == true
        && rule.steps.contains {
          $0.name == "task" && (try? outcome(of: $0, in: context.automated(by: rule.id))) != nil
        }
    }
  }

  /// The open tasks that the deal's stage has set since it was entered (R54): its own ones, and those of
  /// rules that entering it set going, of which they are a short form (R51).
  var tasksSetByStage: [Int] {
    let entering = Trigger.name("entered", deal.stage.text)
    let setters =
      pipeline.automation.filter { $0.trigger(in: pipeline) == entering }.map(\.id)
      + [deal.stage.text]
    let history = deal.history
    let start = history.lastIndex { !$0.isUndone && $0.stageChange != nil } ?? history.startIndex
    let set = history[start...].filter {
      !$0.isUndone && $0.automation.map(setters.contains) ?? false
    }
    .compactMap { event -> Int? in
      guard case .taskSet(let number) = event.kind else { return nil }
      return number
    }
    return deal.tasks.filter { $0.isOpenTask && set.contains($0.number) }.map(\.number)
  }
}
