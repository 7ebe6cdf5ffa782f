import CRMCore
import CRMModel

/// Values that come from the records.
extension LiveValues {
  /// Deals by name, or by id where the name fits several; open ones first, then by name.
  func deals(
    _ snapshot: Snapshot, withDeleted: Bool, where isWanted: (any DealFacts) -> Bool
  ) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.deal])
    let pipelines = try snapshot.pipelines()
    let deals = index.deals.filter { isWanted($0) && fits($0.name, $0.id.text) }
    return offered(
      sorted(deals).map { deal in
        reference(
          deal.name, deal.id.text, Self.place(of: deal, pipelines),
          isUnique: Self.isUnique(deal, index, withDeleted: withDeleted))
      })
  }

  /// Open tasks by their deal's name and, where it has several, their number.
  func tasks(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.deal])
    let deals = index.deals.filter { !$0.isDeleted && fits($0.name, $0.id.text) }
    var tasks: [[LiveValue]] = []
    for deal in sorted(deals) {
      let open = deal.openTasks
      for task in open {
        let number = open.count == 1 ? "" : "/\(task.number)"
        tasks.append(
          reference(
            deal.name + number, "\(deal.id.text)/\(task.number)", task.action,
            isUnique: Self.isUnique(deal, index, withDeleted: false)))
      }
    }
    return offered(tasks)
  }

  /// Companies with who looks after them.
  func companies(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.company])
    let companies = index.companies.filter { fits($0.name, $0.id.text) }
    return offered(
      byName(companies, \.name).map { company in
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
    return offered(
      byName(contacts, \.name).map { contact in
        let namesakes = index.contacts(named: contact.name).filter { id in
          company == nil || index.contact(id)?.company == company
        }
        return reference(
          contact.name, contact.id.text, index.company(contact.company)?.name ?? "",
          isUnique: namesakes.count == 1)
      })
  }

  /// Those who work here; before there are users, everybody who works on something or was brought by
  /// an import.
  func users(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let active = try snapshot.people().active
    guard active.isEmpty else { return offered(active.map { [LiveValue($0.login.text, $0.name)] }) }
    let index = try snapshot.index([.company, .deal])
    let people = try snapshot.settings().people
    let logins = Set(people.keys).union(index.deals.lazy.map(\.manager.text))
      .union(index.companies.lazy.map(\.manager.text))
    return offered(logins.sorted().map { [LiveValue($0, people[$0] ?? "")] })
  }

  /// Every tag in use.
  func tags(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let tags = Set(try snapshot.index([.company]).companies.flatMap(\.record.company.tags))
    return offered(tags.sorted().map { [LiveValue($0)] })
  }

  // MARK: Spelling

  private func fits(_ name: String, _ id: @autoclosure () -> String) -> Bool {
    typed.fits(name) || typed.fits(id())
  }

  /// The name, or the id where the name says too little.
  ///
  /// A name that fits several is still completed once it is being typed: the command lists them then.
  private func reference(
    _ name: String, _ id: String, _ place: String, isUnique: Bool
  ) -> [LiveValue] {
    let byID = LiveValue(id, place.isEmpty ? name : "\(name) · \(place)")
    return isUnique ? [LiveValue(name, place), byID] : [byID, LiveValue(name)]
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
    let stage = pipeline?.stage(deal.stage)?.name ?? deal.stage.text
    return pipelines.count > 1 ? "\(pipeline?.name ?? deal.pipeline.text) · \(stage)" : stage
  }

  // MARK: Order

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
