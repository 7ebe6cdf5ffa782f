import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm company edit COMPANY …`.
struct CompanyEdit: WritingRunnable {
  var reference = ""
  var company = CardOptions<Company>()
  var bulk = BulkOptions()
  var write = WriteOptions()
  var prints: Printed { bulk.printed(.company) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить компанию", en: "edit a company"),
      discussion: Text(
        ru: "Пустое значение ('') очищает поле, если оно не нужно открытой сделке.",
        en: "An empty value ('') empties a field that no open deal needs."),
      CompanyEdit(),
      rows: [
        .company(isRequired: false) { $0.reference = $1 },
        .group(BulkOptions.rows(inPlaceOf: "COMPANY")) { options, fill in fill(&options.bulk) },
        .atLeastOne(of: [
          .option("--name", value: .line("NAME"), help: Text(ru: "название", en: "its name")) {
            $0.company.edit.set(.name, .text($1))
          },
          .group(CardOptions.rows([.manager, .tag(.tags), .untag(.tags)])) { options, fill in
            fill(&options.company)
          },
        ]),
      ],
      examples: [
        Example(
          "crm company edit 'Кафе Пушкин' --address 'Тверской бульвар, 26'",
          Text(ru: "уточнить адрес", en: "complete the address")),
        Example(
          "crm company edit --where 'city = Москва' --tag столица --yes",
          Text(ru: "пометить все сразу", en: "label all of them at once")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    if bulk.expression == nil {
      try session.reportCompany(write) { (transaction) throws(CRMError) in
        let before = try transaction.company(reference)
        let edited = try edited(before, transaction)
        session.notice(
          try transaction.notices(of: MatchSubject(edited), since: MatchSubject(before)))
        return edited
      }
    } else {
      try session.changeAll(
        bulk, write, .company, .companies, chosen: bulk.companies, name: \.record.name
      ) { (row, transaction) throws(CRMError) in
        let company = try edited(transaction.get(row.record.id), transaction)
        try transaction.put(company)
        return (CompanyRow(record: CompanyRecord(company), nil), [])
      }
    }
    session.notice(company.edit.notices)
  }

  private func edited(
    _ before: Company, _ transaction: Transaction
  ) throws(CRMError) -> Company {
    let edit = try company.edit(of: before, transaction)
    let edited = edit.apply(to: before, in: transaction.context)
    if edit.canLose {
      try transaction.requireNothingLost(of: edited.id) { $0.company = edited }
    }
    return edited
  }
}

extension Session {
  /// Keeps a new or changed company, and prints it.
  func reportCompany(
    _ write: WriteOptions, _ action: (Transaction) throws(CRMError) -> Company
  ) throws(CRMError) {
    let (row, changes, presentation) = try self.write(write) {
      (transaction) throws(CRMError) -> (CompanyRow, [String], Presentation) in
      let company = try action(transaction)
      try transaction.put(company)
      let presentation = try self.presentation(transaction)
      return (
        CompanyRow(record: CompanyRecord(company), try standing(transaction)),
        company.changes(of: transaction.context.operation, in: .company, presentation), presentation
      )
    }
    let done = changed(row.company.id.text, row.company.name, changes, write, presentation)
    try show(.company, row, presentation, done: done)
  }
}
