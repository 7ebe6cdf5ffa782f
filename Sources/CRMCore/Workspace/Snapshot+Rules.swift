package import CRMModel
import Synchronization

/// Whose eyes a command sees with: when it is given, and by whom.
package struct Viewpoint: Sendable {
  /// The moment, in the data directory's zone.
  package let clock: AuditClock
  /// Who `me` is.
  package let user: Login
  /// Who gives the command, where that is somebody else.
  package let login: Login

  /// A moment, a user, and who gives the command in his name.
  package init(clock: AuditClock, user: Login, enteredBy login: Login? = nil) {
    self.clock = clock
    self.user = user
    self.login = login ?? user
  }
}

/// The expressions and checks that a department made for itself (R38, R41, R43).
extension Snapshot {
  /// The department's own checks; none where it has made none.
  package func ownChecks() throws(CRMError) -> [OwnCheck] {
    try optional(DataDirectory.checksPath) { (bytes) throws(DocumentError) in
      try OwnCheck.all(bytes: bytes)
    } ?? []
  }

  /// The department's processes (R52), by id; a damaged one is told by whoever names it.
  package func processes() throws(CRMError) -> [SalesProcess] {
    var processes: [SalesProcess] = []
    for name in try names(in: DataDirectory.processesFolder) {
      let path = DataDirectory.processPath(name)
      let process = try optional(path) { (bytes) throws(DocumentError) in
        let process = try SalesProcess(bytes: bytes)
        guard process.id == name else { throw .isNotTheFilesName() }
        return process
      }
      if let process { processes.append(process) }
    }
    return processes
  }

  /// How typed values are read here and now.
  package func valueContext(_ viewpoint: Viewpoint) throws(CRMError) -> ValueContext {
    ValueContext(clock: viewpoint.clock, currency: try settings().currency)
  }

  /// The properties that the department's things have.
  package func schema(
    _ viewpoint: Viewpoint, knowing fields: CustomFields? = nil
  ) throws(CRMError) -> Schema {
    let deals = StoredDeals(self)
    let fields = if let fields { fields } else { try customFields() }
    var schema = Schema(
      fields: fields, people: try people(), context: try valueContext(viewpoint),
      standing: CompanyStanding(deals.of))
    let statuses = try settings().statuses
    guard !statuses.isEmpty else { return schema }
    let (companies, context) = (schema.companies, try expressions(viewpoint))
    // One that is mistaken holds nowhere; lint reports it.
    schema.standing.rules = statuses.compactMap { status in
      (try? status.condition.condition(in: companies, context)).map { (status, $0) }
    }
    return schema
  }

  /// The department's own fields, and behind them those that nobody defined: what imports and
  /// `--new-field` brought is a line of its name everywhere (R35).
  ///
  /// Cost: looks at every record.
  package func fieldsInUse() throws(CRMError) -> CustomFields {
    var fields = try customFields()
    let index = try index(Kind.documents)
    for kind in Kind.documents {
      var names: Set<String> = []
      for record in index.records(kind) { names.formUnion(record.ownFields.keys) }
      names.subtract(fields.of(kind).map(\.id))
      fields.all += names.sorted().map { .undefined($0, on: kind) }
    }
    index.forgetRecords()
    return fields
  }

  /// What is wrong with the expressions of statuses (R68).
  package func mistakes(
    in statuses: [ClientStatus], _ viewpoint: Viewpoint
  ) throws(CRMError) -> [(status: ClientStatus, error: ExpressionError)] {
    var schema = try schema(viewpoint)
    // No status asks for another.
    schema.standing.rules = []
    let (companies, context) = (schema.companies, try expressions(viewpoint))
    return statuses.compactMap { status in
      do throws(ExpressionError) {
        _ = try status.condition.condition(in: companies, context)
        return nil
      } catch { return (status, error) }
    }
  }

  /// What the words of expressions mean.
  package func expressions(_ viewpoint: Viewpoint) throws(CRMError) -> ExpressionContext {
    let names = ExpressionNames(
      pipelines: try sortedPipelines(), people: try people(), lists: try savedLists())
    return ExpressionContext(
      values: try valueContext(viewpoint), user: viewpoint.user, resolve: names.resolve)
  }

