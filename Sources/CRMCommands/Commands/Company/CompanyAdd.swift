import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm company add NAME …`.
struct CompanyAdd: WritingRunnable {
  var name = ""
  var company = CardOptions<Company>()
  var write = WriteOptions()
  var prints: Printed { .card(.company) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести компанию", en: "add a company"), CompanyAdd(),
      rows: [
        .argument(.line("NAME"), help: Text(ru: "название", en: "its name")) { $0.name = $1 },
        .group(CardOptions.rows([.manager, .tag(.tags)])) { options, fill in fill(&options.company)
        },
      ],
      examples: [
        Example(
          "crm company add 'Кафе Пушкин' --phone '8 (495) 123-45-67' --address 'Тверской бульвар, 26'",
          Text(ru: "с телефоном и адресом", en: "with phone and address"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportCompany(write) { (transaction) throws(CRMError) in
      try company.made(name, session, transaction)
    }
    session.notice(company.edit.notices)
  }
}

extension CardOptions<Company> {
  /// A new company, which is not kept yet; one of the same name is said.
  func made(
    _ name: String, _ session: Session, _ transaction: Transaction
  ) throws(CRMError) -> Company {
    let id = try transaction.newIdentifier(Company.self)
    if let twin = try transaction.index([.company]).companies(named: name).first {
      session.notice(
        Phrase(
          ru: "компания с таким названием уже есть: \(twin.text)",
          en: "there is a company of this name already: \(twin.text)"))
    }
    return try edit(of: nil, transaction).add(id: id, name: name, in: transaction.context)
  }
}
