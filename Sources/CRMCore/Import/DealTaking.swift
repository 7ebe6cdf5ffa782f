import CRMModel

/// Rows of a table on their way into deals: by the ordinary actions, with a lenient context (R112, R113).
///
/// A class, because whoever copies an import's state would copy its tables.
final class DealTaking {
  typealias Fact = CardColumns<Deal>.Fact
  let transaction: Transaction
  let cards: ImportCards
  let steps: DealSteps
  private let companies: ImportKeys<Company>
  private let format: ImportFormat
  /// Deals by company, name and pipeline, for tables without ids.
  private var known: [String: DealID] = [:]
  private var contacts: [CompanyID: [ContactID]] = [:]
  private var reading: Reading?

  /// What a row says of whose its deal is and where it stands.
  struct Reading {
    fileprivate let line: Int
    let client: ClientValues
    let place: ImportResolution.Place?
    /// Whom the row names, and who looks after a new client.
    let manager: (named: Login?, ofClient: Login)
    /// The client, where it is known.
    let company: CompanyID?
  }

  init(
    _ transaction: Transaction, _ index: RecordIndex, _ format: ImportFormat
  ) throws(CRMError) {
    self.transaction = transaction
    self.format = format
    cards = ImportCards(transaction, index, of: format.id)
    steps = DealSteps(transaction, cards)
    companies = ImportKeys(format.id, index.companies.map(\.record.company))
    _ = try transaction.pipelines()
    for deal in index.deals where !deal.isDeleted {
      known[Self.key(deal.company, deal.name, deal.pipeline)] = deal.id
    }
    for contact in index.contacts.sorted(by: { $0.isOlder(than: $1) }) {
      contacts[contact.record.contact.company, default: []].append(contact.id)
    }
  }

  private static func key(_ company: CompanyID, _ name: String, _ pipeline: PipelineID) -> String {
    "\(company.text)/\(pipeline.text)/\(Folding.fold(name))"
  }

  var pipelines: [PipelineID: Pipeline] { steps.pipelines }

  // MARK: What a row names

  /// What a row says of the client.
  func cells(_ row: CardRow<Deal>) -> ExportCells {
    var cells = row.client
    (cells[.company], cells[.companyId], cells[.name]) = (
      row[.company], row[.companyId], row[.name]
    )
    return cells
  }

  /// The same understood: numbers and addresses are the company's where nobody is named there.
  func client(_ cells: ExportCells) -> ClientValues {
    let client = ClientValues(cells)
    guard client.contact == nil else { return client }
    var cells = cells
    for (own, columns) in ExportColumn.reach {
      let texts = ([own] + columns).compactMap { cells[$0] }
      for column in columns { cells[column] = nil }
      cells[own] = texts.isEmpty ? nil : texts.joined(separator: ", ")
    }
    return ClientValues(cells)
  }

  /// A row understood, once: several questions are asked of each.
  func read(
    _ row: CardRow<Deal>, _ resolution: ImportResolution
  ) throws(CRMError) -> Reading {
    if let reading, reading.line == row.line { return reading }
    let (context, place) = (transaction.context, place(row, resolution))
    let (client, named) = (client(cells(row)), try login(row[.manager], resolution))
    let manager = named ?? place.flatMap { context.settings.responsible[$0.pipeline] }
    let looksAfter = manager ?? context.user
    let new = Reading(
      line: row.line, client: client, place: place, manager: (named, looksAfter),
      company: try company(row, client, looksAfter))
    reading = new
    return new
  }

  private func company(
    _ row: CardRow<Deal>, _ client: ClientValues, _ manager: Login
  ) throws(CRMError) -> CompanyID? {
    if let text = row[.companyId] {
      if let id = CompanyID(text), try transaction.find(id) != nil { return id }
      if let id = companies[text] { return id }
    }
    if let id = try cards.known(client, manager) { return id }
    // A deal that names nobody is its own client.
    return client.kind == .deal ? row[.name].flatMap { cards.company(named: $0) } : nil
  }

  /// The only pipeline, where nothing is said.
  private func pipelineName(_ row: CardRow<Deal>) -> String {
    if let name = row[.pipeline] { return name }
    return pipelines.count == 1 ? pipelines.keys.first?.text ?? "" : NewPipeline.usualName
  }

