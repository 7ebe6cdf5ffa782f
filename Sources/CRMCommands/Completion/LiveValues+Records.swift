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
      deals.sorted(by: Self.precedes).map { deal in
        let place = Self.place(of: deal, pipelines)
        return reference(
          deal.name, deal.id.text, place,
          isUnique: Self.isUnique(deal, index, withDeleted: withDeleted))
      })
  }

  /// Open tasks by their deal's name and, where it has several, their number.
  func tasks(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.deal])
    let deals = index.deals
      .filter { !$0.isDeleted && !$0.openTasks.isEmpty && fits($0.name, $0.id.text) }
    var tasks: [[LiveValue]] = []
    for deal in deals.sorted(by: Self.precedes) {
      for task in deal.openTasks {
        let number = deal.openTasks.count == 1 ? "" : "/\(task.number)"
        tasks.append(
          reference(
            deal.name + number, "\(deal.id.text)/\(task.number)", task.action,
            isUnique: Self.isUnique(deal, index, withDeleted: false)))
      }
    }
    return offered(tasks)
  }

  /// Companies with their town.
  func companies(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.company])
    let companies = index.companies.map(\.record.company).filter { fits($0.name, $0.id.text) }
    return offered(
      companies.sorted { Self.precedes($0.name, $1.name) }.map { company in
        reference(
          company.name, company.id.text, company.city ?? "",
          isUnique: index.companies(named: company.name).count == 1)
      })
  }

  /// Contacts with their company; of the line's deal where it names one.
  func contacts(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.contact, .company])
    let company = deal(snapshot)?.company
    let known = company.map { index.contacts(of: $0) } ?? index.contacts
    let contacts = known.filter { fits($0.name, $0.id.text) }
    return offered(
      contacts.sorted { Self.precedes($0.name, $1.name) }.map { contact in
        let namesakes = index.contacts(named: contact.name).filter { id in
          company == nil || index.contact(id)?.company == company
        }
        let name = index.company(contact.company)?.name ?? ""
        return reference(contact.name, contact.id.text, name, isUnique: namesakes.count == 1)
      })
  }

  /// Everybody who works on something or was brought by an import.
  func users(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let index = try snapshot.index([.deal, .company])
    let people = try snapshot.settings().people
    var logins = Set(people.keys)
    for deal in index.deals { logins.insert(deal.manager.text) }
    for company in index.companies { logins.insert(company.manager.text) }
    return offered(logins.sorted().map { [LiveValue($0, people[$0] ?? "")] })
  }

  /// Every tag in use.
  func tags(_ snapshot: Snapshot) throws(CRMError) -> [LiveValue] {
    let tags = Set(try snapshot.index([.company]).companies.flatMap(\.record.company.tags))
    return offered(tags.sorted(by: Self.precedes).map { [LiveValue($0)] })
  }

  // MARK: Spelling

  private func fits(_ name: String, _ id: String) -> Bool { typed.fits(name) || typed.fits(id) }

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
    return namesakes.count { withDeleted || index.deal($0)?.isDeleted == false } == 1
  }

  private static func place(of deal: any DealFacts, _ pipelines: [PipelineID: Pipeline]) -> String {
    let pipeline = pipelines[deal.pipeline]
    let stage = pipeline?.stage(deal.stage)?.name ?? deal.stage.text
    return pipelines.count > 1 ? "\(pipeline?.name ?? deal.pipeline.text) · \(stage)" : stage
  }

  private static func precedes(_ left: any DealFacts, _ right: any DealFacts) -> Bool {
    let (isOpen, isOtherOpen) = (left.state == .open, right.state == .open)
    if isOpen != isOtherOpen { return isOpen }
    if left.name != right.name { return precedes(left.name, right.name) }
    return left.id.bits < right.id.bits
  }

  /// Order by code points, which is quick and near enough for a list to choose from.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
