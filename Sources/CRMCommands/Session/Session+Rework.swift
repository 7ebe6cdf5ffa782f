import CRMCore
import CRMModel

/// What every command about reworks does.
extension Session {
  /// A deal that was sent back, with what still stands.
  func row(_ deal: Deal, _ rework: Rework, _ snapshot: Snapshot) throws(CRMError) -> ReworkRow {
    let clock = try clock(snapshot)
    return ReworkRow(
      deal: deal, rework: rework,
      standing: rework.standing(try snapshot.findings(on: deal, at: clock)),
      pipeline: try snapshot.pipeline(deal.pipeline), clock: clock, language: language)
  }

  /// The deals that were sent back and fit, the most urgent in front.
  ///
  /// Cost: the documents of these alone.
  func reworks(
    _ snapshot: Snapshot, where fits: (any DealFacts, Rework.State) -> Bool
  ) throws(CRMError) -> [ReworkRow] {
    var rows: [ReworkRow] = []
    for record in try snapshot.index([.deal]).deals where !record.isDeleted {
      guard let state = record.reworkState, fits(record, state) else { continue }
      let deal: Deal = try snapshot.get(record.id)
      if let rework = deal.rework { rows.append(try row(deal, rework, snapshot)) }
    }
    return rows.sorted {
      ($0.rework.due.secondsSinceEpoch, $0.deal.id.bits)
        < ($1.rework.due.secondsSinceEpoch, $1.deal.id.bits)
    }
  }

  /// Changes one deal's rework by an action, and prints it.
  func changeRework(
    _ reference: String, _ write: WriteOptions,
    _ action: (Deal, Transaction) throws(CRMError) -> Deal
  ) throws(CRMError) {
    let (row, done, presentation) = try self.write(write) {
      (transaction) throws(CRMError) -> (ReworkRow?, String, Presentation) in
      let deal = try action(transaction.deal(reference), transaction)
      try transaction.put(deal)
      let presentation = try self.presentation(transaction)
      let card = try self.row(deal, transaction)
      let changes = deal.history.filter { $0.operation == transaction.context.operation }
        .map { EventWording($0, card).text(presentation) }
      return (
        try deal.rework.map { (rework) throws(CRMError) in
          try self.row(deal, rework, transaction)
        },
        changed(deal.id.text, deal.name, changes, write, presentation), presentation
      )
    }
    if let row { try show(.rework, row, presentation, done: done) }
  }
}
