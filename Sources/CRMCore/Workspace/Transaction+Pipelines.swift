package import CRMModel

/// Changing pipelines by command (R44): each change is one operation, and a document that could not
/// be kept to is never written.
extension Transaction {
  /// A pipeline before and after a change.
  package struct PipelineChange {
    /// As it was; `nil` for a new one.
    package let before: Pipeline?
    /// As it is now.
    package let after: Pipeline
    /// What `pipeline lint` will say although the change was made.
    package let notices: [Notice]
  }

  /// How many pipelines and stages a department may have.
  private static let mostPipelines = 100
  private static let mostStages = 50

  // MARK: Pipelines

  /// Makes a pipeline: with the stages and rules of another one, else with the least that deals need.
  package func addPipeline(
    _ name: String, like pattern: Pipeline?, stages: [NewStage]
  ) throws(CRMError) -> PipelineChange {
    let known = try pipelines()
    guard known.count < Self.mostPipelines else {
      throw Self.tooMany("воронок", "pipelines", Self.mostPipelines)
    }
    var names = UniqueNames(taken: known.keys.map(\.text))
    let id = PipelineID(names.next(Transliteration.slug(name, or: "pipeline")))
    let document: PipelineDocument
    if let pattern {
      var copy = try pipelineDocument(pattern.id)
      copy.object.set("id", id.text)
      copy.object.set("name", name)
      // Its own past, and what a scenario says of its own entries, are not the new one's.
      for key in ["archived", "removed", "samples"] { copy.object[key] = nil }
      document = copy
    } else {
      let new = NewPipeline(id: id.text, name: name, stages: stages)
      var plain = try self.document(of: new, like: known.keys.min())
      // R7: after any move a deal needs a task.
      if !plain.stages.isEmpty { try Self.taskIsRequired.apply(to: &plain.stages[0]) }
      document = plain
    }
    return try keep(document, of: id, before: nil)
  }

  /// Changes what a pipeline says of itself.
  package func edit(_ pipeline: Pipeline, _ fields: PipelineFields) throws(CRMError)
    -> PipelineChange
  {
    var document = try pipelineDocument(pipeline.id)
    try fields.apply(to: &document, of: pipeline)
    return try keep(document, of: pipeline.id, before: pipeline)
  }

  // MARK: Stages

  /// Adds an open stage: behind another one, in front of all for an inner `nil`, else behind the last
  /// open one.
  package func addStage(
    _ fields: StageFields, after place: Stage??, to pipeline: Pipeline
  ) throws(CRMError) -> (change: PipelineChange, stage: StageID) {
    var document = try pipelineDocument(pipeline.id)
    guard document.stages.count < Self.mostStages else {
      throw Self.tooMany("этапов", "stages", Self.mostStages)
    }
    let taken = pipeline.stages.map(\.id.text) + pipeline.removed.map(\.id.text)
    var names = UniqueNames(taken: taken)
    let name = fields.name ?? ""
    let id = names.next(Transliteration.slug(name, or: "stage"))
    var stage = NewStage(id: id, name: name, kind: .open).json
    // R7 holds for every open stage; `--unrequire` takes it away.
    try Self.taskIsRequired.apply(to: &stage)
    try fields.apply(to: &stage)
    let index =
      if let place { try position(after: place, in: document, pipeline) } else {
        document.endOfOpenStages
      }
    document.stages.insert(stage, at: index)
    return (try keep(document, of: pipeline.id, before: pipeline), StageID(id))
  }

  /// Changes what a pipeline says of a stage.
  package func edit(
    _ stage: Stage, _ fields: StageFields, in pipeline: Pipeline
  ) throws(CRMError) -> PipelineChange {
    var document = try pipelineDocument(pipeline.id)
    if let index = document.position(of: stage.id) { try fields.apply(to: &document.stages[index]) }
    return try keep(document, of: pipeline.id, before: pipeline)
  }

  /// Gives an open stage another place in the order: behind another one, or in front of all.
  package func move(
    _ stage: Stage, after place: Stage?, in pipeline: Pipeline
  ) throws(CRMError) -> PipelineChange {
    try requireOpen(stage, in: pipeline)
    var document = try pipelineDocument(pipeline.id)
    if stage.id != place?.id, let index = document.position(of: stage.id) {
      let moved = document.stages.remove(at: index)
      document.stages.insert(moved, at: try position(after: place, in: document, pipeline))
    }
    return try keep(document, of: pipeline.id, before: pipeline)
  }