  /// How a deal ended, by its state or by what its stage is called.
  private func closing(_ row: CardRow<Deal>) -> Stage.Kind? {
    switch state(row) {
    case .won: .won
    case .lost: .lost
    case .open, .pending, .deleted, nil: row[.stage].flatMap(format.closing)
    }
  }

  private func state(_ row: CardRow<Deal>) -> DealState? {
    guard let words = row[.state].map(ListText.parts(of:)), let word = words.last else {
      return nil
    }
    return DealState.allCases.first { state in
      [state.rawValue, state.name.ru, state.name.en].contains {
        Folding.fold($0) == Folding.fold(word)
      }
    }
  }

  /// Where a row says that the deal stands, by ids; `nil` where these are none of here.
  private func place(_ row: CardRow<Deal>) -> ImportResolution.Place? {
    guard let id = row[.pipelineId].map({ PipelineID($0) }), let pipeline = pipelines[id],
      let key = row[.stageId], let slash = key.lastIndex(of: "/")
    else { return nil }
    let stage = StageID(String(key[key.index(after: slash)...]))
    return pipeline.stage(stage) == nil ? nil : .init(pipeline: id, stage: stage)
  }

  /// The names that a row needs; whether its deal is here says who knows the export's ids.
  func need(_ row: CardRow<Deal>, _ names: inout ImportNames, isHere: (String) -> Bool) {
    guard place(row) == nil else { return }
    if let stage = row[.stage] {
      names.need(stage: stage, closing: closing(row), of: pipelineName(row))
    } else if !(row[.id].map(isHere) ?? false) {
      let known = try? candidates(row, ImportResolution())
      // Nothing that was understood without names counts.
      reading = nil
      if known?.isEmpty ?? true { names.need(pipeline: pipelineName(row)) }
    }
  }

  private func place(
    _ row: CardRow<Deal>, _ resolution: ImportResolution
  ) -> ImportResolution.Place? {
    if let place = place(row) { return place }
    return resolution.place(pipeline: pipelineName(row), stage: row[.stage])
  }

  /// A row with the closing date of an open deal, which is one that is expected, kept under its name.
  func settle(
    _ row: CardRow<Deal>, _ columns: CardColumns<Deal>, _ resolution: ImportResolution
  ) throws(CRMError) -> CardRow<Deal> {
    guard row[.closedAt] != nil, let place = try read(row, resolution).place,
      steps.kind(at: place) == .open
    else { return row }
    var row = row
    row.keep(.closedAt, under: columns.title(.fact(.closedAt)))
    return row
  }

  private func login(
    _ text: String?, _ resolution: ImportResolution
  ) throws(CRMError) -> Login? {
    guard let text else { return nil }
    if let login = resolution.login(text) { return login }
    do throws(ValueError) { return try Login(parsing: text) } catch { throw .usage(error.problem) }
  }

  func fields(_ row: CardRow<Deal>) throws(CRMError) -> DealFields {
    var fields = DealFields()
    fields.package = row[.package]
    fields.lossReason = row[.lostReason]
    if let line = row[.spokeWith] {
      let parts = line.split(separator: ",", maxSplits: 1).map { String($0).trimmingBlanks() }
      (fields.spokeWith, fields.position) = (parts.first, parts.count > 1 ? parts[1] : nil)
    }
    if let text = row[.endDate] {
      do throws(ValueError) { fields.endDate = try Day(parsing: text) } catch {
        throw .usage(error.problem)
      }
    }
    return fields
  }

  func budget(_ merge: CardMerge<Deal>, _ usual: Currency) throws(CRMError) -> Money? {
    guard let text = merge.row[.budget] else { return nil }
    let named = merge.row[.currency].flatMap(Currency.init(namedIn:)) ?? Currency(namedIn: text)
    let head = ImportFormat.currency(inTitle: merge.columns.title(.fact(.budget)))
    do throws(ValueError) {
      return try Money.parse(text, currency: named ?? head ?? usual)
    } catch {
      throw .usage(Phrase(of: merge.columns.title(.fact(.budget)), error.problem))
    }
  }

  // MARK: New deals

