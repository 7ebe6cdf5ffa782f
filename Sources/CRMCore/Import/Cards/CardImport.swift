import CRMModel

/// Rows of a table on their way into cards of one kind: companies, contacts, leads, products (R113, R114).
///
/// A card is known by its id where `crm export csv` wrote the table, else by the export's id, else by
/// what says who it is (R61). One row of a file is never another's card, unless both have one name.
struct CardImport<Subject: ImportedCard> {
  private(set) var result = ImportResult()
  private let transaction: Transaction
  private let columns: CardColumns<Subject>
  private let identity: CardIdentity<Subject>
  private let options: ImportOptions
  private let fields: CustomFields
  private let values: ValueContext
  /// The name of the system in `Origin`.
  private let system: String
  /// The cards of the export's ids.
  private let byOrigin: ImportKeys<Subject>
  /// The ids of the rows so far, with their lines.
  private var lines: [String: Int] = [:]
  /// The columns that were kept under their own names.
  private var kept: Set<String> = []
  /// The cards of the rows so far.
  private var met: Set<Identifier<Subject>> = []

  init(
    _ transaction: Transaction, _ columns: CardColumns<Subject>, _ identity: CardIdentity<Subject>,
    _ byOrigin: ImportKeys<Subject>, of system: String, _ options: ImportOptions
  ) throws(CRMError) {
    (self.transaction, self.columns, self.identity) = (transaction, columns, identity)
    (self.byOrigin, self.system, self.options) = (byOrigin, system, options)
    fields = try transaction.customFields()
    values = try transaction.valueContext()
  }

  /// Takes all rows in; one that cannot be is said, and the rest goes in.
  mutating func run(
    _ table: ImportTable, _ resolution: ImportResolution, rejecting: RowRejecting
  ) throws(CRMError) {
    for record in table.rows {
      do throws(CRMError) {
        let row: CardRow<Subject>
        do throws(RowProblem) { row = try CardRow(record, columns) } catch {
          throw CRMError(error)
        }
        try take(row, resolution)
      } catch {
        guard let reason = error.ofOneRow else { throw error }
        try result.reject(record, of: table.reader, because: reason, rejecting)
      }
    }
    result.keptColumns = (columns.titles + columns.kept).filter { kept.remove($0) != nil }
  }

  private mutating func take(
    _ read: CardRow<Subject>, _ resolution: ImportResolution
  ) throws(CRMError) {
    let row = try identity.settle(read, columns, resolution)
    if let id = row[.id] {
      if let earlier = lines[id] {
        throw .usage(
          Phrase(
            ru: "этот ID уже был в строке \(earlier)",
            en: "this ID stood in line \(earlier) already"))
      }
      lines[id] = row.line
    }
    let before = try find(row, resolution)
    let id: Identifier<Subject> = if let before { before.id } else { try newID(of: row) }
    let blank = identity.blank(id)
    var merge = CardMerge(
      row, columns, into: before, blank: blank,
      isMet: before.map { met.contains($0.id) } ?? false,
      remembers: before?.origin.map { $0.system == system } ?? true, resolution, values,
      transaction.context, options.conflicts)
    try merge.take(own: fields)
    for use in row.cells.keys { if case .kept(let title) = use { kept.insert(title) } }
    let edit = try reachable(merge.edit)
    var card: Subject
    if let before {
      try merge.compare(.createdAt, with: before.createdAt)
      card = try identity.change(before, edit, &merge)
    } else {
      // What was closed is no younger than that.
      let created = try merge.moment(.createdAt)
      let at = if let created { created } else { try merge.moment(.closedAt) }
      let author = resolution.login(row[.author])
      let context = transaction.context
      card = try identity.make(blank, edit, merge, at ?? context.now, author)
      let first = card.history.first?.kind ?? .created(stage: nil)
      let made = Event(
        at: at ?? context.now, recorded: context.now, by: author ?? context.user,
        actor: author == nil ? context.actor : nil, operation: context.operation, kind: first)
      card.history = [made] + card.history.dropFirst()
      merge.remember(identity.facts(card))
    }
    remember(row, merge, in: &card)
    if card != before { try transaction.put(card) }
    identity.note(card)
    met.insert(card.id)
    tally(card, before, merge)
  }

  private mutating func tally(
    _ card: Subject, _ before: Subject?, _ merge: CardMerge<Subject>
  ) {
    for title in merge.kept { result.keptFields[title, default: 0] += 1 }
    for conflict in merge.conflicts {
      result.note(
        .init(
          kind: Subject.kind, id: card.id.text, name: card.name, field: conflict.key,
          here: conflict.here, there: conflict.there, isLasting: conflict.isLasting))
    }
    merge.others.forEach { result.note($0) }
    guard let before else {
      result.created += 1
      return result.ids.append(card.id.text)
    }
    guard card.history != before.history || merge.changesOthers else {
      result.skipped += 1
      return
    }
    result.updated += 1
    result.ids.append(card.id.text)
  }

  // MARK: Who is meant

  private func find(
    _ row: CardRow<Subject>, _ resolution: ImportResolution
  ) throws(CRMError) -> Subject? {
    if let id = row[.id] {
      if columns.isOwnExport, let own = Identifier<Subject>(id),
        let found = try transaction.find(own)
      {
        return found
      }
      if let known = byOrigin[id] { return try transaction.find(known) }
    }
    for (id, isSure) in try identity.candidates(row, resolution) {
      guard let found = try transaction.find(id), mayBe(found, row, isSure) else { continue }
      return found
    }
    return nil
  }

  /// Whether a card that is like a row can be the row's: not where both have ids of their own.
  private func mayBe(_ card: Subject, _ row: CardRow<Subject>, _ isSure: Bool) -> Bool {
    guard row[.id] != nil else { return isSure || !met.contains(card.id) }
    guard !met.contains(card.id) else { return false }
    guard !columns.isOwnExport, let origin = card.origin, origin.system == system else {
      return true
    }
    // An export without ids of its own knew it by the name.
    return origin.id == Folding.fold(card.name) || origin.id == identity.name(row).map(Folding.fold)
  }

  private func newID(of row: CardRow<Subject>) throws(CRMError) -> Identifier<Subject> {
    if columns.isOwnExport, let id = row[.id].flatMap({ Identifier<Subject>($0) }),
      try transaction.find(id) == nil
    {
      return id
    }
    return try transaction.newIdentifier(Subject.self)
  }

  // MARK: What goes with it

  /// The edit without what it names and what is not here; that is told, and may come with a later file.
  private mutating func reachable(
    _ edit: CardEdit<Subject>
  ) throws(CRMError) -> CardEdit<Subject> {
    var edit = edit
    for field in Subject.card {
      guard let kind = field.references, let named = edit.value(of: field) else { continue }
      guard try transaction.bytes(kind.path(named.text)) == nil else { continue }
      edit.forget(field)
      result.missing[columns.title(.field(field)), default: 0] += 1
    }
    return edit
  }

  private func remember(
    _ row: CardRow<Subject>, _ merge: CardMerge<Subject>, in card: inout Subject
  ) {
    guard !columns.isOwnExport else { return }
    card.imported.merge(merge.memory) { _, new in new }
    guard let id = row[.id] else { return }
    if card.origin.map({ $0.system == system }) ?? true {
      card.origin = Origin(system: system, id: id)
    }
    byOrigin[id] = card.id
  }
}
