import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm contact list [--company C]`.
struct ContactList: Runnable {
  var company: String?

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать контакты", en: "list contacts"), ContactList(),
      rows: [
        .option(
          "--company", value: .reference("COMPANY", "company"),
          help: Text(ru: "только этой компании", en: "only of this company")
        ) { $0.company = $1 }
      ],
      examples: [
        Example(
          "crm contact list --company 'Кафе Пушкин'",
          Text(ru: "люди заведения", en: "people of a venue"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.read {
      (snapshot) throws(CRMError) -> ([ContactRow], Presentation) in
      let index = try snapshot.index()
      let records: [any ContactFacts]
      if let company {
        records = index.contacts(of: try snapshot.company(company).id)
      } else {
        records = index.contacts.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
      }
      let rows = records.map { facts in
        ContactRow(record: facts.record, companyName: index.company(facts.company)?.name ?? "")
      }
      return (rows, try session.presentation(snapshot))
    }
    try session.list(.contact, rows, presentation)
  }
}
