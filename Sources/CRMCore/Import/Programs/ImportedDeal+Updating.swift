import CRMModel

extension ImportedDeal {
  /// The deal with what the row says anew; each change is an action's, and recorded.
  ///
  /// What was changed here since the last import stays, and is told (R114).
  mutating func update(_ before: Deal) throws(CRMError) -> Deal {
    var deal = before
    let left = try changeClient(of: &deal)
    var edit = EditDeal()
    if takes(.name, .init(new: values.name, old: imported?.name, here: deal.name) { $0 }, of: deal)
    {
      edit.fields.name = values.name
    }
    try steps.apply(edit, to: &deal)
    try changeManager(of: &deal)
    try changePlace(of: &deal)
    edit = EditDeal()
    if let sum = try? budget(of: values, deal.pipeline) {
      let old = try? budget(of: imported, deal.pipeline)
      if takes(.budget, .init(new: sum, old: old, here: deal.budget, text: \.decimalText), of: deal)
      {
        edit.fields.budget = sum
      }
    }
    if steps.kind(of: deal) == .lost {
      let old = imported?.lossReason.flatMap { lossReason($0, in: deal.pipeline) }
      let new = lossReason(in: deal.pipeline)
      if takes(.lossReason, .init(new: new, old: old, here: deal.lostReason) { $0 }, of: deal)
        || deal.lostReason == nil
      {
        edit.fields.lossReason = new
      }
    }
    try steps.apply(edit, to: &deal)
    tell(.createdAt, values.created, before.createdAt, of: deal)
    if deal.lastStageChange == before.lastStageChange, steps.kind(of: deal) != .open {
      tell(.closedAt, values.closed, deal.stageEnteredAt, of: deal)
    }
    try changeTask(of: &deal)
    try changeFields(of: &deal, left)
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

  private mutating func changeManager(of deal: inout Deal) throws(CRMError) {
    guard let new = resolution.login(values.manager), values.manager != imported?.manager else {
      return
    }
    let old = resolution.login(imported?.manager)
    let sides = RowMerging.Sides(
      new: new, old: old, here: deal.manager, isOldKnown: old != nil, text: \.text)
    guard takes(.manager, sides, of: deal) else { return }
    try steps.apply(HandOverDeal(to: new, reason: nil), to: &deal)
  }

  /// Puts the task off that the deal has, or sets one: what the row says is when the next one is due.
  private mutating func changeTask(of deal: inout Deal) throws(CRMError) {
    guard let next = nextTask, let due = next.due, due != imported?.nextTask,
      steps.kind(of: deal) == .open
    else { return }
    let task = deal.openTasks.first
    let zone = context.zone
    let sides = RowMerging.Sides(new: due, old: imported?.nextTask, here: task?.due) {
      zone.local(of: $0).shortText
    }
    guard takes(.nextTask, sides, of: deal) else { return }
    guard let task else { return try steps.apply(SetTask(next), to: &deal) }
    var move = RescheduleTask(task.number)
    (move.due, move.reason) = (due, row.system)
    try steps.apply(move, to: &deal)
  }

  /// Gives the deal the cells for which there is no better place, and the notes.
  private mutating func changeFields(
    of deal: inout Deal, _ cells: [String: String]
  ) throws(CRMError) {
    var left = cells
    // Who made it is history, and that is never changed.
    if let text = row.cells[.author], let old = deal.imported[ExportColumn.author.key], text != old
    {
      left[ExportColumn.author.title] = text
    }
    let isOpen = steps.kind(of: deal) == .open
    left.merge(fieldsOfClosing(isOpen: isOpen, deal.lostReason)) { old, _ in old }
    var edit = EditDeal()
    for (name, text) in left.sorted(by: { $0.key < $1.key })
    where deal.fields[name] != .text(text) && imported?.fields[name] != text
      && deal.imported[CustomField.key(of: name)] != text
    {
      if takesField(name, text, of: deal) { edit.fields.card.own[name] = .some(.text(text)) }
    }
    changeTags(of: deal, &edit)
    if edit.fields != DealFields() { try steps.apply(edit, to: &deal) }
    try addNotes(to: &deal)
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
  private mutating func changeClient(of deal: inout Deal) throws(CRMError) -> [String: String] {
    let fields = row.fields.merging(values.fields) { column, _ in column }
    let old = imported.flatMap { $0.client.isSame(as: values.client) ? $0.client : nil }
    if old == nil {
      guard takesClient(of: deal, try steps.cards.company(deal.company)) else { return fields }
      try steps.give(
        &deal, to: steps.cards.company(of: values.client, manager: deal.manager))
    }
    let (people, left) = try steps.cards.take(
      values.client, imported: old, at: deal.company, linked: deal.contacts, &merging)
    for person in people {
      try steps.apply(LinkContact(person, role: nil), to: &deal)
    }
    return fields.merging(left) { old, _ in old }
  }

  /// Whether the deal becomes the client's whom the row names now: not where it was given to another one
  /// here.
  private mutating func takesClient(of deal: Deal, _ here: Company) -> Bool {
    let new = values.client
    guard let old = imported?.client, old.kind == .company,
      let known = steps.cards.company(named: old.name), known != here.id,
      Folding.fold(new.name) != Folding.fold(here.name)
    else { return true }
    return takes(new.column, .init(new: new.name, old: old.name, here: here.name) { $0 }, of: deal)
  }

  private mutating func changePlace(of deal: inout Deal) throws(CRMError) {
    guard let place else { return }
    let old = imported.flatMap { resolution.place(pipeline: $0.pipeline, stage: $0.stage) }
    let sides = RowMerging.Sides(
      new: place, old: old, here: .init(pipeline: deal.pipeline, stage: deal.stage),
      isOldKnown: old != nil
    ) { [steps] in $0.name(in: steps.pipelines) }
    guard takes(.stage, sides, of: deal) else {
      if merging.open.contains(ExportColumn.stage.key) {
        merging.leave(ExportColumn.pipeline.key)
      }
      return
    }
    try steps.bring(&deal, to: place, closedAt: values.closedAt)
  }
}

extension LocalTime {
  /// The day and the minute.
  var shortText: String { "\(day.text) \(clockText)" }
}
