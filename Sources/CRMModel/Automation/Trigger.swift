/// What can set a rule going (R48): one row each.
struct Trigger: Sendable {
  /// Its first word in `when`.
  let id: String
  /// What its second word names; `nil` where there is none.
  let argument: Argument?
  /// When that is, for the help.
  let meaning: Phrase
  /// The second word that an event of a deal stands for, an empty one where there is none; `nil` where
  /// the event is of something else.
  let word: @Sendable (Event.Kind, DealCase) -> String?
  /// Whether a change of the deal's papers sets it off.
  let isSetOff: @Sendable (PaperChange) -> Bool

  /// What a second word can name.
  enum Argument: String, Sendable {
    case stage = "STAGE"
    case action = "ACTION"
    case field = "FIELD"
    case goal = "GOAL"
  }

  private init(
    _ id: String, _ argument: Argument? = nil, ru: String, en: String,
    _ word: @escaping @Sendable (Event.Kind, DealCase) -> String?
  ) {
    self.id = id
    self.argument = argument
    meaning = Phrase(ru: ru, en: en)
    self.word = word
    isSetOff = { _ in false }
  }

  private init(
    _ id: String, ru: String, en: String, isSetOff: @escaping @Sendable (PaperChange) -> Bool
  ) {
    self.id = id
    argument = nil
    meaning = Phrase(ru: ru, en: en)
    word = { _, _ in nil }
    self.isSetOff = isSetOff
  }

  static let all: [Trigger] = ofDeals + [invoiceRequested] + ofPapers

  private static let ofPapers: [Trigger] = [
    Trigger("payment", ru: "пришла оплата", en: "a payment came in") {
      $0.isNew(.payment, where: \.total.isPositive)
    },
    Trigger("paid", ru: "оплачено все, что заказано", en: "all that was ordered is paid") {
      $0.isReached(\.paidShare)
    },
    Trigger("shipment", ru: "что-то отгружено", en: "something was shipped") {
      $0.isNew(.shipment) { !$0.isDraft }
    },
    Trigger("shipped", ru: "отгружено все, что заказано", en: "all that was ordered is shipped") {
      $0.isReached(\.shippedShare)
    },
    Trigger("closed-documents", ru: "подписан акт", en: "an act was signed") {
      $0.isNew(.act) { $0.isIn(.signed) }
    },
  ]

  private static let ofDeals: [Trigger] = [
    Trigger("created", ru: "сделка заведена", en: "the deal was made") { event, _ in
      if case .created = event { "" } else { nil }
    },
    Trigger("lead-accepted", ru: "сделка вышла из обращения", en: "the deal came of a lead") {
      event, subject in
      if case .created = event, Field<Deal>.lead.isFilled(in: subject.deal) { "" } else { nil }
    },
    Trigger("entered", .stage, ru: "сделка пришла на этап", en: "the deal came to the stage") {
      event, _ in
      switch event {
      case .created(let stage?): stage.text
      case .moved(_, let to), .closed(_, let to), .reopened(_, let to, _): to.text
      default: nil
      }
    },
    closed("won", .won, ru: "сделка закрыта успешно", en: "the deal is won"),
    closed("lost", .lost, ru: "сделка потеряна", en: "the deal is lost"),
    Trigger("reopened", ru: "закрытую сделку открыли", en: "a closed deal was reopened") {
      event, _ in if case .reopened = event { "" } else { nil }
    },
    Trigger(
      "task-done", .action, ru: "задача с этим действием сделана",
      en: "a task with this action is done"
    ) { event, subject in
      guard case .taskDone(let number, _, _) = event else { return nil }
      return subject.deal.tasks.first { $0.number == number }?.action
    },
    Trigger("goal", .goal, ru: "цель этапа достигнута", en: "the goal of a stage is reached") {
      event, _ in
      guard case .told(.goalReached, let values) = event else { return nil }
      return values["goal"]?.text
    },
    Trigger("called", ru: "был звонок", en: "there was a call") { event, _ in
      event.communication?.activity == .call ? "" : nil
    },
    Trigger("set", .field, ru: "поле изменилось", en: "the field has changed") { event, _ in
      guard case .edited(let change, _) = event else { return nil }
      return CustomField.id(ofKey: change.field) ?? change.field
    },
  ]

