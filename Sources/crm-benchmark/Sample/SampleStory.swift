import CRMModel

/// Tells what happened to one deal of the sample, event by event.
struct SampleStory {
  private var deal: Deal
  private let pipeline: Pipeline
  private var generator: SplitMix64
  private var clock: Int64
  /// When the deal was made, in seconds since 1970.
  let start: Int64

  init(deal: Deal, pipeline: Pipeline, generator: SplitMix64) {
    self.deal = deal
    self.pipeline = pipeline
    self.generator = generator
    start = SampleSale.now - Int64(self.generator.number(40...400)) * 86_400
    clock = start
  }

  // MARK: Kinds of deals

  /// Half of the open deals are at fault, some in two ways.
  mutating func drawFaults() -> Set<SampleFault> {
    let last = generator.number(0...5)
    deal.stage = pipeline.stages[last].id
    guard generator.once(in: 2) else { return [] }
    let isBound = pipeline.bounds.least != nil || pipeline.bounds.most != nil
    let possible = SampleFault.allCases.filter {
      $0.firstStage <= last && ($0 != .budgetOutOfBounds || isBound)
    }
    var faults: Set = [generator.pick(possible, else: .noTask)]
    if generator.once(in: 4) { faults.insert(generator.pick(possible, else: .noTask)) }
    return faults
  }

  /// An open deal at the stage that was drawn with the faults.
  mutating func open(contact: ContactID, faults: Set<SampleFault>) -> Deal {
    let last = pipeline.position(of: deal.stage) ?? 0
    begin(contact, role: faults.contains(.noDecisionMaker) ? .other : .decisionMaker)
    let flawed = [1, 2, 4, 5].filter { $0 <= last }.randomElement(using: &generator)
    for position in 0...last {
      if position > 0 { enter(position, faults, isFlawed: position == flawed) }
    }
    plan(isOverdue: faults.contains(.overdue))
    if faults.contains(.noTask) { finish(isLast: true) }
    if !faults.contains(.noBudget) {
      deal.budget = faults.contains(.budgetOutOfBounds) ? budgetOutOfBounds : budget()
    }
    if faults.contains(.wrongName) { deal.name = "Реклама для " + deal.name }
    return deal
  }

  /// A deal that was sold; one in twenty lacks its end date.
  mutating func won(contact: ContactID) -> Deal {
    begin(contact, role: .decisionMaker)
    walk(to: 5)
    close(.won)
    deal.budget = budget()
    deal.package = generator.pick(SampleWords.packages, else: "")
    deal.endDate =
      generator.once(in: 20) ? nil : Day(daysSinceEpoch: Int(SampleSale.now / 86_400) + 90)
    return deal
  }

  /// A deal that was not sold; one in twenty lacks its reason.
  mutating func lost(contact: ContactID) -> Deal {
    begin(contact, role: .decisionMaker)
    walk(to: generator.number(1...4))
    if let stage = pipeline.closingStage(.lost) {
      write(for: stage.id, generator.once(in: 20) ? .thin : .substantive)
    }
    close(.lost)
    deal.budget = budget()
    deal.lostReason =
      generator.once(in: 20) ? nil : generator.pick(SampleWords.lossReasons, else: "")
    deal.spokeWith = SpokenPerson(
      name: generator.pick(SampleWords.surnames, else: "") + " "
        + generator.pick(SampleWords.names, else: ""),
      position: generator.once(in: 20) ? nil : generator.pick(SampleWords.positions, else: ""))
    return deal
  }

  /// The won deal as the first of two parts, and the part that is awaited; one chain in ten does not
  /// add up.
  mutating func split(_ won: Deal, rest id: DealID) -> [Deal] {
    guard let total = won.budget else { return [won] }
    let paid = Money(minorUnits: total.minorUnits / 200 * 100, currency: total.currency)
    let isBroken = generator.once(in: 10)
    let left = total.minorUnits - paid.minorUnits - (isBroken ? 100 : 0)
    var first = won
    first.budget = paid
    first.chain = ChainLink(id: won.id, part: 1, total: total, previous: nil, next: id)
    deal = Deal(
      id: id, name: won.name + " (доплата)", company: won.company, pipeline: won.pipeline,
      stage: pipeline.stages[5].id, manager: won.manager, author: won.author)
    deal.contacts = won.contacts
    deal.budget = Money(minorUnits: left, currency: total.currency)
    deal.chain = ChainLink(id: won.id, part: 2, total: total, previous: won.id)
    add(.created(stage: deal.stage))
    plan(isOverdue: false)
    return [first, deal]
  }

  // MARK: Steps

