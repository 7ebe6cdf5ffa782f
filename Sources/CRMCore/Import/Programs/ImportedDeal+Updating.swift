import CRMModel

extension ImportedDeal {
  /// The deal with what the row says anew; each change is an action's, and recorded.
  ///
  /// What was changed here since the last import stays, and is told (R114).
  mutating func update(_ before: Deal, _ cards: ImportCards) throws(CRMError) -> Deal {
    var deal = before
    let left = try changeClient(of: &deal, cards)
    let client = try cards.company(deal.company)
    var edit = EditDeal()
    if takes(.name, .init(new: values.name, old: imported?.name, here: deal.name) { $0 }, of: deal)
    {
      edit.fields.name = values.name
    }
    try apply(edit, to: &deal, of: client)
    try changeManager(of: &deal, client)
    try changePlace(of: &deal, client)
    edit = EditDeal()
    if let sum = try? budget(of: values, deal.pipeline) {
      let old = try? budget(of: imported, deal.pipeline)
      if takes(.budget, .init(new: sum, old: old, here: deal.budget, text: \.decimalText), of: deal)
      {
        edit.fields.budget = sum
      }
    }
    if pipelines[deal.pipeline]?.kind(of: deal.stage) == .lost {
      let old = imported?.lossReason.flatMap { lossReason($0, in: deal.pipeline) }
      let new = lossReason(in: deal.pipeline)
      if takes(.lossReason, .init(new: new, old: old, here: deal.lostReason) { $0 }, of: deal)
        || deal.lostReason == nil
      {
        edit.fields.lossReason = new
      }
    }
    try apply(edit, to: &deal, of: client)
    tell(.createdAt, values.created, before.createdAt, of: deal)
    if deal.lastStageChange == before.lastStageChange,
      pipelines[deal.pipeline]?.kind(of: deal.stage) != .open
    {
      tell(.closedAt, values.closed, deal.stageEnteredAt, of: deal)
    }
    try changeTask(of: &deal, client)
    try changeFields(of: &deal, left, client)
    deal.imported.merge(row.memory.filter { !merging.open.contains($0.key) }) { _, new in new }
    return deal
  }

  private mutating func takes<Value: Equatable>(
    _ column: ExportColumn, _ sides: RowMerging.Sides<Value>, of deal: Deal
  ) -> Bool {
    merging.takes(sides, of: deal, column.title, memory: column.key)
  }

  /// Tells where the row says anew and otherwise when something was.
  private mutating func tell(
    _ column: ExportColumn, _ there: ClosedRange<Instant>?, _ here: Instant?, of deal: Deal
  ) {
    guard let text = row.cells[column], text != deal.imported[column.key], let there, let here,
      !there.contains(here)
    else { return }
    merging.tell(
      text, context.zone.local(of: here).shortText, of: deal, column.title, memory: column.key,
      isLasting: true)
  }

  private mutating func changeManager(
    of deal: inout Deal, _ client: Company
  ) throws(CRMError) {
    guard let new = resolution.login(values.manager), values.manager != imported?.manager else {
      return
    }
    let old = resolution.login(imported?.manager)
    let sides = RowMerging.Sides(
      new: new, old: old, here: deal.manager, isOldKnown: old != nil, text: \.text)
    guard takes(.manager, sides, of: deal) else { return }
    try apply(HandOverDeal(to: new, reason: nil), to: &deal, of: client)
  }

  /// Puts the task off that the deal has, or sets one: what the row says is when the next one is due.
  private mutating func changeTask(of deal: inout Deal, _ client: Company) throws(CRMError) {
    guard let next = nextTask, let due = next.due, due != imported?.nextTask,
      pipelines[deal.pipeline]?.kind(of: deal.stage) == .open
    else { return }
    let task = deal.openTasks.first
    let zone = context.zone
    let sides = RowMerging.Sides(new: due, old: imported?.nextTask, here: task?.due) {
      zone.local(of: $0).shortText
    }
    guard takes(.nextTask, sides, of: deal) else { return }
    guard let task else { return try apply(SetTask(next), to: &deal, of: client) }
    var move = RescheduleTask(task.number)
    (move.due, move.reason) = (due, row.system)
    try apply(move, to: &deal, of: client)
  }

  /// Gives the deal the cells for which there is no better place, and the notes.
  private mutating func changeFields(
    of deal: inout Deal, _ cells: [String: String], _ client: Company
  ) throws(CRMError) {
    var left = cells
    // Who made it is history, and that is never changed.
    if let text = row.cells[.author], let old = deal.imported[ExportColumn.author.key], text != old
    {
      left[ExportColumn.author.title] = text
    }
    let isOpen = (pipelines[deal.pipeline]?.kind(of: deal.stage) ?? .open) == .open
    left.merge(fieldsOfClosing(isOpen: isOpen, deal.lostReason)) { old, _ in old }
    var edit = EditDeal()
    for (name, text) in left.sorted(by: { $0.key < $1.key })
    where deal.fields[name] != .text(text) && imported?.fields[name] != text
      && deal.imported[CustomField.key(of: name)] != text
    {
      if takesField(name, text, of: deal) { edit.fields.card.own[name] = .some(.text(text)) }
    }
    changeTags(of: deal, &edit)
    if edit.fields != DealFields() { try apply(edit, to: &deal, of: client) }
    try addNotes(to: &deal, of: client)
  }

