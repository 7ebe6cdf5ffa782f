/// What a step of a rule can do (R48): one row each.
///
/// ``check`` is asked by `pipeline lint` and again when the step is due, so that what a hand edit
/// spoiled is refused in the same words.
struct EffectType: Sendable {
  /// Its key in a step.
  let id: String
  /// How it is written and what it does, for the help.
  let example: String
  let meaning: Phrase
  /// The keys that may stand beside it; `nil` where these are the fields' names.
  let details: Set<String>?
  /// Refuses words that name nothing in a pipeline.
  let check: @Sendable (Effect, AutomationNames) throws(Refusal) -> Void
  /// The action that it is; `nil` where the deal is as the step wants it.
  let action: @Sendable (Effect, DealCase, ActionContext) throws(Refusal) -> (any DealAction)?
  /// What it can set off in turn, as triggers are called.
  let causes: @Sendable (Effect, Pipeline) -> [String]

  static let all: [EffectType] = [task, move, close, assign, set, process, approval]

  fileprivate static let task = EffectType(
    id: "task", example: #"{"task":"call","due":"+3d","for":"manager"}"#,
    meaning: Phrase(
      ru:
        "ставит задачу; due — срок, for — чья: manager, author, head, stage-owner или user:ЛОГИН; text, remind",
      en: "sets a task; due, for (manager, author, head, stage-owner or user:LOGIN), text, remind"),
    details: StageTask.details,
    check: { (effect, names) throws(Refusal) in try names.checkTask(effect) },
    action: { (effect, subject, context) throws(Refusal) in
      SetTask(try subject.task(of: effect, in: context))
    },
    causes: { _, _ in [] })

  private static let move = EffectType(
    id: "move", example: #"{"move":"shipping"}"#,
    meaning: Phrase(ru: "переводит на этап", en: "moves the deal to a stage"),
    details: [],
    check: { (effect, names) throws(Refusal) in
      guard names.stage(effect.target)?.kind != .open else { return }
      let open = names.pipeline.stages.filter { $0.kind == .open }.map(\.id.text)
        .joined(separator: ", ")
      throw .unknownInRule(
        ru: "нет открытого этапа '\(effect.target)'; есть: \(open)",
        en: "no open stage '\(effect.target)'; there are \(open)")
    },
    action: { effect, subject, _ in
      let stage = subject.pipeline.stages.called(effect.target)?.id ?? StageID(effect.target)
      return subject.deal.stage == stage ? nil : MoveDeal(to: stage)
    },
    causes: { effect, pipeline in
      pipeline.stages.called(effect.target).map { [Trigger.name("entered", $0.id.text)] } ?? []
    })

  private static let close = EffectType(
    id: "close", example: #"{"close":"won"}"#,
    meaning: Phrase(ru: "закрывает: won или lost", en: "closes the deal: won or lost"),
    details: [],
    check: { (effect, names) throws(Refusal) in
      if let kind = effect.closing, names.pipeline.closingStage(kind) != nil { return }
      throw .unknownInRule(
        ru: "закрыть можно как won или lost, а не '\(effect.target)'",
        en: "a deal is closed as won or lost, not '\(effect.target)'")
    },
    action: { effect, subject, context in
      guard let kind = effect.closing, subject.kind != kind else { return nil }
      return CloseDeal(as: kind, by: context)
    },
    causes: { effect, pipeline in
      let stage = effect.closing.flatMap(pipeline.closingStage)?.id.text ?? ""
      return [Trigger.name(effect.target), Trigger.name("entered", stage)]
    })

  private static let assign = EffectType(
    id: "assign", example: #"{"assign":"user:petrov"}"#,
    meaning: Phrase(ru: "передает, как for задачи", en: "hands it over; who: as for of a task"),
    details: [],
    check: { (effect, names) throws(Refusal) in try names.checkPerson(effect.target) },
    action: { (effect, subject, _) throws(Refusal) in
      let login = try subject.person(effect.target)
      return login == subject.deal.manager ? nil : HandOverDeal(to: login, reason: nil)
    },
    causes: { _, _ in [] })