  func event(at time: Int64, _ kind: Event.Kind) -> Event {
    let at = Instant(secondsSinceEpoch: time) ?? .first
    var random = SplitMix64(seed: UInt64(bitPattern: time) ^ deal.id.bits)
    return Event(
      at: at, recorded: at, by: deal.manager, operation: OperationID(random: &random), kind: kind)
  }

  private mutating func add(_ kind: Event.Kind) { deal.history.append(event(at: clock, kind)) }

  /// Lets some time go by; the sample ends before `SampleSale.now`.
  private mutating func wait() {
    clock = min(clock + Int64(generator.number(20_000...400_000)), SampleSale.now - 3_600)
  }

  private mutating func begin(_ contact: ContactID, role: Role) {
    add(.created(stage: pipeline.stages[0].id))
    deal.contacts = [DealContact(contact: contact, role: role)]
  }

  private mutating func walk(to last: Int) {
    for position in 0...last {
      if position > 0 { enter(position, [], isFlawed: false) }
    }
    plan(isOverdue: false)
    finish(isLast: false)
    deal.stage = pipeline.stages[last].id
  }

  private mutating func enter(_ position: Int, _ faults: Set<SampleFault>, isFlawed: Bool) {
    wait()
    let stage = pipeline.stages[position]
    if stage.template != nil {
      report(for: stage, isWhole: !faults.contains(.thinReport))
    } else if !isFlawed || !faults.contains(.noComment) {
      let isThin = isFlawed && faults.contains(.thinComment)
      write(for: stage.id, isThin ? .thin : .substantive)
    }
    add(.moved(from: pipeline.stages[position - 1].id, to: stage.id))
  }

  private mutating func close(_ kind: Stage.Kind) {
    wait()
    guard let target = pipeline.closingStage(kind) else { return }
    add(.closed(from: deal.stage, to: target.id))
    deal.stage = target.id
  }

  /// A comment of one or two sentences: 80 to 200 characters.
  private mutating func write(for stage: StageID, _ verdict: CommentRule.Verdict) {
    let text =
      verdict == .substantive
      ? SampleWords.sentences.shuffled(using: &generator).prefix(generator.number(1...2))
        .joined(separator: " ")
      : generator.pick(SampleWords.thin, else: "")
    add(.commented(Comment(stage: stage, text: text)))
  }

  private mutating func report(for stage: Stage, isWhole: Bool) {
    let ids = stage.template?.sections.filter(\.isRequired).map(\.id) ?? []
    let entries = ids.dropLast(isWhole ? 0 : 2).map {
      ReportEntry(section: $0, text: SampleWords.sections[$0] ?? SampleWords.sentences[0])
    }
    add(.commented(Comment(stage: stage.id, text: nil, report: entries)))
  }

  private mutating func plan(isOverdue: Bool) {
    wait()
    let number = deal.tasks.count + 1
    let days = isOverdue ? -generator.number(1...20) : generator.number(0...20)
    let due = SampleSale.now + Int64(days) * 86_400 + 18_000
    deal.tasks.append(
      Task(
        number: number, key: String(OperationID(random: &generator).text.suffix(4)), kind: .task,
        action: generator.pick(SampleWords.actions, else: ""), text: nil, assignee: deal.manager,
        due: Instant(secondsSinceEpoch: due) ?? .last,
        createdAt: Instant(secondsSinceEpoch: clock) ?? .first))
    add(.taskSet(number: number))
  }

  /// Finishes the newest task.
  private mutating func finish(isLast: Bool) {
    wait()
    let index = deal.tasks.count - 1
    let result = generator.pick(SampleWords.results, else: "")
    let reason =
      isLast && generator.once(in: 2) ? generator.pick(SampleWords.noNextReasons, else: "") : nil
    deal.tasks[index].state = .done
    deal.tasks[index].result = result
    deal.tasks[index].doneAt = Instant(secondsSinceEpoch: clock)
    add(.taskDone(number: index + 1, result: result, noNextReason: reason))
  }

  // MARK: Money

  private mutating func budget() -> Money {
    let rubles = generator.number(5...200) * 500
    guard let most = pipeline.bounds.most else {
      let least = pipeline.bounds.least?.minorUnits ?? 0
      return Money(minorUnits: least + Int64(rubles) * 100, currency: pipeline.currency)
    }
    return Money(
      minorUnits: min(most.minorUnits, Int64(rubles) * 100), currency: pipeline.currency)
  }

  private var budgetOutOfBounds: Money {
    let wrong =
      (pipeline.bounds.least?.minorUnits).map { $0 - 100_000 }
      ?? (pipeline.bounds.most?.minorUnits).map { $0 + 100_000 } ?? 100_000
    return Money(minorUnits: wrong, currency: pipeline.currency)
  }
}