  /// Adds the labels that the row has anew and takes away those that it has no more; what was labelled here
  /// meanwhile stays.
  private func changeTags(of deal: Deal, _ edit: inout EditDeal) {
    let here = Field<Deal>.tags.get(deal)?.elements.map(\.text) ?? []
    let old = Set(imported?.tags ?? [])
    for tag in values.tags where !old.contains(tag) && !here.contains(tag) {
      edit.fields.card.add(tag, to: .tags)
    }
    for tag in old.subtracting(values.tags).intersection(here).sorted() {
      edit.fields.card.remove(tag, from: .tags)
    }
  }

  /// Whether a custom field takes what a column says: one of its own, or a known one for which there is no
  /// better place.
  private mutating func takesField(_ name: String, _ text: String, of deal: Deal) -> Bool {
    let key = CustomField.key(of: name)
    let old = deal.imported[key] ?? imported?.fields[name]
    return merging.takes(
      .init(new: text, old: old, here: deal.fields[name]?.text, isOldKnown: old != nil) { $0 },
      of: deal, name, memory: ExportColumn.allCases.first { $0.title == name }?.key ?? key)
  }

  /// Makes the deal the client's whom the row names.
  ///
  /// - Returns: The cells for which there is no better place than the deal's own fields.
  private mutating func changeClient(
    of deal: inout Deal, _ cards: ImportCards
  ) throws(CRMError) -> [String: String] {
    let fields = row.fields.merging(values.fields) { column, _ in column }
    let old = imported.flatMap { $0.client.isSame(as: values.client) ? $0.client : nil }
    if old == nil {
      let here = try cards.company(deal.company)
      guard takesClient(of: deal, here, cards) else { return fields }
      let company = try cards.company(of: values.client, manager: deal.manager)
      if company != deal.company {
        try apply(ChangeCompany(to: company), to: &deal, of: here, cards)
      }
    }
    let (people, left) = try cards.take(
      values.client, imported: old, at: deal.company, linked: deal.contacts, &merging)
    for person in people {
      try apply(LinkContact(person, role: nil), to: &deal, of: cards.company(deal.company))
    }
    return fields.merging(left) { old, _ in old }
  }

  /// Whether the deal becomes the client's whom the row names now: not where it was given to another one
  /// here.
  private mutating func takesClient(
    of deal: Deal, _ here: Company, _ cards: ImportCards
  ) -> Bool {
    let new = values.client
    guard let old = imported?.client, old.kind == .company,
      let known = cards.company(named: old.name), known != here.id,
      Folding.fold(new.name) != Folding.fold(here.name)
    else { return true }
    return takes(new.column, .init(new: new.name, old: old.name, here: here.name) { $0 }, of: deal)
  }

  private mutating func changePlace(of deal: inout Deal, _ client: Company) throws(CRMError) {
    guard let place else { return }
    let old = imported.flatMap { resolution.place(pipeline: $0.pipeline, stage: $0.stage) }
    let sides = RowMerging.Sides(
      new: place, old: old, here: .init(pipeline: deal.pipeline, stage: deal.stage),
      isOldKnown: old != nil
    ) { [pipelines] in $0.name(in: pipelines) }
    guard takes(.stage, sides, of: deal) else {
      if merging.open.contains(ExportColumn.stage.key) {
        merging.leave(ExportColumn.pipeline.key)
      }
      return
    }
    let kind = kind(at: place)
    if (pipelines[deal.pipeline]?.kind(of: deal.stage) ?? .open) != .open {
      var reopen = ReopenDeal()
      if kind == .open, place.pipeline == deal.pipeline { reopen.stage = place.stage }
      try apply(reopen, to: &deal, of: client)
    }
    let first = pipelines[place.pipeline]?.firstStage?.id ?? place.stage
    if place.pipeline != deal.pipeline || kind == .open && place.stage != deal.stage {
      var move = MoveDeal(to: kind == .open ? place.stage : first)
      move.pipeline = pipelines[place.pipeline]
      try apply(move, to: &deal, of: client)
    }
    guard kind != .open else { return }
    var close = CloseDeal(as: kind)
    // R3: not before the last stage change.
    close.at = values.closedAt.map { max($0, deal.stageEnteredAt ?? $0) }
    try apply(close, to: &deal, of: client)
  }
}

extension LocalTime {
  /// The day and the minute.
  var shortText: String { "\(day.text) \(clockText)" }
}
