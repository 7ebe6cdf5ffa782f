import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact list [--company C]`.
struct ContactList: Runnable {
  var company: String?
  var search: String?
  var filter = WhereOptions()
  var sort: [String] = []
  var prints: Printed { .list(.contact, by: sort) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать контакты", en: "list contacts"), ContactList(),
      rows: [
        .ofCompany { $0.company = $1 },
        .option(
          "--search", value: .searched("TEXT"),
          help: Text(
            ru: "искать в именах, телефонах и e-mail", en: "look in names, phones and e-mails")
        ) { $0.search = $1 },
        .group(WhereOptions.rows) { options, fill in fill(&options.filter) },
        .sort { $0.sort = $1 },
      ],
      examples: [
        Example(
          "crm contact list --company 'Кафе Пушкин'",
          Text(ru: "люди заведения", en: "people of a venue"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (list, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try found(session, snapshot)
    }
    let sorted = session.sorted(list.rows, by: sort, .contact)
    try session.list(.contact, sorted, nil, of: list.total, .contacts, presentation)
  }

  /// What fits, and among how many.
  func found(
    _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> (rows: [ContactRow], total: Int) {
    let index = try snapshot.index()
    let records: [any ContactFacts]
    if let company {
      records = index.contacts(of: try snapshot.company(company).id)
    } else {
      records = index.contacts.map { (name: $0.name, facts: $0) }
        .sorted { ($0.name, $0.facts.id) < ($1.name, $1.facts.id) }.map(\.facts)
    }
    let search = search.map(SearchText.init)
    let rows = records.map { facts in
      ContactRow(facts.record, of: index.company(facts.company)?.record)
    }
    let condition = try filter.condition(session, snapshot) { $0.contacts }
    let found = rows.filter { row in
      (search.map { row.contact.match($0) != nil } ?? true)
        && condition?.holds(row.subject) ?? true
    }
    return (found, records.count)
  }
}
