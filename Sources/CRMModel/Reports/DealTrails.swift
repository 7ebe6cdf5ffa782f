/// What reports need of the histories of deals: little enough to be kept beside them, and in a few
/// pieces of memory, in which each name stands once (R102).
///
/// The events of undone operations are none.
package struct DealTrails: Sendable {
  /// The pipelines, stages, reasons and people that everything else names by their places.
  package private(set) var names: [String]
  private var places: [String: Int32]
  /// What is said of each deal once.
  package private(set) var heads: [Head]
  /// How each deal entered its first pipeline, changed stages, and went on to others, in order.
  package private(set) var steps: Runs<Step>
  /// What each was expected to bring, and when, before that was changed, in order; when it is expected
  /// now stands last, for good (R93).
  package private(set) var formerly: Runs<Former>
  /// What was done on each (R91).
  package private(set) var activities: Runs<ReportedActivity>

  /// What is said of a deal once.
  package struct Head: Hashable, BitwiseCopyable, Sendable {
    /// The pipeline that it is in.
    package fileprivate(set) var pipeline: Int32
    /// Why it was lost; -1 where that was not said.
    package fileprivate(set) var lostReason: Int32
    /// Who worked on it when it last changed its stage; -1 for who does now.
    package fileprivate(set) var formerManager: Int32
    /// What it is.
    package let traits: Traits

    /// What is true of a deal or not.
    package struct Traits: OptionSet, Hashable, BitwiseCopyable, Sendable {
      package let rawValue: UInt32
      package init(rawValue: UInt32) { self.rawValue = rawValue }
      /// It was imported.
      package static let imported = Traits(rawValue: 1)
      /// The command that made it took it through several stages.
      package static let skippedStages = Traits(rawValue: 2)
      /// It is a later part of a sale and none of its own (R23).
      package static let laterPart = Traits(rawValue: 4)
    }
  }

  /// One event of the way; a name that it does not have is -1.
  package struct Step: Hashable, BitwiseCopyable, Sendable {
    package fileprivate(set) var at: Instant
    /// The stage that it entered.
    package let stage: Int32
    /// The pipeline that it left.
    package let formerPipeline: Int32

    package init(at: Instant, stage: Int32, formerPipeline: Int32) {
      self.at = at
      self.stage = stage
      self.formerPipeline = formerPipeline
    }
  }

  /// A value that was changed.
  package struct Former: Hashable, Sendable {
    /// Until when it was so.
    package let until: Instant
    /// Which one.
    package let field: Field
    /// As it is printed; `nil` where there was none.
    package let value: String?

    package init(until: Instant, field: Field, value: String?) {
      self.until = until
      self.field = field
      self.value = value
    }

    /// Whose changes are kept.
    package enum Field: UInt8, Sendable {
      case budget, expected

      /// The department's own field for when a deal is expected to be won.
      fileprivate static let expectedField = "expected"
      private static let expectedKey = CustomField.key(of: expectedField)

      fileprivate init?(_ key: String) {
        switch key {
        case "budget": self = .budget
        case Self.expectedKey: self = .expected
        default: return nil
        }
      }
    }
  }

  /// Those of as many deals as there are heads.
  package init(
    names: [String] = [], heads: [Head] = [], steps: Runs<Step> = Runs(),
    formerly: Runs<Former> = Runs(), activities: Runs<ReportedActivity> = Runs()
  ) {
    self.names = names
    places = Dictionary(keepingFirst: zip(names, 0...))
    self.heads = heads
    (self.steps, self.formerly, self.activities) = (steps, formerly, activities)
  }

  /// That of a deal alone.
  package init(_ deal: Deal) {
    self.init()
    append(deal)
  }

  /// How many deals there are.
  package var count: Int { heads.count }

  /// The name of a place.
  package func name(_ place: Int32) -> String { names[Int(place)] }

  /// Whoever closed a deal, for what it came to does not change hands with it (R91); of an open deal, who
  /// works on it.
  func closer(of deal: any DealFacts, at place: Int) -> Login {
    let former = heads[place].formerManager
    return former < 0 || deal.kind == .open ? deal.manager : Login(stored: name(former))
  }

  private mutating func place(of name: String) -> Int32 {
    if let place = places[name] { return place }
    let place = Int32(names.count)
    places[name] = place
    names.append(name)
    return place
  }

  private mutating func append(_ deal: Deal) {
    var (steps, formerly): ([Step], [Former]) = ([], [])
    let first = deal.effectiveHistory.first { _ in true }?.operation
    var (stagesAtOnce, isFirstWay) = (0, true)
    for event in deal.effectiveHistory {
      if case .edited(let change, _) = event.kind, let field = Former.Field(change.field) {
        formerly.append(Former(until: event.at, field: field, value: change.old))
      }
      let (former, stage) = (event.kind.formerPipeline, event.stageChange?.to)
      guard steps.isEmpty || former != nil || stage != nil else { continue }
      if former != nil, !steps.isEmpty { isFirstWay = false }
      if stage != nil, isFirstWay, event.operation == first { stagesAtOnce += 1 }
      steps.append(
        Step(
          at: event.at, stage: stage.map { place(of: $0.text) } ?? -1,
          formerPipeline: former.map { place(of: $0.text) } ?? -1))
    }
    // A clock that stood wrong is no time to come: whatever follows was later (R124).
    for place in steps.indices.dropLast().reversed() {
      steps[place].at = min(steps[place].at, steps[place + 1].at)
    }
    if let expected = deal.fields[Former.Field.expectedField] {
      formerly.append(Former(until: .last, field: .expected, value: expected.text))
    }
    var traits: Head.Traits = deal.origin == nil ? [] : .imported
    if stagesAtOnce > 1 { traits.insert(.skippedStages) }
    if deal.chain?.isLaterPart == true { traits.insert(.laterPart) }
    let head = Head(
      pipeline: place(of: deal.pipeline.text),
      lostReason: deal.lostReason.map { place(of: $0) } ?? -1,
      formerManager: deal.managerAtStageChange.map { place(of: $0.text) } ?? -1, traits: traits)
    let activities = ReportedActivity.all(of: deal) { place(of: $0.text) }
    append(head, steps, formerly, activities)
  }

  private mutating func append(
    _ head: Head, _ steps: some Sequence<Step>, _ formerly: some Sequence<Former>,
    _ activities: some Sequence<ReportedActivity>
  ) {
    heads.append(head)
    self.steps.append(steps)
    self.formerly.append(formerly)
    self.activities.append(activities)
  }

  /// Adds what others have of one deal.
  package mutating func append(_ deal: Int, of others: DealTrails) {
    func here(_ place: Int32) -> Int32 { place < 0 ? place : self.place(of: others.name(place)) }
    var head = others.heads[deal]
    (head.pipeline, head.lostReason) = (here(head.pipeline), here(head.lostReason))
    head.formerManager = here(head.formerManager)
    append(
      head,
      others.steps[deal].map {
        Step(at: $0.at, stage: here($0.stage), formerPipeline: here($0.formerPipeline))
      }, others.formerly[deal], others.activities[deal].map { $0.by(here($0.by)) })
  }
}

extension Deal {
  /// Who worked on it when it last changed its stage, where that is somebody else than now.
  fileprivate var managerAtStageChange: Login? {
    var former: Login?
    for event in history.reversed() where !event.isUndone {
      if event.stageChange != nil { break }
      if case .assigned(let from, _, _) = event.kind { former = from }
    }
    return former
  }
}