  private static let process = EffectType(
    id: "process", example: #"{"process":"delivery"}"#,
    meaning: Phrase(ru: "начинает процесс", en: "starts a process"),
    details: [],
    check: { (effect, names) throws(Refusal) in
      guard names.rules.process(named: effect.target) == nil else { return }
      throw .unknownInRule(
        ru: "нет процесса '\(effect.target)'", en: "no process '\(effect.target)'")
    },
    action: { effect, subject, _ in
      let id = subject.rules.process(named: effect.target)?.id ?? effect.target
      return subject.deal.running(id) == nil ? StartProcess(id) : nil
    },
    causes: { _, _ in [] })

  private static let approval = EffectType(
    id: "approval", example: #"{"approval":"head"}"#,
    meaning: Phrase(
      ru: "закрывает как lost, когда согласится руководитель",
      en: "closes the deal as lost once the head agrees"),
    details: [],
    check: { (effect, names) throws(Refusal) in
      let known = Stage.Approver.allCases.map(\.rawValue)
      guard known.contains(effect.target), names.pipeline.closingStage(.lost) != nil else {
        throw .unknownInRule(
          ru: "согласовать потерю может \(known.joined(separator: ", ")), а не '\(effect.target)'",
          en: "a loss is approved by \(known.joined(separator: ", ")), not by '\(effect.target)'")
      }
    },
    action: { effect, subject, context in
      guard subject.kind == .open, subject.deal.pending == nil else { return nil }
      var action = CloseDeal(as: .lost, by: context)
      action.approval = Stage.Approver(rawValue: effect.target)
      return action
    },
    // What becomes of it, a head decides.
    causes: { _, _ in [] })

  private static let set = EffectType(
    id: "set", example: #"{"set":{"tag":"vip","priority":1}}"#,
    meaning: Phrase(ru: "меняет поля и метки сделки", en: "sets fields and tags of the deal"),
    details: nil,
    check: { (effect, names) throws(Refusal) in
      _ = try SetFields(
        effect.details, names.rules, names.pipeline, known: [:], names.pipeline.currency)
    },
    action: { (effect, subject, _) throws(Refusal) in
      try SetFields(
        effect.details, subject.rules, subject.pipeline, known: subject.deal.fields,
        subject.currency)
    },
    causes: { effect, _ in effect.details.keys.sorted().map { Trigger.name("set", $0) } })
}

extension Effect {
  /// The keys that a step can have, of which one says what it does.
  public static let names = EffectType.all.map(\.id)

  /// What a step can be, as it is written and in people's words.
  package static var steps: [(example: String, meaning: Phrase)] {
    EffectType.all.map { ($0.example, $0.meaning) }
  }

  /// What it does; `nil` for a name that nobody knows.
  var type: EffectType? { EffectType.all.first { $0.id == name } }

  /// As what it closes the deal.
  fileprivate var closing: Stage.Kind? {
    Stage.Kind(rawValue: target).flatMap { $0 == .open ? nil : $0 }
  }

  /// Refuses what names nothing.
  func check(_ names: AutomationNames) throws(Refusal) {
    guard let type else {
      let known = Self.names.joined(separator: ", ")
      throw .unknownInRule(
        ru: "неизвестный шаг '\(name)'; есть: \(known)",
        en: "unknown step '\(name)'; there are \(known)")
    }
    if let known = type.details,
      let key = details.keys.sorted().first(where: { !known.contains($0) })
    {
      let others = known.sorted().offered
      throw .unknownInRule(
        ru: "у шага '\(name)' не бывает '\(key)'\(others.ru)",
        en: "a step '\(name)' has no '\(key)'\(others.en)")
    }
    try type.check(self, names)
  }
}

extension Effect {
  /// How long before one is reminded of its task (R56).
  fileprivate func remind() throws(Refusal) -> Span? {
    guard let text = details["remind"] else { return nil }
    do throws(ValueError) { return try Span(parsing: text) } catch {
      throw .unknownInRule(ru: "remind: \(error.problem.ru)", en: "remind: \(error.problem.en)")
    }
  }
}

