/// Rules and tasks that are set by themselves (R48, R51): whatever they name has to be there.
extension PipelineLint {
  /// How many rules a pipeline can have.
  private static let mostRules = 200

  mutating func lookAtTasks(of stage: Stage, at place: String) {
    var seen: Set<String> = []
    for (index, task) in stage.tasks.enumerated() {
      let place = "\(place).tasks[\(index)]"
      if stage.kind != .open {
        error(
          place, ru: "у закрытой сделки задач нет: '\(shown(task.action))'",
          en: "a closed deal has no tasks: '\(shown(task.action))'")
      }
      if !seen.insert(Folding.fold(task.action)).inserted {
        error(
          place, ru: "задача '\(shown(task.action))' указана дважды",
          en: "the task '\(shown(task.action))' stands there twice")
      }
      lookAt(task.effect, at: place)
    }
    if let owner = stage.owner {
      lookAt(Effect("assign", "user:\(owner.text)"), at: "\(place).owner")
    }
  }

  /// R50: goals are named by id or by name.
  mutating func lookAtGoals() {
    var seen: Set<String> = []
    for (index, stage) in pipeline.stages.enumerated() {
      for (number, goal) in stage.goals.enumerated() {
        let place = "stages[\(index)].goals[\(number)]"
        lookAtID(goal.id, at: "\(place).id")
        lookAtName(goal.name, at: "\(place).name")
        let names = Set([goal.id, goal.name].map(Folding.fold))
        if !seen.isDisjoint(with: names) {
          error(
            place, ru: "'\(shown(goal.name))' уже означает другую цель",
            en: "'\(shown(goal.name))' already means another goal")
        }
        seen.formUnion(names)
      }
    }
  }

  /// The problems of a process, as a deal of a pipeline would start it (R52).
  public static func problems(
    of process: SalesProcess, startedIn pipeline: Pipeline, taskActions: [String],
    rules: DealRules
  ) -> [LintProblem] {
    var lint = PipelineLint(pipeline: pipeline, taskActions: taskActions, rules: rules)
    lint.lookAtID(process.id, at: "id")
    lint.lookAtName(process.name, at: "name")
    for (index, step) in process.steps.enumerated() {
      lint.lookAt(step.effect, at: "steps[\(index)]")
    }
    return lint.problems
  }

  mutating func lookAtRules() {
    if pipeline.automation.count > Self.mostRules {
      error(
        "on", ru: "правил не больше \(Self.mostRules)",
        en: "there can be no more than \(Self.mostRules) rules")
    }
    var seen: Set<String> = []
    for (index, rule) in pipeline.automation.enumerated() {
      let place = "on[\(index)]"
      lookAtID(rule.id, at: "\(place).id")
      if !seen.insert(rule.id).inserted
        || pipeline.stages.contains(where: { $0.id.text == rule.id })
      {
        error(
          "\(place).id", ru: "'\(shown(rule.id))' уже означает другое правило или этап",
          en: "'\(shown(rule.id))' already means another rule or a stage")
      }
      lookAtTrigger(of: rule, at: "\(place).when")
      if let condition = rule.condition { lookAtCondition(condition, at: "\(place).if") }
      if rule.steps.isEmpty {
        error("\(place).do", ru: "правило ничего не делает", en: "the rule does nothing")
      }
      for (number, step) in rule.steps.enumerated() { lookAt(step, at: "\(place).do[\(number)]") }
      lookForTasks(of: rule, at: place)
    }
    lookForCircles()
  }

  /// R17a: what a closing sets going finds the deal closed, and only a process sets tasks there (R52).
  private mutating func lookForTasks(of rule: AutomationRule, at place: String) {
    let closings = pipeline.stages.filter { $0.kind != .open }
      .map { Trigger.name("entered", $0.id.text) }
    let after = [Trigger.name("won"), Trigger.name("lost")] + closings
    guard rule.trigger(in: pipeline).map(after.contains) ?? false,
      let number = rule.steps.firstIndex(where: \.isTask)
    else { return }
    warning(
      "\(place).do[\(number)]",
      ru: "у закрытой сделки задач нет; их ставит процесс: {\"process\":\"…\"}",
      en: "a closed deal has no tasks; a process sets them: {\"process\":\"…\"}")
  }

  private func shown(_ text: String) -> String { SafeText.visible(text) }

  private mutating func lookAt(_ step: Effect, at place: String) {
    let names = AutomationNames(
      pipeline: pipeline, actions: taskActions, rules: rules ?? .none)
    do throws(Refusal) { try step.check(names) } catch {
      self.error(place, ru: shown(error.message.ru), en: shown(error.message.en))
    }
  }

  private mutating func lookAtTrigger(of rule: AutomationRule, at place: String) {
    guard let (trigger, word) = Trigger.reading(rule.when) else {
      let known = Trigger.all.map(\.id).joined(separator: ", ")
      return error(
        place, ru: "неизвестно, что такое '\(shown(rule.when))'; есть: \(known)",
        en: "'\(shown(rule.when))' is unknown; there are \(known)")
    }
    let isKnown =
      switch trigger.argument {
      case nil: true
      case .stage, .goal: rule.trigger(in: pipeline) != nil
      case .action: Pipeline.entry(word, in: taskActions) != nil
      case .field:
        Property.ofDeals.contains { $0.key == word }
          || (rules?.fields.of(.deal).contains { $0.id == word } ?? true)
      }
    guard !isKnown else { return }
    let known =
      switch trigger.argument {
      case .stage: pipeline.stages.map(\.id.text)
      case .goal: pipeline.goals.map(\.goal.id)
      case .action: taskActions
      case .field, nil: [String]()
      }
    let others = known.map(shown).offered
    error(
      place, ru: "'\(shown(rule.when))': здесь нет '\(shown(word))'\(others.ru)",
      en: "'\(shown(rule.when))': there is no '\(shown(word))' here\(others.en)")
  }

  private mutating func lookAtCondition(_ text: String, at place: String) {
    do throws(ExpressionError) {
      let expression = try Expression(parsing: text)
      if let mistake = rules?.mistake(in: expression) {
        self.error(place, ru: mistake.ru, en: mistake.en)
      }
    } catch {
      self.error(place, ru: error.placedProblem.ru, en: error.placedProblem.en)
    }
  }

  /// R49: rules that set each other going, conditions ignored.
  private mutating func lookForCircles() {
    let rules = pipeline.automation
    let next = rules.map { rule in
      let causes = Set(rule.steps.flatMap { $0.type?.causes($0, pipeline) ?? [] })
      return rules.indices.filter { rules[$0].trigger(in: pipeline).map(causes.contains) ?? false }
    }
    for start in rules.indices {
      var reached: Set<Int> = []
      var waiting = next[start]
      while let rule = waiting.popLast() {
        if reached.insert(rule).inserted { waiting += next[rule] }
      }
      guard reached.contains(start) else { continue }
      warning(
        "on[\(start)]", ru: "правило '\(shown(rules[start].id))' запускает само себя",
        en: "rule '\(shown(rules[start].id))' sets itself going")
    }
  }
}
