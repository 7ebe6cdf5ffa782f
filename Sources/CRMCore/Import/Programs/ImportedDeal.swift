import CRMModel

/// One row on its way into a deal, once all its names are known.
struct ImportedDeal {
  let values: ExportValues
  let row: ExportRow
  /// What the row said at the last import; `nil` for a new deal.
  let imported: ExportValues?
  let resolution: ImportResolution
  let steps: DealSteps
  /// Who wins in each value.
  var merging: RowMerging

  init(
    values: ExportValues, row: ExportRow, imported: ExportValues?, resolution: ImportResolution,
    steps: DealSteps, conflicts: ConflictRule
  ) {
    (self.values, self.row, self.imported) = (values, row, imported)
    (self.resolution, self.steps) = (resolution, steps)
    merging = RowMerging(conflicts, isKnown: imported != nil)
  }

  var context: ActionContext { steps.context }

  /// Where the row says that the deal stands; `nil` where it says nothing new about that.
  var place: ImportResolution.Place? {
    values.isSamePlace(as: imported)
      ? nil : resolution.place(pipeline: values.pipeline, stage: values.stage)
  }

  /// Stands for people whom the export does not name.
  var exporter: Login { Login(stored: row.system) }

  /// Adds the notes that are not there yet.
  func addNotes(to deal: inout Deal) throws(CRMError) {
    let written = Set(deal.comments.compactMap(\.comment.text))
    for note in row.notes where !written.contains(note) {
      var comment = AddComment()
      comment.text = note
      try steps.apply(comment, to: &deal, by: exporter)
    }
  }

  /// The sum of some values, in the currency that the cell names, else its column, else in the pipeline's.
  func budget(
    of values: ExportValues?, _ pipeline: PipelineID?
  ) throws(ValueError) -> Money? {
    guard let text = values?.budget else { return nil }
    let currency = pipeline.flatMap { steps.pipelines[$0] }?.currency ?? context.settings.currency
    let sum = try Money.parse(text, currency: Currency(namedIn: text) ?? row.currency ?? currency)
    guard sum.isPositive else {
      throw ValueError(text, ru: "сумма меньше нуля", en: "the sum is below zero")
    }
    return sum
  }

  /// Finds out whether the row can be taken in, before anything is changed for it.
  ///
  /// - Throws: `RowProblem` where it cannot; a row that would change no deal is a new one's.
  func check(_ deal: Deal?) throws(RowProblem) {
    do throws(ValueError) {
      _ = try budget(of: values, place?.pipeline ?? deal?.pipeline)
    } catch {
      throw RowProblem(.budget, error)
    }
    if let place, steps.kind(at: place) != .open, let problem = values.closingProblem {
      throw problem
    }
    guard let deal else { return }
    if deal.chain != nil, touchesChain {
      // R22a: the sums of a split payment are not changed from outside.
      throw RowProblem(
        ru: "сделка входит в разбивку оплаты, ее этап, сумма и клиент здесь не меняются",
        en: "the deal is part of a split payment; its stage, sum and client are not changed here")
    }
    let limit = context.settings.maxContacts
    if values.client.contact != imported?.client.contact, deal.contacts.count >= limit {
      throw RowProblem(
        ru: "у сделки уже \(limit) контактов",
        en: "the deal has \(limit) contacts already")
    }
  }

  private var touchesChain: Bool {
    !values.isSamePlace(as: imported) || values.budget != imported?.budget
      || values.client.name != imported?.client.name || values.name != imported?.name
  }

  /// The dictionary's spelling of a loss reason (R2).
  ///
  /// `nil` for one outside of the dictionary; an empty dictionary takes any.
  func lossReason(in pipeline: PipelineID) -> String? {
    values.lossReason.flatMap { lossReason($0, in: pipeline) }
  }

  func lossReason(_ reason: String, in pipeline: PipelineID) -> String? {
    let dictionary = steps.pipelines[pipeline]?.lossReasons ?? []
    return dictionary.isEmpty ? reason : Pipeline.entry(reason, in: dictionary)
  }

  /// The task that a deal elsewhere still has, as the first action of the dictionary: exports say when, and
  /// not what; `nil` where there is none.
  var nextTask: NextTask? {
    guard let due = values.nextTask, let action = context.settings.actionNames.first else {
      return nil
    }
    return NextTask(action: action, due: due)
  }

  /// Cells that belong to a closed deal only, or to an open one, or to no dictionary, for the custom fields.
  func fieldsOfClosing(isOpen: Bool, _ kept: String?) -> [String: String] {
    var fields: [String: String] = [:]
    if isOpen, values.closedAt != nil || values.closingProblem != nil {
      fields[ExportColumn.closedAt.title] = row.cells[.closedAt]
    }
    if !isOpen || nextTask == nil, values.nextTask != nil {
      fields[ExportColumn.nextTask.title] = row.cells[.nextTask]
    }
    if let reason = values.lossReason, kept == nil {
      fields[ExportColumn.lossReason.title] = reason
    }
    return fields
  }
}
