import CRMModel

/// What came of the names of an import.
enum ImportNaming {
  /// What they mean, and the mapping that says so.
  case known(ImportResolution, by: ImportMapping)
  case unknown(ImportUnknown)
}

extension Transaction {
  /// Finds out what the names of an import mean, and makes what the options have made.
  ///
  /// - Parameters:
  ///   - names: Each once.
  ///   - options: With the mapping; by `creates` its proposal for what is unknown is taken.
  ///   - logins: Everybody who has worked here, beside those of the settings.
  /// - Throws: `CRMError.usage` for a mapping that does not fit the data directory.
  /// - Returns: What they mean, or what is unknown; then nothing has been made.
  func resolve(
    _ names: ImportNames, _ options: ImportOptions, logins: Set<Login> = []
  ) throws(CRMError) -> ImportNaming {
    let settings = try settings()
    let users = try people().users.map { ($0.login.text, $0.name) }
    let (people, known) = (settings.people.merging(users) { $1 }, try Array(pipelines().values))
    func resolver(_ mapping: ImportMapping) throws(CRMError) -> ImportResolver {
      try ImportResolver(
        names, mapping: mapping, pipelines: known, people: people, logins: logins,
        currency: settings.currency)
    }
    var used = options.mapping ?? ImportMapping()
    var found = try resolver(used)
    if !found.unknown.isEmpty {
      guard options.creates else { return .unknown(found.unknown) }
      used = found.unknown.proposal
      found = try resolver(used)
    }
    try make(found.resolution)
    return .known(found.resolution, by: used)
  }

  /// Makes the pipelines, stages and people that an import needs.
  ///
  /// - Throws: `CRMError.usage` for a stage that requires what its pipeline can never meet.
  private func make(_ resolution: ImportResolution) throws(CRMError) {
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