  /// What the department's expressions about deals mean, and its own checks; nothing where nobody
  /// looks on.
  package func rules() throws(CRMError) -> DealRules {
    if let cachedRules { return cachedRules }
    guard let viewpoint = try viewpoint() else { return .none }
    let rules = DealRules(
      try schema(viewpoint), try expressions(viewpoint), checks: try ownChecks(),
      invoiceDays: try settings().invoiceDays, processes: try processes())
    cachedRules = rules
    return rules
  }
}

extension Snapshot {
  /// What an action is told that is tried, to say what would refuse it, and never kept.
  package func trialContext(_ viewpoint: Viewpoint) throws(CRMError) -> ActionContext {
    ActionContext(
      now: viewpoint.clock.now, user: viewpoint.user, operation: OperationID(stored: 0),
      zone: viewpoint.clock.zone, settings: try settings(), taskKeySeed: 0)
  }

  /// What a pipeline's own requirements and rules mean, and the processes of a deal; nothing is read
  /// where there are none.
  package func rules(of pipeline: Pipeline, for deal: Deal? = nil) throws(CRMError) -> DealRules {
    let hasProcesses = deal?.tasks.contains { $0.process != nil } ?? false
    return pipeline.hasOwnRules || hasProcesses ? try rules() : .none
  }
}

/// The deals of companies as they were when the command began (R68), looked up once somebody asks: most
/// expressions never do, and a command with one deal opens no catalog for them.
private final class StoredDeals: Sendable {
  private let reader: StoreReader
  private let environment: WorkspaceEnvironment
  private let index: Mutex<RecordIndex?>

  init(_ snapshot: Snapshot) {
    (reader, environment) = (snapshot.reader, snapshot.environment)
    let isKnown = snapshot.catalog?.verified.contains(.deal) == true
    index = Mutex(isKnown ? try? snapshot.storedIndex([.deal]) : nil)
  }

  @Sendable func of(_ company: CompanyID) -> [any DealFacts] {
    let known = index.withLock { index in
      // What is damaged there is told by whoever reads it.
      let known =
        index ?? (try? Snapshot(reader, environment).storedIndex([.deal])) ?? RecordIndex(base: nil)
      index = known
      return known
    }
    return known.deals(of: company)
  }
}

/// What names in expressions stand for.
private struct ExpressionNames: Sendable {
  let pipelines: [Pipeline]
  let people: People
  let lists: SavedLists

  @Sendable func resolve(_ kind: ReferenceKind, _ word: String) -> ExpressionContext.Resolution {
    let wanted = Folding.fold(word)
    func isNamed(_ names: String...) -> Bool { names.contains { Folding.fold($0) == wanted } }
    switch kind {
    case .pipeline:
      return found(
        pipelines.filter { isNamed($0.id.text, $0.name) }.map(\.id.text),
        among: pipelines.flatMap { [$0.id.text, $0.name] })
    case .stage:
      let stages = pipelines.flatMap { pipeline in
        pipeline.stages.filter { isNamed($0.id.text, $0.name) }
          .map { DealSubject.stageKey(pipeline.id, $0.id) }
      }
      return found(
        stages, among: pipelines.flatMap(\.stages).flatMap { [$0.id.text, $0.name] })
    case .user:
      // Without users, anybody may be somebody (R38).
      guard !people.isEmpty else { return .ids([word]) }
      return found(
        people.users.map(\.login.text).filter { $0 == word }, among: people.users.map(\.login.text))
    case .department:
      let ids = people.departments.filter { isNamed($0.id.text, $0.name) }.map(\.id)
      let below = people.departments.filter { department in
        people.line(of: department.id).contains(where: ids.contains)
      }
      return found(
        below.map(\.id.text), among: people.departments.flatMap { [$0.id.text, $0.name] })
    // Compared by id and name alike, so nothing need be looked up.
    case .company: return .ids([word])
    case .list(let kind):
      guard let list = lists.list(named: word), list.kind == kind else {
        return .unknown(known: lists.lists.filter { $0.kind == kind }.map(\.name))
      }
      return .list(list.expression)
    }
  }

  private func found(_ ids: [String], among known: [String]) -> ExpressionContext.Resolution {
    ids.isEmpty ? .unknown(known: Set(known).sorted()) : .ids(Set(ids))
  }
}

