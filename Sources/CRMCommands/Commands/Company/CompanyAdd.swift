import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm company add NAME …`.
struct CompanyAdd: WritingRunnable {
  var name = ""
  var company = CardOptions<Company>()
  var duplicate = DuplicateOption()
  var write = WriteOptions()
  var prints: Printed { .card(.company) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести компанию", en: "add a company"),
      discussion: Text(
        ru: "Если у другой компании тот же ИНН, e-mail или телефон, новая не заводится.",
        en: "A company is not added where another one has the tax number, e-mail or phone."),
      CompanyAdd(),
      rows: [
        .argument(.line("NAME"), help: Text(ru: "название", en: "its name")) { $0.name = $1 },
        .group(CardOptions.rows([.manager, .tag(.tags)])) { options, fill in fill(&options.company)
        },
        .group(DuplicateOption.rows) { options, fill in fill(&options.duplicate) },
      ],
      examples: [
        Example(
          "crm company add 'Бар Север' --phone '8 (495) 765-43-21' --address 'Тверской бульвар, 26'",
          Text(ru: "с телефоном и адресом", en: "with phone and address"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportCompany(write) { (transaction) throws(CRMError) in
      try company.made(name, duplicate, session, transaction) { id in
        [Remedy("deal", "add", id).asking("--pipeline")] + session.editing(.company, id)
      }
    }
    session.notice(company.edit.notices)
  }
}

extension CardOptions<Company> {
  /// A new company, which is not kept yet; one that is here already is refused or said (R64).
  func made(
    _ name: String, _ duplicate: DuplicateOption, _ session: Session, _ transaction: Transaction,
    instead: (String) -> [Remedy]
  ) throws(CRMError) -> Company {
    let made = try edit(of: nil, transaction).add(
      id: try transaction.newIdentifier(Company.self), name: name, in: transaction.context)
    session.notice(
      try duplicate.notices(
        of: transaction.matches(for: MatchSubject(made)), adding: name, session, instead))
    return made
  }
}
