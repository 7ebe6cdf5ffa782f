import CRMCore
import CRMModel
import CommandLineKit

/// Values that come from the records.
extension LiveValues {
  /// Deals by name, or by id where the name fits several; open ones first, then by name.
  ///
  /// Where they are many, open ones stay, then the user's own, then those that were worked on last.
  func deals(
    _ snapshot: Snapshot, withDeleted: Bool, where isWanted: (any DealFacts) -> Bool
  ) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.deal])
    let pipelines = try snapshot.pipelines()
    let deals = index.deals.filter { isWanted($0) && fits($0.name, $0.id.text) }
    return offered(
      sorted(few(deals, \.name, rank: rank)).map { deal in
        reference(
          deal.name, deal.id.text, Self.place(of: deal, pipelines),
          isUnique: Self.isUnique(deal, index, withDeleted: withDeleted))
      })
  }

  /// Open tasks by their deal's name and, where it has several, their number.
  func tasks(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.deal])
    let deals = index.deals.filter {
      ($0.openTaskCount > 0 || $0.hasProcessTasks) && !$0.isDeleted && fits($0.name, $0.id.text)
    }
    var tasks: [[LiveValue]] = []
    for deal in sorted(few(deals, \.name, rank: rank)) {
      let open = deal.openTasks + deal.processTasks
      for task in open {
        tasks.append(
          reference(
            deal.name, "\(deal.id.text)/\(task.number)", task.action,
            isUnique: Self.isUnique(deal, index, withDeleted: false),
            part: open.count == 1 ? "" : "/\(task.number)"))
      }
    }
    return offered(tasks)
  }

  /// What was done last, newest first, with the command that did it.
  func operations(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    offered(
      try snapshot.log().prefix(Self.limit).map {
        [LiveValue($0.id.text, ShellWord.quote(["crm"] + $0.command))]
      })
  }

  /// Companies with who looks after them.
  func companies(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.company])
    let companies = index.companies.filter { fits($0.name, $0.id.text) }
    let shown = few(companies, \.name) { rank(false, $0.managerKey, $0.createdAt) }
    return offered(
      byName(shown, \.name).map { company in
        reference(
          company.name, company.id.text, company.manager.text,
          isUnique: index.companies(named: company.name).count == 1)
      })
  }

  /// Contacts with their company; of the line's deal where it names one.
  func contacts(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.company, .contact])
    let company = deal(snapshot)?.company
    let known = company.map { index.contacts(of: $0) } ?? index.contacts
    let contacts = known.filter { fits($0.name, $0.id.text) }
    let shown = few(contacts, \.name) { rank(false, nil, $0.createdAt) }
    return offered(
      byName(shown, \.name).map { contact in
        let namesakes = index.contacts(named: contact.name).filter { id in
          company == nil || index.contact(id)?.company == company
        }
        return reference(
          contact.name, contact.id.text, index.company(contact.company)?.name ?? "",
          isUnique: namesakes.count == 1)
      })
  }

  /// Records of a kind that is data by their ids, which tell them apart: those in work.
  func records<Form: RecordCommands>(
    _ snapshot: Snapshot, _: Form.Type
  ) throws(CRMError) -> [LiveValue] {
    let rows = try RecordList<Form>().found(session, snapshot).rows.map(\.record)
      .filter { fits($0.name, $0.id.text) }
    return offered(rows.prefix(50).map { [LiveValue($0.id.text, $0.name)] })
  }

  /// Those who work here; before there are users, everybody who works on something or was brought by
  /// an import.
  func users(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let active = try snapshot.people().active
    guard active.isEmpty else { return offered(active.map { [LiveValue($0.login.text, $0.name)] }) }
    let people = try snapshot.settings().people
    return offered(try snapshot.logins().map { [LiveValue($0, people[$0] ?? "")] })
  }

  /// Every tag in use.
  func tags(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    offered(try snapshot.tags().map { [LiveValue($0)] })
  }

  // MARK: Spelling

  private func fits(
    _ name: @autoclosure () -> String, _ id: @autoclosure () -> String
  ) -> Bool {
    if typed.text.isEmpty || typed.fits(name()) || typed.mayBeID && typed.fits(id()) { return true }
    // Of a namesake, the id may have been begun behind the name.
    return typed.text.utf8.contains(UInt8(ascii: " ")) && typed.fits("\(name()) \(id())")
  }

  /// The name, with which part of the record is meant, or the id where the name says too little.
  ///
  /// A name of several that is being typed is offered with each one's id behind it.
  private func reference(
    _ name: String, _ id: String, _ place: String, isUnique: Bool, part: String = ""
  ) -> [LiveValue] {
    let byID = LiveValue(id, place.isEmpty ? name : "\(name) · \(place)")
    return isUnique
      ? [LiveValue(name + part, place), byID] : [byID, LiveValue("\(name) \(id)", place)]
  }

  private static func isUnique(
    _ deal: any DealFacts, _ index: RecordIndex, withDeleted: Bool
  ) -> Bool {
    let namesakes = index.deals(named: deal.name)
    return namesakes.count == 1
      || namesakes.count { withDeleted || index.deal($0)?.isDeleted == false } == 1
  }

  private static func place(
    of deal: any DealFacts, _ pipelines: [PipelineID: Pipeline]
  ) -> String {
    let pipeline = pipelines[deal.pipeline]
    let stage = pipeline?.stageName(deal.stage) ?? deal.stage.text
    return pipelines.count > 1 ? "\(pipeline?.name ?? deal.pipeline.text) · \(stage)" : stage
  }

  // MARK: Order

  /// More than this many, and a shell would ask whether to list them; it asks again as one types.
  private static var limit: Int { 100 }

  /// Of many things those of the highest rank.
  ///
  /// Where all of these go on alike and another thing does not, that one is offered too: a shell would
  /// type on what is common to all that it was offered.
  private func few<Thing>(
    _ things: [Thing], _ name: (Thing) -> String, rank: (Thing) -> Int64
  ) -> [Thing] {
    guard things.count > Self.limit else { return things }
    let ranks = things.map(rank)
    let least = ranks.sorted(by: >)[Self.limit - 1]
    let above = things.indices.filter { ranks[$0] > least }
    let level = things.indices.lazy.filter { ranks[$0] == least }.prefix(Self.limit - above.count)
    var few = (above + level).sorted().map { things[$0] }
    let names = few.map { Array(name($0).utf8) }
    let start = names.reduce(names[0][...]) { start, name in
      start.prefix(zip(start, name).prefix { $0 == $1 }.count)
    }
    if start.count > typed.text.utf8.count,
      let other = things.first(where: { !name($0).utf8.starts(with: start) })
    {
      few.append(other)
    }
    return few
  }

  private func rank(_ deal: any DealFacts) -> Int64 {
    rank(deal.kind == .open, deal.managerKey, deal.updatedAt)
  }

  /// Open before closed, then the user's own, then the newest.
  private func rank(_ isOpen: Bool, _ manager: NameKey?, _ time: Instant?) -> Int64 {
    let order: Int64 = (isOpen ? 2 : 0) + (manager == me ? 1 : 0)
    return order << 48 + (time?.secondsSinceEpoch ?? 0)
  }

  private func sorted(_ deals: [any DealFacts]) -> [any DealFacts] {
    let (open, closed) = (
      deals.filter { $0.state == .open }, deals.filter { $0.state != .open }
    )
    return byName(open, \.name) + byName(closed, \.name)
  }

  /// Order by code points, which is quick and near enough for a list to choose from; equal names
  /// keep theirs, which is that of the ids.
  private func byName<Thing>(_ things: [Thing], _ name: (Thing) -> String) -> [Thing] {
    let names = things.map(name)
    return things.indices.sorted { left, right in
      if names[left].utf8.lexicographicallyPrecedes(names[right].utf8) { return true }
      return !names[right].utf8.lexicographicallyPrecedes(names[left].utf8) && left < right
    }.map { things[$0] }
  }
}
