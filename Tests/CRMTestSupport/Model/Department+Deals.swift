package import CRMModel

/// Commands with everything that the department's rules ask for, unless a test takes it away.
extension Department {
  /// A new deal with a task.
  package mutating func add(
    to pipeline: Pipeline = .ads, _ change: (inout AddDeal) -> Void = { _ in }
  ) throws(Refusal) -> DealCase {
    var action = AddDeal(id: identifier())
    action.next = NextTask(action: "Связаться с клиентом", due: after(days: 1))
    change(&action)
    let outcome = try action.apply(
      company: company, contacts: contacts, pipeline: pipeline, in: context())
    return DealCase(
      deal: outcome.deal, company: company, contacts: contacts, chain: [], pipeline: pipeline)
  }

  /// A deal that has walked to a stage.
  package mutating func deal(
    at stage: String, in pipeline: Pipeline = .ads, budget: Int64 = 60_000
  ) throws(Refusal) -> DealCase {
    var subject = try add(to: pipeline)
    for next in pipeline.stages.dropFirst() where subject.deal.stage != StageID(stage) {
      subject = try move(subject, to: next.id.text, budget: budget)
    }
    return subject
  }

  /// The deal at another open stage.
  package mutating func move(
    _ subject: DealCase, to stage: String, budget: Int64 = 60_000,
    _ change: (inout MoveDeal) -> Void = { _ in }
  ) throws(Refusal) -> DealCase {
    var action = MoveDeal(to: StageID(stage))
    let target = subject.pipeline.stage(action.stage)
    action.comment = Department.talk
    action.report = target?.template.map(Department.report) ?? []
    if target?.requires.contains(.budget) ?? false, subject.deal.budget == nil {
      action.budget = .roubles(budget)
    }
    action.result = subject.deal.openTasks.isEmpty ? nil : "Договорились"
    action.next = NextTask(action: "Встреча", due: after(days: 2))
    change(&action)
    return subject.with(try action.apply(to: subject, in: context()))
  }

  /// The deal closed as won.
  package mutating func win(
    _ subject: DealCase, _ change: (inout CloseDeal) -> Void = { _ in }
  ) throws(Refusal) -> DealCase {
    var action = CloseDeal(as: .won)
    action.fields.package = "Стандарт"
    action.fields.endDate = Day(year: 2027, month: 2, day: 28)
    change(&action)
    return subject.with(try action.apply(to: subject, in: context()))
  }

  /// The deal closed as lost.
  package mutating func lose(
    _ subject: DealCase, _ change: (inout CloseDeal) -> Void = { _ in }
  ) throws(Refusal) -> DealCase {
    var action = CloseDeal(as: .lost)
    action.fields.lossReason = "Дорого"
    action.fields.spokeWith = "Орлов Петр"
    action.fields.position = "владелец"
    action.comment = Department.talk
    change(&action)
    return subject.with(try action.apply(to: subject, in: context()))
  }

  /// A closed deal taken up again.
  package mutating func reopen(
    _ subject: DealCase, _ change: (inout ReopenDeal) -> Void = { _ in }
  ) throws(Refusal) -> DealCase {
    var action = ReopenDeal()
    action.comment = Department.talk
    action.next = NextTask(action: "Связаться с клиентом", due: after(days: 1))
    change(&action)
    return subject.with(try action.apply(to: subject, in: context()))
  }

  /// The deal with one more comment.
  package mutating func comment(
    _ subject: DealCase, _ text: String?, _ change: (inout AddComment) -> Void = { _ in }
  ) throws(Refusal) -> DealCase {
    var action = AddComment()
    action.text = text
    change(&action)
    return subject.with(try action.apply(to: subject, in: context()))
  }

  /// The deal with one more task.
  package mutating func plan(
    _ subject: DealCase, _ action: String = "Встреча", due: Instant? = nil,
    kind: Task.Kind = .task
  ) throws(Refusal) -> DealCase {
    let task = NextTask(action: action, due: due ?? after(days: 1), kind: kind)
    return subject.with(try SetTask(task).apply(to: subject, in: context()))
  }

  /// A task done.
  package mutating func finish(
    _ subject: DealCase, _ number: Int, _ change: (inout FinishTask) -> Void = { _ in }
  ) throws(Refusal) -> DealCase {
    var action = FinishTask(number)
    action.result = "Дозвонились"
    action.followUp.next = NextTask(action: "Встреча", due: after(days: 1))
    change(&action)
    return subject.with(try action.apply(to: subject, in: context()))
  }

  /// A task cancelled.
  package mutating func cancel(
    _ subject: DealCase, _ number: Int, _ change: (inout CancelTask) -> Void = { _ in }
  ) throws(Refusal) -> DealCase {
    var action = CancelTask(number)
    action.followUp.reason = "Заболели"
    action.followUp.next = NextTask(action: "Встреча", due: after(days: 1))
    change(&action)
    return subject.with(try action.apply(to: subject, in: context()))
  }

  /// The deal with other values.
  package mutating func edit(
    _ subject: DealCase, _ change: (inout DealFields) -> Void
  ) throws(Refusal) -> DealCase {
    var action = EditDeal()
    change(&action.fields)
    return subject.with(try action.apply(to: subject, in: context()))
  }

  /// A report that fills every section.
  package static func report(_ template: ReportTemplate) -> [ReportEntry] {
    template.sections.map { ReportEntry(section: $0.id, text: "Обсудили с управляющей") }
  }
}

extension DealCase {
  /// The same surroundings after a command.
  package func with(_ outcome: Outcome) -> DealCase {
    with(outcome.deal, others: outcome.others)
  }

  /// The same surroundings with changed deals.
  package func with(_ deal: Deal, others: [Deal] = []) -> DealCase {
    let changed = [deal] + others
    return DealCase(
      deal: deal, company: company, contacts: contacts,
      chain: chain.map { part in changed.first { $0.id == part.id } ?? part }, papers: papers,
      pipeline: pipeline, rules: rules)
  }

  /// The same deal where the pipeline's document is another one.
  package func walking(_ pipeline: Pipeline) -> DealCase {
    DealCase(deal: deal, company: company, contacts: contacts, chain: chain, pipeline: pipeline)
  }

  /// The same deal of a company with another card.
  package func of(_ company: Company) -> DealCase {
    DealCase(deal: deal, company: company, contacts: contacts, chain: chain, pipeline: pipeline)
  }
}
