/// What reports need of a deal's history: little enough to be kept beside it (R102).
///
/// The events of undone operations are none.
package struct DealTrail: Hashable, Sendable {
  /// The pipeline that it is in.
  package let pipeline: PipelineID
  /// Whether it was imported.
  package let isImported: Bool
  /// How it entered its first pipeline, changed stages, and went on to others, in order.
  package let steps: [Step]
  /// What it was expected to bring, and when, before that was changed, in order; when it is expected now
  /// stands last, for good (R93).
  package let formerly: [Former]

  /// A value that was changed.
  package struct Former: Hashable, Sendable {
    /// Until when it was so.
    package let until: Instant
    /// Which one.
    package let field: String
    /// As it is printed; `nil` where there was none.
    package let value: String?

    package init(until: Instant, field: String, value: String?) {
      self.until = until
      self.field = field
      self.value = value
    }
  }

  /// The fields whose changes are kept.
  static let followed: Set<String> = [budget, expected]
  static let budget = "budget"
  /// The department's own field for when a deal is expected to be won.
  private static let expectedField = "expected"
  static let expected = CustomField.key(of: expectedField)

  /// One event of the way.
  package struct Step: Hashable, Sendable {
    package let at: Instant
    /// The stage that it entered.
    package let stage: StageID?
    /// The pipeline that it left.
    package let formerPipeline: PipelineID?
    /// Whether the command did it with which the way through the pipeline began.
    package let isOfBeginning: Bool

    package init(
      at: Instant, stage: StageID?, formerPipeline: PipelineID?, isOfBeginning: Bool
    ) {
      self.at = at
      self.stage = stage
      self.formerPipeline = formerPipeline
      self.isOfBeginning = isOfBeginning
    }
  }

  package init(pipeline: PipelineID, isImported: Bool, steps: [Step], formerly: [Former]) {
    self.pipeline = pipeline
    self.isImported = isImported
    self.steps = steps
    self.formerly = formerly
  }

  /// That of a deal.
  package init(_ deal: Deal) {
    var (steps, formerly): ([Step], [Former]) = ([], [])
    var beginning: OperationID?
    for event in deal.effectiveHistory {
      if case .edited(let change, _) = event.kind, Self.followed.contains(change.field) {
        formerly.append(Former(until: event.at, field: change.field, value: change.old))
      }
      let former = event.kind.formerPipeline
      if beginning == nil || former != nil { beginning = event.operation }
      let stage = event.stageChange?.to
      guard steps.isEmpty || former != nil || stage != nil else { continue }
      steps.append(
        Step(
          at: event.at, stage: stage, formerPipeline: former,
          isOfBeginning: event.operation == beginning))
    }
    if let expected = deal.fields[Self.expectedField] {
      formerly.append(Former(until: .last, field: Self.expected, value: expected.text))
    }
    self.init(
      pipeline: deal.pipeline, isImported: deal.origin != nil, steps: steps, formerly: formerly)
  }
}
