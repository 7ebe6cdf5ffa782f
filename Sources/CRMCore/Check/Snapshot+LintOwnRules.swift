import CRMModel

/// What is wrong with what a department wrote by hand beside its pipelines: fields, checks, sources.
extension Snapshot {
  /// R35: fields are such as the commands would have let them be made.
  func lookAtFields(_ lint: inout PipelineDocuments) {
    let path = DataDirectory.fieldsPath
    let fields = optionallyDecoding(path, &lint) { (bytes) throws(DocumentError) in
      try CustomFields(bytes: bytes)
    }
    guard let fields, let viewpoint = (try? viewpoint()) ?? nil,
      let schema = try? schema(viewpoint, knowing: CustomFields())
    else { return }
    var sound = CustomFields()
    let pipelines = Set((try? names(in: DataDirectory.pipelinesFolder)) ?? [])
    for (index, field) in fields.all.enumerated() {
      do throws(FieldProblem) { try sound.add(field, schema) } catch {
        lint.add(
          [LintProblem(.error, "fields[\(index)]", ru: error.problem.ru, en: error.problem.en)],
          path)
      }
      lint.add(
        field.pipelines.map(\.text).filter { !pipelines.contains($0) }.map {
          .unknownPipeline($0, "fields[\(index)].pipelines")
        }, path)
    }
  }

  /// R43: a check that is mistaken finds nothing.
  func lookAtChecks(_ lint: inout PipelineDocuments, _ rules: DealRules?) {
    let path = DataDirectory.checksPath
    let checks = optionallyDecoding(path, &lint) { (bytes) throws(DocumentError) in
      try OwnCheck.all(bytes: bytes)
    }
    var seen: Set<AuditCheck.ID> = []
    for (index, check) in (checks ?? []).enumerated() {
      var problems: [LintProblem] = []
      if !seen.insert(check.id).inserted {
        let id = SafeText.visible(check.id.rawValue)
        problems.append(
          LintProblem(
            .error, "checks[\(index)].id", ru: "'\(id)' уже означает другую проверку",
            en: "'\(id)' already means another check"))
      }
      if let mistake = rules?.mistake(in: check) {
        problems.append(
          LintProblem(.error, "checks[\(index)].where", ru: mistake.ru, en: mistake.en))
      }
      if let name = rules?.unknownName(in: check).map({ SafeText.visible($0.typed) }) {
        problems.append(
          LintProblem(
            .error, "checks[\(index)]", ru: "нет свойства '{\(name)}'",
            en: "no property '{\(name)}'"))
      }
      lint.add(problems, path)
    }
  }

  /// R60: sources name the pipelines and the people that there are.
  func lookAtSources(_ lint: inout PipelineDocuments) {
    let path = DataDirectory.sourcesPath
    let sources = optionallyDecoding(path, &lint) { (bytes) throws(DocumentError) in
      try LeadSource.all(bytes: bytes)
    }
    let people = (try? people()) ?? People()
    for (name, source) in (sources ?? [:]).sorted(by: { $0.key < $1.key }) {
      let place = "sources.\(SafeText.visible(name))"
      if let pipeline = source.pipeline, lint.pipelines[pipeline] == nil {
        lint.add([.unknownPipeline(pipeline.text, "\(place).pipeline")], path)
      }
      for login in source.responsible
      where !people.isEmpty && people.user(login)?.isActive != true {
        let shown = SafeText.visible(login.text)
        lint.add(
          [
            LintProblem(
              .error, "\(place).responsible", ru: "здесь не работает '\(shown)'",
              en: "'\(shown)' does not work here")
          ], path)
      }
    }
  }

  /// A decoded document that a department need not have; `nil` where there is none, or where it cannot be
  /// understood, which becomes a problem.
  private func optionallyDecoding<Value>(
    _ path: String, _ lint: inout PipelineDocuments,
    _ decode: ([UInt8]) throws(DocumentError) -> Value
  ) -> Value? {
    // What keeps it from being read is told by reading it.
    let isMissing = (try? bytes(path) == nil) ?? false
    return isMissing ? nil : decoding(path, &lint, decode)
  }
}

extension LintProblem {
  fileprivate static func unknownPipeline(_ name: String, _ place: String) -> LintProblem {
    let shown = SafeText.visible(name)
    return LintProblem(.error, place, ru: "нет воронки '\(shown)'", en: "no pipeline '\(shown)'")
  }
}
