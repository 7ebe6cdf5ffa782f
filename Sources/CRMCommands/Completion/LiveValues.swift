import CRMCore
import CRMModel
import CommandLineKit

/// The values that fit the place where the line is completed.
struct LiveValues {
  let session: Session
  let line: PartialLine<GlobalOptions, any Runnable>
  let typed: TypedStart
  /// Whose records come first; `nil` where nobody is known.
  let me: NameKey?

  init(
    session: Session, line: PartialLine<GlobalOptions, any Runnable>, typed: TypedStart
  ) {
    self.session = session
    self.line = line
    self.typed = typed
    me = (try? session.user())?.key
  }

  /// The values of a kind that may be meant, each fit for a shell.
  func all(_ kind: LiveKind) throws(CRMError) -> [LiveValue] {
    switch kind {
    case .scenario: offered(Scenario.all.map { [LiveValue($0.name)] })
    case .field: fields(line.action?.prints.fields)
    case .order: fields(line.action?.prints.sortable)
    case .format: formats()
    case .requirement: offered(Requirement.ID.builtIn.map { [LiveValue($0.rawValue)] })
    case .due: times(Self.dueTimes)
    case .past: times(Self.pastTimes)
    case .timeZone: zones()
    case .right: offered(RoleRights.names.map { [LiveValue($0 + "=")] })
    case .deal, .anyDeal, .deletedDeal, .company, .contact, .lead, .product, .paper, .task,
      .pipeline, .stage,
      .nextStage, .user, .department, .role, .action, .package, .lossReason, .section, .tag, .check,
      .customField, .ownField, .ownCheck, .text, .process, .list, .savedList, .operation:
      try session.read { (snapshot) throws(CRMError) in try stored(kind, snapshot) }
    }
  }

  private func stored(_ kind: LiveKind, _ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    switch kind {
    case .deal: try deals(snapshot, withDeleted: false) { !$0.isDeleted }
    case .anyDeal: try deals(snapshot, withDeleted: true) { _ in true }
    case .deletedDeal: try deals(snapshot, withDeleted: true, where: \.isDeleted)
    case .company: try companies(snapshot)
    case .contact: try contacts(snapshot)
    case .lead: try records(snapshot, LeadForm.self)
    case .product: try records(snapshot, ProductForm.self)
    case .paper: try records(snapshot, PaperForm.self)
    case .task: try tasks(snapshot)
    case .user: try users(snapshot)
    case .department:
      offered(try snapshot.people().departments.map { named($0.id.text, $0.name) })
    case .role:
      offered(
        try snapshot.people().allRoles.map { named($0.role.id, $0.name[session.language]) })
    case .tag: try tags(snapshot)
    case .check:
      offered(
        (AuditCheck.ID.builtIn + (try snapshot.ownChecks().map(\.id))).map {
          [LiveValue($0.rawValue)]
        })
    case .ownField:
      offered(try snapshot.customFields().all.map { named($0.id, $0.name) })
    case .ownCheck:
      offered(try snapshot.ownChecks().map { [LiveValue($0.id.rawValue, $0.words)] })
    case .customField:
      offered(try snapshot.customFields().all.map { [LiveValue($0.id + "=", $0.name)] })
    case .pipeline:
      offered(try snapshot.sortedPipelines().map { named($0.id.text, $0.name) })
    case .stage:
      offered(try pipelines(snapshot).flatMap(\.stages).map { named($0.id.text, $0.name) })
    case .nextStage: offered(try nextStages(snapshot).map { named($0.id.text, $0.name) })
    case .action: offered(try snapshot.settings().actionNames.map { [LiveValue($0)] })
    case .package: offered(try pipelines(snapshot).flatMap(\.packages).map { [LiveValue($0)] })
    case .lossReason:
      offered(try pipelines(snapshot).flatMap(\.lossReasons).map { [LiveValue($0)] })
    case .text: offered(try snapshot.textNames().map { [LiveValue($0)] })
    case .process: offered(try snapshot.processes().map { named($0.id, $0.name) })
    case .list:
      offered(
        BuiltInList.allCases.map { named($0.rawValue, $0.title(session.language)) }
          + (try snapshot.savedLists().lists.map { [LiveValue($0.name)] }))
    case .savedList: offered(try snapshot.savedLists().lists.map { [LiveValue($0.name)] })
    case .operation: try operations(snapshot)
    case .section: sections(of: try pipelines(snapshot))
    case .scenario, .field, .order, .format, .due, .past, .timeZone, .requirement, .right: []
    }
  }

  /// Of each thing the first spelling that may be meant.
  func offered(_ things: [[LiveValue]]) -> [LiveValue] {
    typed.offered(things.compactMap(typed.first))
  }

  /// Things that have a short id to type and a name to read; either will do.
  private func named(_ id: String, _ name: String) -> [LiveValue] {
    [LiveValue(id, name), LiveValue(name, id)]
  }

  /// The report sections that the line has not filled in yet.
  private func sections(of pipelines: [Pipeline]) -> [LiveValue] {
    let filled = line.values.filter { $0.parameter.value?.completion == .live("section") }
      .map { $0.word.prefix { $0 != "=" } }
    let sections = pipelines.flatMap(\.stages).compactMap(\.template).flatMap(\.sections)
    return offered(
      sections.filter { !filled.contains($0.id[...]) }.map { [LiveValue($0.id + "=", $0.title)] })
  }

  /// The forms of what the line's command prints; those of reports only where it makes one.
  private func formats() -> [LiveValue] {
    let prints = line.action?.prints ?? .text
    return offered(
      FormatChoice.allCases.filter(prints.has).map {
        [LiveValue($0.rawValue, $0.meaning[session.language])]
      })
  }

  // MARK: What the line says already

  /// The pipeline that the line is about, else all.
  private func pipelines(_ snapshot: Snapshot) throws(CRMError) -> [Pipeline] {
    // A deal can be moved to a stage of another pipeline (R45).
    if let name = line.word(ofKind: "pipeline"),
      let pipeline = try? snapshot.pipeline(named: name)
    {
      return [pipeline]
    }
    if let deal = deal(snapshot) { return [try snapshot.pipeline(deal.pipeline)] }
    return try snapshot.sortedPipelines()
  }

  /// The stages of the pipelines that the line is about; of the deal's pipeline first those that follow
  /// where the deal is.
  private func nextStages(_ snapshot: Snapshot) throws(CRMError) -> [Stage] {
    let stages = try pipelines(snapshot).flatMap(\.stages)
    guard let deal = deal(snapshot), let place = stages.firstIndex(where: { $0.id == deal.stage })
    else { return stages }
    return Array(stages[(place + 1)...] + stages[...place])
  }

  /// The deal that the line names; `nil` for none, or for one that cannot be found.
  func deal(_ snapshot: Snapshot) -> Deal? {
    if let reference = line.word(ofKind: "deal", "any-deal", "deleted-deal") {
      return try? snapshot.deal(reference, includingDeleted: true)
    }
    return line.word(ofKind: "task").flatMap { try? snapshot.task($0).deal }
  }
}
