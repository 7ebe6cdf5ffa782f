import CRMModel

/// What is wrong with the department's pipelines, templates and task actions (R2).
extension Snapshot {
  /// The problems of every pipeline document, of the templates and of the settings, by path.
  ///
  /// Decoding errors are problems too, and stages that are gone while deals still stand there.
  /// Damaged deals are `fsck`'s and not looked at. Cost: reads every deal.
  ///
  /// - Throws: `CRMError.store` where the documents cannot be read at all.
  package func lintPipelines() throws(CRMError) -> [PipelineProblem] {
    var lint = PipelineDocuments()
    let settings = decoding(DataDirectory.settingsPath, &lint) { (bytes) throws(DocumentError) in
      try Settings(bytes: bytes)
    }
    if let settings {
      lint.add(
        PipelineLint.problems(ofTaskActions: settings.actionNames), DataDirectory.settingsPath)
    }
    for name in try names(in: DataDirectory.templatesFolder) {
      let path = DataDirectory.templatePath(name)
      let template = decoding(path, &lint) { (bytes) throws(DocumentError) in
        try ReportTemplate(bytes: bytes)
      }
      lint.templates[name] = template ?? .standIn
      if let template, template.id != name { lint.addWrongID(path) }
    }
    // What pipelines ask for is in other documents; without one of those nothing is asked of them.
    let rules = try? rules()
    lookAtFields(&lint)
    lookAtChecks(&lint, rules)
    lookAtStatuses(&lint)
    try lookAtProcesses(&lint, rules, settings)
    let names = try names(in: DataDirectory.pipelinesFolder)
    for name in names {
      let path = DataDirectory.pipelinePath(name)
      let templates = lint.templates
      let pipeline = decoding(path, &lint) { (bytes) throws(DocumentError) in
        try Pipeline(bytes: bytes) { (name) throws(DocumentError) in templates[name] }
      }
      guard let pipeline else { continue }
      if pipeline.id.text != name { lint.addWrongID(path) }
      // Without settings there is nothing to compare with; that they are damaged is said already.
      lint.add(
        PipelineLint.problems(
          of: pipeline, taskActions: settings?.actionNames ?? pipeline.meetingActions,
          rules: rules), path)
      lint.pipelines[PipelineID(name)] = pipeline
    }
    if names.isEmpty { lint.addMissingPipelines() }
    lint.compareNames()
    lookAtSources(&lint)
    try lookForLostStages(&lint)
    return lint.problems
  }

  /// R52: the steps of processes name what there is, in whichever pipeline they are started.
  private func lookAtProcesses(
    _ lint: inout PipelineDocuments, _ rules: DealRules?, _ settings: Settings?
  ) throws(CRMError) {
    for name in try names(in: DataDirectory.processesFolder) {
      let path = DataDirectory.processPath(name)
      let process = decoding(path, &lint) { (bytes) throws(DocumentError) in
        try SalesProcess(bytes: bytes)
      }
      guard let process else { continue }
      if process.id != name { lint.addWrongID(path) }
      guard let rules, let settings, let pipeline = try sortedPipelines().first else { continue }
      lint.add(
        PipelineLint.problems(
          of: process, startedIn: pipeline, taskActions: settings.actionNames, rules: rules), path)
    }
  }

  /// A decoded document; `nil` where it cannot be understood, which becomes a problem.
  func decoding<Value>(
    _ path: String, _ lint: inout PipelineDocuments,
    _ decode: ([UInt8]) throws(DocumentError) -> Value
  ) -> Value? {
    do throws(CRMError) {
      guard let bytes = try bytes(path) else {
        lint.add([LintProblem(.error, "", ru: "файла нет", en: "the file is missing")], path)
        return nil
      }
      do throws(DocumentError) { return try decode(bytes) } catch {
        lint.add([LintProblem(.error, "", ru: error.problem.ru, en: error.problem.en)], path)
        return nil
      }
    } catch {
      lint.add([.unreadable], path)
      return nil
    }
  }

  /// R68: a status that is mistaken holds nowhere.
  private func lookAtStatuses(_ lint: inout PipelineDocuments) {
    guard let statuses = try? settings().statuses, let viewpoint = (try? viewpoint()) ?? nil,
      let mistakes = try? mistakes(in: statuses, viewpoint)
    else { return }
    for (status, error) in mistakes {
      let problem = error.placedProblem
      lint.add(
        [LintProblem(.error, "statuses.\(status.id).where", ru: problem.ru, en: problem.en)],
        DataDirectory.settingsPath)
    }
  }

  private func lookForLostStages(_ lint: inout PipelineDocuments) throws(CRMError) {
    var lost: [PipelineID: [StageID: [DealID]]] = [:]
    for text in try identifiers(.deal) {
      guard let id = DealID(text), let deal = try? find(id), deal.deletedAt == nil,
        let pipeline = lint.pipelines[deal.pipeline], pipeline.stage(deal.stage) == nil
      else { continue }
      lost[deal.pipeline, default: [:]][deal.stage, default: []].append(id)
    }
    for (pipeline, stages) in lost {
      for (stage, deals) in stages.sorted(by: { $0.key.text < $1.key.text }) {
        let list =
          deals.prefix(3).map(\.text).joined(separator: ", ") + (deals.count > 3 ? "…" : "")
        let name = SafeText.visible(stage.text)
        let count = CountedNoun.deals.counted(deals.count)
        let problem = LintProblem(
          .error, "stages", ru: "этапа '\(name)' нет, а на нем \(count.ru): \(list)",
          en: "there is no stage '\(name)', but \(count.en) at it: \(list)")
        lint.add([problem], DataDirectory.pipelinePath(pipeline.text))
      }
    }
  }
}

extension LintProblem {
  fileprivate static var unreadable: LintProblem {
    LintProblem(.error, "", ru: "файл нельзя прочитать", en: "the file cannot be read")
  }
}

extension ReportTemplate {
  /// Stands for a template that is damaged, which is said once, at the template.
  fileprivate static var standIn: ReportTemplate {
    ReportTemplate(id: "", sections: [Section(id: "stand-in", title: "stand-in", isRequired: true)])
  }
}
