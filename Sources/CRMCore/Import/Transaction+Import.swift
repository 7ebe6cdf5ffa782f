import CRMModel

extension Transaction {
  /// Makes the pipelines, stages and people that an import needs.
  func make(_ resolution: ImportResolution) throws(CRMError) {
    let known = try pipelines().keys.min()
    let currency = try settings().currency
    for pipeline in resolution.newPipelines {
      let rule = try known.flatMap { id throws(CRMError) in
        try document(at: DataDirectory.pipelinePath(id.text))?["comment"]
      }
      try put(
        pipeline.document(currency: currency, commentRule: rule ?? Self.plainCommentRule),
        at: DataDirectory.pipelinePath(pipeline.id))
    }
    for (id, stage) in resolution.newStages { try add(stage, to: id) }
    try add(people: resolution.newPeople)
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
