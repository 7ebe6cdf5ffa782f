import CRMCore
import CRMModel
import CommandLineKit

/// What every command that touches deals does.
extension Session {
  /// A deal with what is printed of it.
  func row(_ deal: Deal, _ snapshot: Snapshot) throws(CRMError) -> DealRow {
    let subject = try snapshot.dealCase(deal)
    var contacts = subject.contacts
    // The history names people who are no longer linked.
    for id in deal.history.compactMap(\.kind.removedContact) {
      if !contacts.contains(where: { $0.id == id }), let contact = try snapshot.find(id) {
        contacts.append(contact)
      }
    }
    var former: [PipelineID: Pipeline] = [:]
    for id in deal.history.compactMap(\.kind.formerPipeline) {
      former[id] = try snapshot.pipelines()[id]
    }
    return DealRow(
      subject: subject.subject(at: try clock(snapshot)), document: deal, contacts: contacts,
      former: former,
      parts: subject.chain.map { DealRecord($0, pipeline: subject.pipeline) })
  }

  /// Changes one deal by an action, and prints it.
  func changeDeal(
    _ reference: String, _ write: WriteOptions, includingDeleted: Bool = false,
    ifRevision: Int? = nil,
    _ action: (DealCase, Transaction) throws(CRMError) -> Outcome
  ) throws(CRMError) {
    try reportDeal(write) { (transaction) throws(CRMError) in
      let deal = try transaction.deal(reference, includingDeleted: includingDeleted)
      if let ifRevision, deal.revision != ifRevision {
        throw .revision(deal.id, expected: ifRevision, actual: deal.revision)
      }
      return try action(transaction.dealCase(deal), transaction)
    }
  }

  /// Keeps what an action made or changed, and prints its deal.
  func reportDeal(
    _ write: WriteOptions, _ action: (Transaction) throws(CRMError) -> Outcome
  ) throws(CRMError) {
    let result = try self.write(write) {
      (transaction) throws(CRMError) -> (DealRow, [Notice], [Event], Presentation) in
      let (row, notices) = try keep(action(transaction), transaction)
      let operation = transaction.context.operation
      let events = row.document?.history.filter { $0.operation == operation } ?? []
      return (row, notices, events, try self.presentation(transaction))
    }
    let (row, notices, events, presentation) = result
    notice(notices)
    try show(
      .deal, row, presentation,
      done: changed(
        row.record.id.text, row.record.name,
        events.map { EventWording($0, row).text(presentation) }, write, presentation))
  }

  /// Keeps what an action made or changed.
  func keep(
    _ outcome: Outcome, _ transaction: Transaction
  ) throws(CRMError) -> (row: DealRow, notices: [Notice]) {
    let kept = try transaction.put(outcome)
    var row = try row(kept.deal, transaction)
    row.automation = kept.automation.map { $0.json(language) }
    return (row, kept.notices)
  }

  /// What a command says after a change: the id, the name, and what happened.
  func changed(
    _ id: String, _ name: String, _ changes: [String], _ write: WriteOptions,
    _ presentation: Presentation
  ) -> String {
    let nothing = presentation.text(Phrase(ru: "ничего не изменилось", en: "nothing changed"))
    let list = changes.isEmpty ? nothing : changes.joined(separator: "; ")
    return dry(write) + SafeText.visible("\(id) \(name): \(list)")
  }

  /// What differs between two states of a thing, in words; `nil` stands for a new one.
  func changes<Row>(
    _ noun: Noun<Row>, _ before: Row?, _ after: Row, _ presentation: Presentation
  ) -> [String] {
    guard let before else { return [presentation.text(Phrase(ru: "добавлено", en: "added"))] }
    return noun.columns.compactMap { column in
      guard column.value(before) != column.value(after) else { return nil }
      let values = [before, after].map { row in
        let text = column.shown?(row, presentation) ?? Separated.text(column.value(row))
        // A department's name stands to the right of those above it.
        return text.isEmpty ? "—" : String(text.drop { $0 == " " })
      }
      return "\(presentation.text(column.title)): \(values[0]) → \(values[1])"
    }
  }

  /// What stands in front of a change that was not written.
  func dry(_ write: WriteOptions) -> String {
    guard write.isDryRun else { return "" }
    return Text(ru: "(не записано) ", en: "(not written) ")[language]
  }
}
