import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm company list …`.
struct CompanyList: Runnable {
  var manager: Login?
  var tag: String?
  var isWithoutDeal = false
  var search: String?
  var sort: [String] = []

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать компании", en: "list companies"), CompanyList(),
      rows: [
        .option(
          "--manager", value: .login("USER"),
          help: Text(ru: "только этого менеджера", en: "only of this manager")
        ) { $0.manager = $1 },
        .option(
          "--tag", value: .line("TAG", completion: .live("tag")),
          help: Text(ru: "только с этой меткой", en: "only with this label")
        ) { $0.tag = $1 },
        .flag("--without-deal", help: Text(ru: "без единой сделки", en: "without any deal")) {
          $0.isWithoutDeal = true
        },
        .option(
          "--search", value: .line("TEXT"),
          help: Text(
            ru: "искать в названиях, именах, телефонах и e-mail",
            en: "look in names, people's names, phones and e-mails")
        ) { $0.search = $1 },
        .option(
          "--sort", value: .names("F,-F"),
          help: Text(
            ru: "порядок: поля, как в --fields; с минусом — по убыванию: -budget,name",
            en: "order: fields as in --fields, with a minus for descending: -budget,name")
        ) { $0.sort = $1 },
      ],
      examples: [
        Example(
          "crm company list --without-deal",
          Text(ru: "с кем никто не работает", en: "nobody works on"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, total, presentation) = try session.read {
      (snapshot) throws(CRMError) -> ([CompanyRow], Int, Presentation) in
      let index = try snapshot.index()
      let companies = index.companies
      let search = search.map { RecordSearch($0, index) }
      let rows = companies.map(\.record).filter { includes($0, index, search) }
        .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        .map { CompanyRow(record: $0) }
      return (rows, companies.count, try session.presentation(snapshot))
    }
    let sorted = try session.sorted(rows, by: sort, .company)
    try session.list(.company, sorted, nil, of: total, .companies, presentation)
  }

  private func includes(
    _ record: CompanyRecord, _ index: RecordIndex, _ search: RecordSearch?
  ) -> Bool {
    let company = record.company
    return (manager == nil || company.manager == manager)
      && (tag.map { tag in company.tags.contains { Folding.fold($0) == Folding.fold(tag) } } ?? true)
      && (!isWithoutDeal || !index.deals(of: company.id).contains { !$0.isDeleted })
      && (search == nil || search?.match(company.id) != nil)
  }
}