  /// The deals that a row may be of.
  func candidates(
    _ row: CardRow<Deal>, _ resolution: ImportResolution
  ) throws(CRMError) -> [(id: DealID, isSure: Bool)] {
    let reading = try read(row, resolution)
    guard let company = reading.company,
      let name = row[.name] ?? row[.company] ?? reading.client.contact
    else { return [] }
    let pipelines =
      place(row).map { [$0.pipeline] } ?? self.pipelines.keys.sorted { $0.text < $1.text }
    return pipelines.compactMap { known[Self.key(company, name, $0)] }.map { ($0, true) }
  }

  /// Knows a deal from now on.
  func note(_ deal: Deal) { known[Self.key(deal.company, deal.name, deal.pipeline)] = deal.id }

  /// A new deal, with the company that it may need; of a row that is refused neither is made.
  func make(
    _ blank: Deal, _ edit: CardEdit<Deal>, _ merge: CardMerge<Deal>, at created: Instant,
    by author: Login?
  ) throws(CRMError) -> Deal {
    try cards.keeping { () throws(CRMError) in
      try made(blank, edit, merge, at: created, by: author)
    }.card
  }

  /// A new deal: made at the stage where it stands, or at the first one and closed.
  private func made(
    _ blank: Deal, _ edit: CardEdit<Deal>, _ merge: CardMerge<Deal>, at created: Instant,
    by author: Login?
  ) throws(CRMError) -> Deal {
    let row = merge.row
    let reading = try read(row, merge.resolution)
    guard let place = reading.place, let pipeline = pipelines[place.pipeline] else {
      throw CRMError(RowProblem(ru: "нет этапа", en: "there is no stage"))
    }
    let (client, found, manager) = (reading.client, reading.company, reading.manager.ofClient)
    guard found != nil || client.kind != .deal || row[.name] != nil else {
      throw .usage(Kind.company.missing)
    }
    let id =
      if let found {
        found
      } else if client.kind == .deal {
        try cards.makeCompany(named: client.name, manager)
      } else {
        try cards.company(of: client, manager: manager)
      }
    var merging = RowMerging(merge.rule, isKnown: false)
    var (people, left) = try cards.take(client, imported: nil, at: id, &merging)
    for id in people.isEmpty ? contacts[id] ?? [] : [] { people.append(try transaction.get(id)) }
    var add = AddDeal(id: blank.id)
    add.name = row[.name]
    add.manager = reading.manager.named
    add.budget = try budget(merge, pipeline.currency)
    add.card = edit
    let cells = client.fields.merging(left) { old, _ in old }
    add.card.own.merge(cells.mapValues { .some(.text($0)) }) { old, _ in old }
    add.hasBought = edit.value(of: .isRepeat) == .flag(true)
    add.at = created
    let fields = try fields(row)
    var deal = try steps.make(
      add, of: id, people, at: place, closing: (try merge.moment(.closedAt), fields), by: author)
    if steps.kind(of: deal) == .open, fields.package != nil || fields.endDate != nil {
      var change = EditDeal()
      (change.fields.package, change.fields.endDate) = (fields.package, fields.endDate)
      try steps.apply(change, to: &deal)
    }
    if state(row) == .deleted {
      try steps.apply(DeleteDeal(reason: row[.state]), to: &deal)
    }
    return deal
  }
}

extension CardIdentity<Deal> {
  /// What rows say.
  static var shape: CardColumns<Deal>.Shape {
    .init(
      needed: [.fact(.company), .fact(.companyId), .client(.contact)],
      facts: CardColumns<Deal>.Fact.allCases.filter {
        ![.lastName, .firstName, .patronymic, .price].contains($0)
      }, client: ClientValues.columns)
  }

  init(_ rows: DealTaking, _ context: ActionContext) {
    self.init(
      blank: { id in
        Deal(
          id: id, name: "", company: Identifier(stored: 0), pipeline: PipelineID(""),
          stage: StageID(""), manager: context.user, author: context.user)
      },
      candidates: rows.candidates, name: { $0[.fact(.name)] }, make: rows.make, change: rows.change,
      note: rows.note, settle: rows.settle, facts: DealTaking.facts)
  }
}

extension ContactFacts {
  /// Whether it was made before another one.
  fileprivate func isOlder(than other: any ContactFacts) -> Bool {
    (record.createdAt ?? .first, id) < (other.record.createdAt ?? .first, other.id)
  }
}