  /// R79: the client asked for an invoice, for the first time or once more.
  private static let invoiceRequested = Trigger(
    "invoice-requested", ru: "клиент попросил счет", en: "the client asked for an invoice"
  ) { event, _ in
    guard case .edited(let change, _) = event,
      change.field == Field<Deal>.invoiceRequestedAt.key, change.new != nil
    else { return nil }
    return ""
  }

  private static func closed(
    _ id: String, _ kind: Stage.Kind, ru: String, en: String
  ) -> Trigger {
    Trigger(id, ru: ru, en: en) { event, subject in
      guard case .closed(_, let to) = event else { return nil }
      return subject.pipeline.kind(of: to) == kind ? "" : nil
    }
  }

  /// The trigger of a rule's `when`, with what its second word says.
  static func reading(_ when: String) -> (trigger: Trigger, word: String)? {
    let parts = when.split(separator: " ", maxSplits: 1).map(String.init)
    guard let trigger = all.first(where: { $0.id == parts.first }),
      (trigger.argument == nil) == (parts.count == 1)
    else { return nil }
    return (trigger, parts.count > 1 ? parts[1].trimmingBlanks() : "")
  }

  /// What an event is called in `when`, folded: one by each trigger that it fits.
  static func names(of event: Event.Kind, _ subject: DealCase) -> [String] {
    all.compactMap { trigger in trigger.word(event, subject).map { name(trigger.id, $0) } }
  }

  /// What a change of the deal's papers is called in `when`.
  static func names(of change: PaperChange) -> [String] {
    all.filter { $0.isSetOff(change) }.map { name($0.id) }
  }

  /// How a trigger and its second word are compared.
  static func name(_ id: String, _ word: String = "") -> String {
    "\(id) \(Folding.fold(word))"
  }
}

extension Trigger.Argument {
  /// The id of what a rule's word names in a pipeline, by its name too; `nil` where there is none.
  ///
  /// An action is its own id, and so is a field, of which the pipeline knows nothing.
  fileprivate func id(of word: String, in pipeline: Pipeline) -> String? {
    switch self {
    // Most rules have the id, and every event of every deal asks.
    case .stage: (pipeline.stage(StageID(word)) ?? pipeline.stages.called(word))?.id.text
    case .goal: pipeline.goal(called: word)?.goal.id
    case .action, .field: word
    }
  }
}

extension Pipeline {
  /// The actions that it plans meetings with, sets tasks of or waits for (R6, R48, R51): without them in the
  /// dictionary it can do none of this.
  public var neededActions: [String] {
    let steps = stages.flatMap { $0.tasks.map(\.effect) } + automation.flatMap(\.steps)
    let awaited = automation.compactMap { Trigger.reading($0.when) }
      .filter { $0.trigger.argument == .action }.map(\.word)
    return meetingActions + steps.filter(\.isTask).map(\.target) + awaited
  }
}

extension AutomationRule {
  /// What `when` can say, in its words and in people's.
  package static var triggers: [(word: String, meaning: Phrase)] {
    Trigger.all.map { trigger in
      ("\(trigger.id)\(trigger.argument.map { " \($0.rawValue)" } ?? "")", trigger.meaning)
    }
  }

  /// What sets it going in a pipeline, as events are compared with it; `nil` for words that mean nothing.
  func trigger(in pipeline: Pipeline) -> String? {
    guard let (trigger, word) = Trigger.reading(when) else { return nil }
    guard let argument = trigger.argument else { return Trigger.name(trigger.id) }
    return argument.id(of: word, in: pipeline).map { Trigger.name(trigger.id, $0) }
  }

  /// Whether what happened, by the names of its triggers, sets the rule going.
  func isSetOff(byOneOf names: Set<String>, in pipeline: Pipeline) -> Bool {
    trigger(in: pipeline).map(names.contains) ?? false
  }
}
