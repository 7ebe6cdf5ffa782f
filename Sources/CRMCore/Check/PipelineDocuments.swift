import CRMModel

/// The pipelines and templates that a lint has read, and what it found in them.
struct PipelineDocuments {
  var templates: [String: ReportTemplate] = [:]
  var pipelines: [PipelineID: Pipeline] = [:]
  private var found: [String: [LintProblem]] = [:]

  /// All problems by path; those of one document in the order in which they were found.
  var problems: [PipelineProblem] {
    found.sorted { $0.key < $1.key }.flatMap { path, problems in
      problems.map { PipelineProblem(path: path, problem: $0) }
    }
  }

  mutating func add(_ problems: [LintProblem], _ path: String) {
    if !problems.isEmpty { found[path, default: []] += problems }
  }

  mutating func addWrongID(_ path: String) {
    add(
      [LintProblem(.error, "id", ru: "не совпадает с именем файла", en: "is not the file's name")],
      path)
  }

  mutating func addMissingPipelines() {
    add(
      [LintProblem(.error, "", ru: "нет ни одной воронки", en: "there is no pipeline")],
      DataDirectory.pipelinesFolder)
  }

  /// Pipelines are named by id or by display name, folded, so neither may be taken for another's.
  mutating func compareNames() {
    var owners: [String: PipelineID] = [:]
    for (id, _) in pipelines { owners[Folding.fold(id.text)] = id }
    for (id, pipeline) in pipelines.sorted(by: { $0.key < $1.key }) {
      let folded = Folding.fold(pipeline.name)
      guard let owner = owners[folded], owner != id, !folded.isEmpty else {
        owners[folded] = id
        continue
      }
      let problem = LintProblem(
        .error, "name",
        ru:
          "'\(SafeText.visible(pipeline.name))' уже означает воронку '\(SafeText.visible(owner.text))'",
        en:
          "'\(SafeText.visible(pipeline.name))' already means pipeline '\(SafeText.visible(owner.text))'"
      )
      add([problem], DataDirectory.pipelinePath(id.text))
    }
  }
}
