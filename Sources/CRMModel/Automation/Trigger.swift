/// What can set a rule going (R48): one row each.
struct Trigger: Sendable {
  /// Its first word in `when`.
  let id: String
  /// What its second word names; `nil` where there is none.
  let argument: Argument?
  /// The second word that an event of a deal stands for, an empty one where there is none; `nil` where
  /// the event is of something else.
  let word: @Sendable (Event.Kind, DealCase) -> String?
  /// Whether a change of the deal's papers sets it off.
  let isSetOff: @Sendable (PaperChange) -> Bool

  /// What a second word can name.
  enum Argument: Sendable { case stage, action, field, goal }

  private init(
    _ id: String, _ argument: Argument? = nil,
    _ word: @escaping @Sendable (Event.Kind, DealCase) -> String?
  ) {
    self.id = id
    self.argument = argument
    self.word = word
    isSetOff = { _ in false }
  }

  private init(_ id: String, isSetOff: @escaping @Sendable (PaperChange) -> Bool) {
    self.id = id
    argument = nil
    word = { _, _ in nil }
    self.isSetOff = isSetOff
  }

  static let all: [Trigger] = ofDeals + [invoiceRequested] + ofPapers

  private static let ofPapers: [Trigger] = [
    Trigger("payment") { $0.isNew(.payment, where: \.total.isPositive) },
    Trigger("paid") { $0.isReached(\.paidShare) },
    Trigger("shipment") { $0.isNew(.shipment) { !$0.isDraft } },
    Trigger("shipped") { $0.isReached(\.shippedShare) },
    Trigger("closed-documents") { $0.isNew(.act) { $0.isIn(.signed) } },
  ]

  private static let ofDeals: [Trigger] = [
    Trigger("created") { event, _ in if case .created = event { "" } else { nil } },
    Trigger("lead-accepted") { event, subject in
      if case .created = event, Field<Deal>.lead.isFilled(in: subject.deal) { "" } else { nil }
    },
    Trigger("entered", .stage) { event, _ in
      switch event {
      case .created(let stage?): stage.text
      case .moved(_, let to), .closed(_, let to), .reopened(_, let to, _): to.text
      default: nil
      }
    },
    closed("won", .won), closed("lost", .lost),
    Trigger("reopened") { event, _ in if case .reopened = event { "" } else { nil } },
    Trigger("task-done", .action) { event, subject in
      guard case .taskDone(let number, _, _) = event else { return nil }
      return subject.deal.tasks.first { $0.number == number }?.action
    },
    Trigger("goal", .goal) { event, _ in
      guard case .told(.goalReached, let values) = event else { return nil }
      return values["goal"]?.text
    },
    Trigger("called") { event, _ in event.communication?.activity == .call ? "" : nil },
    Trigger("set", .field) { event, _ in
      guard case .edited(let change, _) = event else { return nil }
      return CustomField.id(ofKey: change.field) ?? change.field
    },
  ]

  /// R79: the client asked for an invoice, for the first time or once more.
  private static let invoiceRequested = Trigger("invoice-requested") { event, _ in
    guard case .edited(let change, _) = event,
      change.field == Field<Deal>.invoiceRequestedAt.key, change.new != nil
    else { return nil }
    return ""
  }

  private static func closed(_ id: String, _ kind: Stage.Kind) -> Trigger {
    Trigger(id) { event, subject in
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

extension AutomationRule {
  /// What sets it going, as events are compared with it; `nil` for words that mean nothing.
  var trigger: String? { Trigger.reading(when).map { Trigger.name($0.trigger.id, $0.word) } }
}
