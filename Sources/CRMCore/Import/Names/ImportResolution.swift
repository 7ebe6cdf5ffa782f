import CRMModel

/// What the names of an export came to mean, and what has to be made for it.
struct ImportResolution {
  /// Where a deal stands.
  struct Place: Equatable {
    let pipeline: PipelineID
    let stage: StageID

    /// What people call it: the stage, with its pipeline.
    func name(in pipelines: [PipelineID: Pipeline]) -> String {
      let pipeline = pipelines[pipeline]
      return
        "\(pipeline?.name ?? self.pipeline.text) / \(pipeline?.stage(stage)?.name ?? stage.text)"
    }
  }

  /// Pipelines to make, by id.
  var newPipelines: [NewPipeline] = []
  /// Stages to add to pipelines that there are, in the order in which they came.
  var newStages: [(pipeline: PipelineID, stage: NewStage)] = []
  /// People to remember, by login.
  var newPeople: [String: String] = [:]
  /// By the folded names of pipeline and stage.
  var places: [String: [String: Place]] = [:]
  /// By folded name.
  var people: [String: Login] = [:]

  /// What stands for a stage of a pipeline; the first one where none is said.
  func place(pipeline: String, stage: String?) -> Place? {
    places[Folding.fold(pipeline)]?[stage.map(Folding.fold) ?? ""]
  }

  func login(_ name: String?) -> Login? {
    name.flatMap { people[Folding.fold($0)] }
  }
}