extension Transaction {
  /// Whose eyes the command sees with.
  package var ownViewpoint: Viewpoint {
    Viewpoint(
      clock: AuditClock(now: context.now, zone: context.zone), user: context.user,
      enteredBy: context.actor)
  }

  /// How the command reads typed values.
  package func valueContext() throws(CRMError) -> ValueContext {
    try valueContext(ownViewpoint)
  }

  /// Refuses fields of the department's own with which its requirements, stages, rules or checks would ask
  /// for what there is no more (R35), with the commands that stop asking.
  package func requireStillUnderstood(_ fields: CustomFields) throws(CRMError) {
    let now = try rules()
    let then = DealRules(
      try schema(ownViewpoint, knowing: fields), try expressions(ownViewpoint), checks: now.checks,
      processes: now.processes)
    func breaks(_ expression: Expression?) -> Bool {
      expression.map { now.mistake(in: $0) == nil && then.mistake(in: $0) != nil } ?? false
    }
    let actions = try settings().actionNames
    var remedies: [Remedy] = []
    for pipeline in try sortedPipelines() {
      func mistakes(_ rules: DealRules) -> Set<String> {
        Set(
          PipelineLint.problems(of: pipeline, taskActions: actions, rules: rules)
            .filter { $0.severity == .error }.map(\.place))
      }
      let lost = mistakes(then).subtracting(mistakes(now))
      for stage in pipeline.stages {
        let edit = Remedy("stage", "edit", pipeline.id.text, stage.id.text)
        if breaks(stage.condition) { remedies.append(edit.adding("--when", "")) }
        remedies += stage.own.filter { breaks($0.condition) }
          .map { edit.adding("--unrequire", $0.id.rawValue) }
      }
      // What sets it going and what it does name fields too (R48).
      remedies += pipeline.automation.enumerated()
        .filter { rule in lost.contains { $0.hasPrefix("on[\(rule.offset)].") } }
        .map { Remedy("pipeline", "edit", pipeline.id.text, "--unrule", $0.element.id) }
    }
    func isSound(_ check: OwnCheck, _ rules: DealRules) -> Bool {
      rules.mistake(in: check) == nil && rules.unknownName(in: check) == nil
    }
    remedies += now.checks.filter { isSound($0, now) && !isSound($0, then) }
      .map { Remedy("check", "remove", $0.id.rawValue) }
    guard !remedies.isEmpty else { return }
    throw .refused(
      Refusal(
        "R35",
        Phrase(
          ru: "без этого поля не понять условий отдела, их \(remedies.count)",
          en: "without that field conditions of the department mean nothing: \(remedies.count)"),
        remedies: remedies))
  }

  /// Keeps the department's own fields.
  package func put(_ fields: CustomFields) throws(CRMError) {
    let path = DataDirectory.fieldsPath
    try put(fields.json(over: document(at: path) ?? JSONObject()), at: path)
  }

  /// Keeps the department's own checks.
  package func put(_ checks: [OwnCheck]) throws(CRMError) {
    let path = DataDirectory.checksPath
    var object = try document(at: path) ?? JSONObject()
    object["schema"] = .number(JSONNumber(DocumentVersion.current))
    object["checks"] = .array(checks.map { .object($0.json) })
    try put(object, at: path)
  }

  /// Takes the values of a field out of every record, or gives them another name of their
  /// dictionary (R35).
  package func changeValues(
    of field: CustomField, _ change: (Value) -> Value?
  ) throws(CRMError) {
    for place in try documents(with: field) {
      guard let document = try document(at: place) else { continue }
      try changeValue(of: field, in: document, change)
    }
  }

  private func changeValue<Kind: Document>(
    of field: CustomField, in entity: Kind, _ change: (Value) -> Value?
  ) throws(CRMError) {
    guard let old = entity.fields[field.id] else { return }
    var changed = entity
    changed.change(fields: [field.id: change(old)], in: context)
    try keep(changed)
  }
}

extension Snapshot {
  /// How many records have a value of a field.
  package func count(valuesOf field: CustomField) throws(CRMError) -> Int {
    try documents(with: field).count
  }

  /// The documents that have a value of a field.
  fileprivate func documents(with field: CustomField) throws(CRMError) -> [DocumentPlace] {
    try index([field.on]).records(field.on).filter { $0.ownFields[field.id] != nil }.map(\.place)
  }
}
