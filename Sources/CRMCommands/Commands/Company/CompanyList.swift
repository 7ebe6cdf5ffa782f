import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm company list …`.
struct CompanyList: Runnable {
  var manager: Login?
  var tag: String?
  var isWithoutDeal = false
  var isOfAll = false
  var search: String?
  var sort: [String] = []
  var filter = WhereOptions()
  var prints: Printed { .list(.company, by: sort) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать компании", en: "list companies"), CompanyList(),
      rows: [
        .ofManager { $0.manager = $1 },
        .option(
          "--tag", value: .line("TAG", completion: .live("tag")),
          help: Text(
            ru: "только с этой меткой или ниже нее", en: "only with this label or one below it")
        ) { $0.tag = $1 },
        .flag("--without-deal", help: Text(ru: "без единой сделки", en: "without any deal")) {
          $0.isWithoutDeal = true
        },
        .flag(
          "--all",
          help: Text(ru: "и те, кто не покупает: поставщики", en: "also those that buy nothing")
        ) { $0.isOfAll = true },
        .search { $0.search = $1 },
        .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
        .sort { $0.sort = $1 },
      ],
      examples: [
        Example(
          "crm company list --without-deal",
          Text(ru: "с кем никто не работает", en: "nobody works on"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (list, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try found(session, snapshot)
    }
    let sorted = session.sorted(list.rows, by: sort, .company)
    try session.list(.company, sorted, nil, of: list.total, .companies, presentation)
  }

  /// What fits, and among how many.
  func found(
    _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> (rows: [CompanyRow], total: Int) {
    try session.checkFilter(manager, snapshot)
    try session.checkFilter(tag: tag, snapshot)
    let index = try snapshot.index()
    let companies = index.companies
    let search = search.map { RecordSearch($0, index) }
    let condition = try filter.condition(session, snapshot) { $0.companies }
    let rows = companies.map(\.record)
      .filter { includes($0, index, search) && condition?.holds($0) ?? true }
      .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    let standing = try session.standing(snapshot)
    return (rows.map { CompanyRow(record: $0, standing) }, companies.count)
  }

  private func includes(
    _ record: CompanyRecord, _ index: RecordIndex, _ search: RecordSearch?
  ) -> Bool {
    let company = record.company
    return (isOfAll || company.isCustomer)
      && (manager == nil || company.manager == manager)
      && (tag.map { tag in company.tags.contains { TagTree.isIncluded($0, in: tag) } } ?? true)
      && (!isWithoutDeal || !index.deals(of: company.id).contains { !$0.isDeleted })
      && (search == nil || search?.match(company.id) != nil)
  }
}