extension CloseDeal {
  /// A closing by a rule: nobody is there to say what came of the tasks (R54).
  fileprivate init(as kind: Stage.Kind, by context: ActionContext) {
    self.init(as: kind)
    result = context.automation
  }
}

extension Effect {
  /// Whether it sets a task.
  var isTask: Bool { name == EffectType.task.id }
}

extension StageTask {
  /// What can be said of a task that is set by itself.
  static let details: Set = ["due", "for", "text", "remind"]
}

extension Refusal {
  /// R48: a rule names something that there is not.
  static func unknownInRule(ru: String, en: String) -> Refusal {
    Refusal("R48", Phrase(ru: ru, en: en), remedies: [Remedy("pipeline", "lint")])
  }
}

/// What the words of a pipeline's rules can name.
struct AutomationNames: Sendable {
  let pipeline: Pipeline
  /// The dictionary of actions (R15).
  let actions: [String]
  let rules: DealRules

  func stage(_ word: String) -> Stage? { pipeline.stages.called(word) }

  /// R15: an action of the dictionary, and when it is due.
  func checkTask(_ effect: Effect) throws(Refusal) {
    guard Pipeline.entry(effect.target, in: actions) != nil else {
      throw .unknownInRule(
        ru: "в справочнике нет действия '\(effect.target)'",
        en: "no action '\(effect.target)' in the dictionary")
    }
    do throws(ValueError) { _ = try TimeExpression(parsing: effect.details["due"] ?? "") } catch {
      throw .unknownInRule(ru: "due: \(error.problem.ru)", en: "due: \(error.problem.en)")
    }
    _ = try effect.remind()
    if let person = effect.details["for"] { try checkPerson(person) }
  }

  /// `manager`, `author`, `head`, `stage-owner` or `user:LOGIN` of somebody who works here.
  func checkPerson(_ word: String) throws(Refusal) {
    if let login = Login(ofRule: word) {
      let people = rules.people
      guard !people.isEmpty, people.user(login)?.isActive != true else { return }
    } else if Person(rawValue: word) != nil {
      return
    }
    throw .unknownInRule(
      ru: "неизвестно, кто это: '\(word)'; есть: "
        + Person.allCases.map(\.rawValue).joined(separator: ", ") + ", user:LOGIN",
      en: "nobody is '\(word)'; there are "
        + Person.allCases.map(\.rawValue).joined(separator: ", ") + ", user:LOGIN")
  }

  /// Who is meant where no login is written.
  enum Person: String, CaseIterable {
    case manager, author, head
    case stageOwner = "stage-owner"
  }
}

extension Login {
  /// The login of `user:LOGIN`; `nil` for another word.
  fileprivate init?(ofRule word: String) {
    guard word.hasPrefix("user:") else { return nil }
    self.init(stored: String(word.dropFirst("user:".count)))
  }
}

extension DealCase {
  /// Whom a word of a rule means, seen from the deal.
  func person(_ word: String) throws(Refusal) -> Login {
    if let login = Login(ofRule: word) { return login }
    switch AutomationNames.Person(rawValue: word) {
    case .author: return deal.author
    case .stageOwner: return pipeline.stage(deal.stage)?.owner ?? deal.manager
    case .head:
      // Without users nobody heads anybody.
      guard !rules.people.isEmpty else { return deal.manager }
      guard let head = rules.people.head(of: deal.manager) else {
        throw .unknownInRule(
          ru: "у \(deal.manager.text) нет руководителя", en: "\(deal.manager.text) has no head")
      }
      return head
    case .manager, nil: return deal.manager
    }
  }

  /// The task of a step.
  func task(of effect: Effect, in context: ActionContext) throws(Refusal) -> NextTask {
    let due: Instant
    do throws(ValueError) {
      due = try TimeExpression(parsing: effect.details["due"] ?? "")
        .resolve(
          now: context.now, zone: context.zone, dayMeans: .end,
          calendar: context.settings.workCalendar)
    } catch {
      throw .unknownInRule(ru: error.problem.ru, en: error.problem.en)
    }
    return NextTask(
      action: effect.target, due: due, assignee: try person(effect.details["for"] ?? "manager"),
      text: effect.details["text"], remind: try effect.remind())
  }
}
