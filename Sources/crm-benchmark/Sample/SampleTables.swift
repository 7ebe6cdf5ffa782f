import CRMCore
import CRMModel

/// Writes the sample's rows into a script for `sqlite3`.
struct SampleTables {
  private var file: ScriptFile
  private let pipelines: [PipelineID: Pipeline]
  private var companies: Int64 = 0
  private var deals: Int64 = 0

  init(_ path: String, pipelines: [Pipeline]) throws {
    file = try ScriptFile(path)
    self.pipelines = Dictionary(keepingFirst: pipelines.map { ($0.id, $0) })
    try file.append(SQLSchema.tables + "BEGIN;\n")
    for pipeline in pipelines { try insert(pipeline) }
  }

  mutating func finish() throws {
    try file.append("COMMIT;\n" + SQLSchema.indexes)
    try file.flush()
  }

  private mutating func insert(_ pipeline: Pipeline) throws {
    for (position, stage) in pipeline.stages.enumerated() {
      func asks(_ requirement: Requirement.ID) -> ScriptFile.Value {
        .flag(stage.kind == .open && pipeline.demands(requirement, by: stage.id))
      }
      try file.insert(
        into: "stage", .text(pipeline.id.text), .text(stage.id.text), .number(position),
        .text(stage.kind.rawValue), .text(stage.name), asks(.decisionMaker), asks(.companyCard),
        asks(.budget), asks(.budgetBounds), .integer(pipeline.bounds.least?.minorUnits),
        .integer(pipeline.bounds.most?.minorUnits))
    }
  }

  mutating func insert(_ company: Company) throws {
    companies += 1
    try file.insert(
      into: "company", .integer(companies), .text(company.id.text), .text(company.name),
      key(company.name), .text(company.manager.text), .text(company.phone?.display),
      .text(company.address), .text(company.city), .text(company.createdAt?.text))
  }

  mutating func insert(_ sale: SampleSale) throws {
    try insert(sale.company)
    let contact = sale.contact
    try file.insert(
      into: "contact", .integer(companies), .text(contact.id.text), .integer(companies),
      .text(contact.name), .text(contact.position), .text(contact.phone?.display),
      .text(contact.email?.text), .text(contact.role.rawValue),
      .number(Int(contact.gaps.rawValue)))
    let first = deals + 1
    for deal in sale.deals {
      deals += 1
      try insert(deal, chain: deal.chain == nil ? nil : first)
    }
  }

  private mutating func insert(_ deal: Deal, chain: Int64?) throws {
    let record = DealRecord(deal, pipeline: pipelines[deal.pipeline])
    let row = ScriptFile.Value.integer(deals)
    try file.insert(
      into: "deal", row, .text(deal.id.text), .text(deal.name), .text(Folding.fold(deal.name)),
      key(deal.name), .integer(companies), .text(deal.pipeline.text), .text(deal.stage.text),
      .text(record.kind.rawValue), .text(deal.manager.text), .text(deal.author.text),
      .integer(deal.budget?.minorUnits), .text("RUB"), .text(deal.package),
      .text(deal.endDate?.text), .text(deal.lostReason), .text(deal.spokeWith?.name),
      .text(deal.spokeWith?.position), .integer(chain),
      .integer(deal.chain.map { Int64($0.part) }), .integer(deal.chain?.total.minorUnits),
      .number(record.revision), .text(record.createdAt?.text), .text(record.updatedAt?.text),
      .text(record.stageEnteredAt?.text), .text(record.noTaskSince?.text),
      .text(record.noNextReason), .text(nil))
    for link in deal.contacts {
      try file.insert(
        into: "deal_contact", row, .integer(companies), .text(link.role.rawValue))
    }
    for task in deal.tasks { try insert(task, row) }
    for event in deal.history { try insert(event, row) }
    for shortfall in record.shortfalls { try insert(shortfall, row, of: deal) }
  }

  private mutating func insert(_ task: Task, _ deal: ScriptFile.Value) throws {
    try file.insert(
      into: "task", deal, .number(task.number), .text(task.kind.rawValue), .text(task.action),
      .text(task.text), .text(task.assignee.text), .text(task.due.text),
      .text(task.state.rawValue), .text(task.result), .text(task.createdAt.text),
      .text(task.doneAt?.text))
  }

  private mutating func insert(_ event: Event, _ deal: ScriptFile.Value) throws {
    let json = event.json
    var detail: JSONValue?
    if case .commented(let comment) = event.kind {
      try file.insert(
        into: "comment", deal, .text(event.at.text), .text(event.by.text),
        .text(comment.stage.text), .text(comment.text), .text(text(of: json["report"])))
    } else {
      var rest = JSONObject()
      for member in json.members where !["at", "by", "operation", "event"].contains(member.key) {
        rest[member.key] = member.value
      }
      detail = .object(rest)
    }
    try file.insert(
      into: "event", deal, .text(event.at.text), .text(event.by.text),
      .text(event.operation.text), .text(json["event"]?.string), .text(text(of: detail)))
  }

  private mutating func insert(
    _ shortfall: StageShortfall, _ row: ScriptFile.Value, of deal: Deal
  ) throws {
    var titles: String?
    let problem: String
    switch shortfall.problem {
    case .commentMissing: problem = "missing"
    case .commentThin: problem = "thin"
    case .reportMissing(let sections):
      problem = "report"
      let template = pipelines[deal.pipeline]?.stage(shortfall.stage)?.template
      titles = sections.map { id in
        template?.sections.first { $0.id == id }?.title ?? id
      }.joined(separator: ", ")
    }
    try file.insert(
      into: "shortfall", row, .text(shortfall.stage.text), .text(problem), .text(titles))
  }

  private func key(_ name: String) -> ScriptFile.Value {
    .integer(Int64(bitPattern: NameKey.withoutSuffixes(name).bits))
  }

  private func text(of value: JSONValue?) -> String? {
    value.map { String(decoding: JSONWriter.bytes(of: $0, style: .compact), as: UTF8.self) }
  }
}
