import CRMModel

extension Transaction {
  /// Makes the pipelines, stages and people that an import needs.
  ///
  /// - Throws: `CRMError.usage` for a stage that requires what its pipeline can never meet.
  func make(_ resolution: ImportResolution) throws(CRMError) {
    let known = try pipelines().keys.min()
    for pipeline in resolution.newPipelines {
      try put(try document(of: pipeline, like: known), of: PipelineID(pipeline.id))
      try check(pipeline.stages, of: PipelineID(pipeline.id))
    }
    for (id, stage) in resolution.newStages {
      var pipeline = try pipelineDocument(id)
      pipeline.stages.insert(stage.json, at: pipeline.endOfOpenStages)
      try put(pipeline, of: id)
      try check([stage], of: id)
    }
    try add(people: resolution.newPeople)
  }

  /// The document of a new pipeline in the settings' currency, with the rule for comments (R12) and the
  /// loss reasons of a known one.
  func document(
    of pipeline: NewPipeline, like known: PipelineID?
  ) throws(CRMError) -> PipelineDocument {
    let model = try known.map { id throws(CRMError) in try pipelineDocument(id).object }
    let reasons = model?["lossReasons"]?.array ?? []
    return PipelineDocument(
      pipeline.document(
        currency: try settings().currency, commentRule: model?["comment"] ?? Self.plainCommentRule,
        lossReasons: reasons.isEmpty ? [.string(NewPipeline.anyLossReason)] : reasons))
  }

  /// Looks at what new stages of a pipeline require.
  private func check(_ stages: [NewStage], of id: PipelineID) throws(CRMError) {
    let pipeline = try pipeline(id)
    let problems = PipelineLint.problems(of: pipeline, taskActions: try settings().actionNames)
    for stage in stages {
      let index = pipeline.position(of: StageID(stage.id)) ?? 0
      for problem in problems
      where problem.severity == .error && problem.place.hasPrefix("stages[\(index)].requires") {
        throw .mapping("\(id.text).\(stage.id).requires", problem.message)
      }
    }
  }

  /// When a comment is substantive (R12) where no pipeline says it: our figures, without phrases.
  private static var plainCommentRule: JSONValue {
    ["minCharacters": 30, "minWords": 4, "stopPhrases": []]
  }

  private func add(people: [String: String]) throws(CRMError) {
    guard !people.isEmpty else { return }
    var document = try document(at: DataDirectory.settingsPath) ?? JSONObject()
    var known = document["people"]?.object ?? JSONObject()
    for (login, name) in people { known[login] = .string(name) }
    document["people"] = .object(known)
    try put(document, at: DataDirectory.settingsPath)
  }
}
