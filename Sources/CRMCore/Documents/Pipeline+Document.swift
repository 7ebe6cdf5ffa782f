package import CRMModel

extension Pipeline {
  /// A pipeline from its document.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - keys: Where it is noted which keys are known.
  ///   - template: The report template of an id.
  /// - Throws: `DocumentError` where it is no pipeline; what a pipeline should not say although it can
  ///   is found by `PipelineLint`.
  package init(
    bytes: [UInt8], noting keys: KnownKeys? = nil,
    template: (String) throws(DocumentError) -> ReportTemplate?
  ) throws(DocumentError) {
    let fields = try DocumentVersion.checked(
      bytes, newest: DocumentVersion.second, noting: keys)
    let currency = try fields.currency("currency") ?? .rub
    var bounds = BudgetBounds(least: nil, most: nil)
    if let budget = try fields.object("budget") {
      bounds = BudgetBounds(
        least: try budget.money("least", currency), most: try budget.money("most", currency))
    }
    var commentRule = CommentRule(leastCharacters: 0, leastWords: 1, stopPhrases: [])
    if let comment = try fields.object("comment") {
      commentRule = CommentRule(
        leastCharacters: try comment.int("minCharacters"),
        leastWords: try comment.int("minWords"), stopPhrases: try comment.strings("stopPhrases"))
    }
    var companyFields: [Field<Company>] = []
    for name in try fields.strings("companyFields") {
      guard let field = Company.details.first(where: { $0.key == name }) else {
        let known = Company.details.map(\.key).joined(separator: ", ")
        throw fields.error(
          "companyFields", ru: "неизвестно '\(SafeText.visible(name))'; есть: \(known)",
          en: "'\(SafeText.visible(name))' is unknown; there are \(known)")
      }
      companyFields.append(field)
    }
    let stages = try fields.list("stages") { (item) throws(DocumentError) in
      try Stage(item, template: template)
    }
    self.init(
      id: PipelineID(try fields.string("id")), name: try fields.string("name"),
      currency: currency, allowSkip: try fields.bool("allowSkip"),
      allowBack: try fields.bool("allowBack"),
      matchNames: fields.value("matchNames") == nil ? true : try fields.bool("matchNames"),
      bounds: bounds, companyFields: companyFields,
      commentRule: commentRule, packages: try fields.strings("packages"),
      lossReasons: try fields.strings("lossReasons"),
      meetingActions: try fields.strings("meetingActions"), stages: stages,
      removed: try fields.list("removed", RemovedStage.init),
      silence: try fields.optionalInt("silence", in: Stage.days),
      oldest: try fields.optionalInt("oldest", in: Stage.days),
      isDescribed: try fields.bool("described"), isArchived: try fields.bool("archived"),
      cycle: try fields.object("cycle").map(SalesCycle.init) ?? SalesCycle(),
      automation: try fields.list("on", AutomationRule.init),
      requiresResult: try fields.bool("requireResult"),
      remindsClients: try fields.bool("remindClient"),
      amount: fields.value("amount") == nil
        ? .manual : try fields.choice("amount", Pipeline.Amount.self))
  }
}

extension SalesCycle {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(end: fields.value("end") == nil ? .won : try fields.choice("end", End.self))
    guard let text = try fields.optionalString("start") else { return }
    do throws(ValueError) {
      start = try Start(parsing: text)
    } catch {
      throw fields.error("start", ru: error.problem.ru, en: error.problem.en)
    }
  }
}

extension Stage {
  fileprivate init(
    _ fields: DocumentFields, template: (String) throws(DocumentError) -> ReportTemplate?
  ) throws(DocumentError) {
    let requirements = try fields.items("requires", StageRequirement.init)
    var report: ReportTemplate?
    if let id = try fields.optionalString("template") {
      report = try template(id)
      if report == nil {
        throw fields.error(
          "template", ru: "нет документа templates/\(SafeText.visible(id)).json",
          en: "there is no document templates/\(SafeText.visible(id)).json")
      }
    }
    self.init(
      id: StageID(try fields.string("id")), name: try fields.string("name"),
      kind: try fields.choice("kind", Kind.self), requires: requirements.map(\.id),
      own: requirements.compactMap(\.own),
      from: try fields.optionalString("from").map { StageID($0) }, template: report,
      description: try fields.optionalString("description"),
      probability: try fields.optionalInt("probability", in: 0...100),
      norm: try fields.optionalInt("norm", in: Stage.days),
      gap: try fields.optionalInt("gap", in: Stage.days),
      condition: fields.value("when") == nil ? nil : try fields.expression("when"),
      tasks: try fields.list("tasks", StageTask.init),
      owner: try fields.optionalString("owner").map { Login(stored: $0) },
      approval: fields.value("approval") == nil
        ? nil : try fields.choice("approval", Approver.self),
      goals: try fields.list("goals", StageGoal.init))
  }
}

extension RemovedStage {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: StageID(try fields.string("id")), name: try fields.string("name"),
      moveTo: try fields.optionalString("moveTo").map { StageID($0) })
  }
}

extension ReportTemplate {
  /// A template from its document.
  ///
  /// - Throws: `DocumentError` where it is none.
  package init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(bytes, noting: keys)
    self.init(
      id: try fields.string("id"),
      sections: try fields.list("sections") { (item) throws(DocumentError) in
        Section(
          id: try item.string("id"), title: try item.string("title"),
          isRequired: try item.bool("required"), choices: try item.strings("choices"))
      })
  }
}
