import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm company remove COMPANY`.
struct CompanyRemove: WritingRunnable {
  var company = ""
  var write = WriteOptions()
  var prints: Printed { .card(.company) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "убрать компанию", en: "remove a company"),
      discussion: Text(
        ru: "Компания с контактами или сделками, хотя бы удаленными, не убирается; убранную "
          + "возвращает crm undo.",
        en: "A company with contacts or deals, deleted ones too, is not removed; crm undo brings a "
          + "removed one back."),
      CompanyRemove(),
      rows: [
        .company { $0.company = $1 }
      ],
      examples: [
        Example(
          "crm company remove 'Бар Север'", Text(ru: "заведена по ошибке", en: "added by mistake")
        )
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.writeToShow(write) { (transaction) throws(CRMError) in
      let company = try transaction.company(company)
      let users = try transaction.users(of: company)
      guard users.isEmpty else {
        let counts = Kind.documents.compactMap { kind -> Phrase? in
          let count = users.count { $0.kind == kind }
          return count > 0 || [.contact, .deal].contains(kind) ? kind.things.counted(count) : nil
        }
        let contacts = users.filter { $0.kind == .contact }
        let list = Phrase(
          ru: counts.map(\.ru).joined(separator: ", "), en: counts.map(\.en).joined(separator: ", ")
        )
        throw .refused(
          Refusal(
            "R67",
            Phrase(
              ru: "нельзя убрать компанию '\(company.name)': \(list.ru)",
              en: "company '\(company.name)' cannot be removed: \(list.en)"),
            remedies: [Remedy("company", "show", company.id.text)]
              + contacts.prefix(contacts.count == users.count ? 5 : 0).map {
                Remedy("contact", "remove", $0.id)
              }))
      }
      try transaction.remove(company)
      return CompanyRow(record: CompanyRecord(company), try session.standing(transaction))
    }
    let removed = presentation.text(Phrase(ru: "убрана", en: "removed"))
    let done = session.changed(
      row.record.company.id.text, row.record.company.name, [removed], write, presentation)
    try session.show(.company, row, presentation, done: done)
  }
}