  /// Takes an open stage away and its deals to another one.
  ///
  /// - Throws: `CRMError.refused` for a closing stage, for deals or a closing stage that need to know
  ///   where to go, and where no open stage would be left.
  package func remove(
    _ stage: Stage, movingTo target: Stage?, in pipeline: Pipeline
  ) throws(CRMError) -> (change: PipelineChange, moved: Int) {
    try requireOpen(stage, in: pipeline)
    let deals = try index([.deal]).deals
      .filter { $0.pipeline == pipeline.id && $0.stage == stage.id }.map(\.id)
    let needed = deals.count + pipeline.stages.count { $0.from == stage.id }
    if let target {
      guard target.id != stage.id, target.kind == .open else {
        throw Self.refusal(
          of: pipeline, ru: "сделки этапа '\(stage.name)' идут на другой открытый этап",
          en: "the deals of '\(stage.name)' go to another open stage")
      }
    } else if needed > 0 {
      let count = CountedNoun.deals.counted(deals.count)
      let isClosing = deals.isEmpty
      throw Self.refusal(
        of: pipeline,
        ru: isClosing
          ? "с этапа '\(stage.name)' начинается путь к закрытию"
          : "на этапе '\(stage.name)' \(count.ru)",
        en: isClosing
          ? "a closing stage is entered from '\(stage.name)' on"
          : "'\(stage.name)' has \(count.en)",
        Remedy("stage", "remove", pipeline.id.text, stage.id.text)
          .asking("--move-to"))
    }
    var document = try pipelineDocument(pipeline.id)
    document.stages.removeAll { $0["id"]?.string == stage.id.text }
    for index in document.stages.indices
    where document.stages[index]["from"]?.string == stage.id.text {
      document.stages[index].set("from", target?.id.text)
    }
    document.remember(RemovedStage(id: stage.id, name: stage.name, moveTo: target?.id))
    let change = try keep(document, of: pipeline.id, before: pipeline)
    if let target {
      for id in deals {
        try put(apply(MigrateDeal(to: target.id), to: dealCase(get(id))).deal)
      }
    }
    return (change, deals.count)
  }

  // MARK: Keeping

  /// A pipeline's document.
  func pipelineDocument(_ id: PipelineID) throws(CRMError) -> PipelineDocument {
    PipelineDocument(
      try document(at: DataDirectory.pipelinePath(id.text))
        ?? JSONObject())
  }

  /// Keeps a pipeline's document, whatever it says.
  func put(_ document: PipelineDocument, of id: PipelineID) throws(CRMError) {
    try put(document.bytes, at: DataDirectory.pipelinePath(id.text))
  }

  /// Keeps a pipeline's document unless it says what could not be kept to.
  private func keep(
    _ document: PipelineDocument, of id: PipelineID, before: Pipeline?
  ) throws(CRMError) -> PipelineChange {
    if let before, document.object == (try pipelineDocument(id)).object {
      return PipelineChange(before: before, after: before, notices: [])
    }
    try put(document, of: id)
    let after = try pipeline(id)
    let actions = try settings().actionNames
    let rules = try rules()
    func problems(_ pipeline: Pipeline) -> [LintProblem] {
      PipelineLint.problems(of: pipeline, taskActions: actions, rules: rules)
    }
    let known = Set((before.map(problems) ?? []).map(\.message))
    let new = problems(after).filter { !known.contains($0.message) }
    let faults = new.filter { $0.severity == .error && !$0.isAdvice }.map(\.message)
    guard faults.isEmpty else {
      throw Self.refusal(
        of: before ?? after, ru: faults.map(\.ru).joined(separator: "; "),
        en: faults.map(\.en).joined(separator: "; "))
    }
    try requireOwnName(after, of: before ?? after)
    return PipelineChange(
      before: before, after: after,
      notices: new.filter { $0.severity == .warning || $0.isAdvice }.map {
        Notice($0.message, remedy: Remedy("pipeline", "lint"))
      })
  }

  /// Pipelines are named by id or by display name, so neither may be taken for another's.
  private func requireOwnName(_ pipeline: Pipeline, of known: Pipeline) throws(CRMError) {
    let name = Folding.fold(pipeline.name)
    let other = try sortedPipelines().first {
      $0.id != pipeline.id && [Folding.fold($0.name), Folding.fold($0.id.text)].contains(name)
    }
    guard let other else { return }
    throw Self.refusal(
      of: known, ru: "'\(pipeline.name)' уже означает воронку '\(other.id.text)'",
      en: "'\(pipeline.name)' already means pipeline '\(other.id.text)'")
  }

  private func position(
    after place: Stage?, in document: PipelineDocument, _ pipeline: Pipeline
  ) throws(CRMError) -> Int {
    guard let place else { return 0 }
    try requireOpen(place, in: pipeline)
    return document.position(of: place.id).map { $0 + 1 } ?? document.endOfOpenStages
  }

  /// Closing stages stand behind the open ones, and what is sold or lost goes nowhere.
  private func requireOpen(_ stage: Stage, in pipeline: Pipeline) throws(CRMError) {
    guard stage.kind != .open else { return }
    throw Self.refusal(
      of: pipeline, ru: "'\(stage.name)' — закрывающий этап, он остается последним",
      en: "'\(stage.name)' is a closing stage and stays at the end")
  }

  private static var taskIsRequired: StageFields {
    var fields = StageFields()
    fields.requires = [StageRequirement(.nextTask)]
    return fields
  }

  private static func refusal(
    of pipeline: Pipeline, ru: String, en: String, _ remedies: Remedy...
  ) -> CRMError {
    .refused(
      Refusal(
        "R44",
        Phrase(
          ru: "нельзя изменить воронку '\(pipeline.name)': \(ru)",
          en: "cannot change pipeline '\(pipeline.name)': \(en)"), remedies: remedies))
  }

  private static func tooMany(_ ru: String, _ en: String, _ most: Int) -> CRMError {
    .refused(
      Refusal(
        "R44", Phrase(ru: "\(ru) не больше \(most)", en: "there can be no more than \(most) \(en)"))
    )
  }
}
