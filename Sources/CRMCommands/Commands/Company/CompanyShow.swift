import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm company show COMPANY`.
struct CompanyShow: Runnable {
  var company = ""
  var prints: Printed { .card(.companyCard) }

  static var command: CRMCommand {
    CRMCommand(
      "show",
      Text(
        ru: "показать компанию, ее контакты и сделки",
        en: "show a company with its people and deals"),
      CompanyShow(),
      rows: [
        .company { $0.company = $1 }
      ],
      examples: [
        Example("crm company show 'Кафе Пушкин'", Text(ru: "вся карточка", en: "the whole card"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let company = try snapshot.company(company)
      let index = try snapshot.index()
      let rows = try DealRows(session, snapshot)
      var row = CompanyRow(record: CompanyRecord(company), try session.standing(snapshot))
      row.contacts = index.contacts(of: company.id).map {
        ContactRow($0.record, of: row.record)
      }
      row.deals = index.deals(of: company.id).filter { !$0.isDeleted }.map(rows.row)
      row.history = company.history
      return row
    }
    try session.show(.companyCard, row, presentation) {
      row.card(session, presentation)
    }
  }
}
