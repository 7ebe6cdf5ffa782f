import CRMModel

extension Transaction {
  /// Makes the pipelines, stages and people that an import needs.
  ///
  /// - Throws: `CRMError.usage` for a stage that requires what its pipeline can never meet.
  func make(_ resolution: ImportResolution) throws(CRMError) {
    let currency = try settings().currency
    let model: JSONObject? =
      if let known = try pipelines().keys.min() {
        try document(at: DataDirectory.pipelinePath(known.text))
      } else {
        nil
      }
    let reasons = model?["lossReasons"]?.array ?? []
    for pipeline in resolution.newPipelines {
      try put(
        pipeline.document(
          currency: currency, commentRule: model?["comment"] ?? Self.plainCommentRule,
          lossReasons: reasons.isEmpty ? [.string(AmoCRMStages.anyLossReason)] : reasons),
        at: DataDirectory.pipelinePath(pipeline.id))
      try check(pipeline.stages, of: PipelineID(pipeline.id))
    }
    for (id, stage) in resolution.newStages {
      try add(stage, to: id)
      try check([stage], of: id)
    }
    try add(people: resolution.newPeople)
  }

  /// Looks at what new stages of a pipeline require.
  private func check(_ stages: [NewStage], of id: PipelineID) throws(CRMError) {
    let pipeline = try pipeline(id)
    let problems = PipelineLint.problems(of: pipeline, taskActions: try settings().taskActions)
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

  /// Adds a stage behind the open ones of a pipeline.
  private func add(_ stage: NewStage, to pipeline: PipelineID) throws(CRMError) {
    let path = DataDirectory.pipelinePath(pipeline.text)
    var document = try document(at: path) ?? JSONObject()
    var stages = document["stages"]?.array ?? []
    let end = stages.firstIndex { $0["kind"]?.string != Stage.Kind.open.rawValue } ?? stages.count
    stages.insert(.object(stage.json), at: end)
    document["stages"] = .array(stages)
    try put(document, at: path)
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
