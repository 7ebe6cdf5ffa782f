import CRMCore
import CRMModel

/// A contact as it is printed.
struct ContactRow {
  let record: ContactRecord
  let companyName: String

  var contact: Contact { record.contact }

  /// The contact as expressions see it.
  func subject(in index: RecordIndex) -> ContactSubject {
    ContactSubject(record: record, company: index.company(record.company)?.record)
  }
}

extension Noun where Row == ContactRow {
  /// Contacts: the keys are a part of the command contract.
  static var contact: Noun<ContactRow> {
    Noun(
      id: { $0.contact.id.text }, owner: .contact,
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .key) { .text($0.contact.id.text) },
        Column("revision", Phrase(ru: "версия", en: "revision")) { .number($0.record.revision) },
        Column("name", Phrase(ru: "имя", en: "name"), table: .key) { .text($0.contact.name) },
        Column(
          "company", Phrase(ru: "компания", en: "company"), table: .main,
          shown: { row, _ in row.companyName }
        ) { .reference($0.contact.company.text, $0.companyName) },
        Column("position", Phrase(ru: "должность", en: "position"), table: .extra) {
          .text($0.contact.position)
        },
        Column("phone", Phrase(ru: "телефон", en: "phone"), table: .main) {
          .text($0.contact.phone?.display)
        },
        Column("phoneTyped", Phrase(ru: "телефон, как введен", en: "phone as typed")) {
          .text($0.contact.phone?.typed)
        },
        Column("email", Phrase(ru: "e-mail", en: "e-mail"), table: .extra) {
          .text($0.contact.email?.text)
        },
        Column("messenger", Phrase(ru: "мессенджер", en: "messenger")) {
          .text($0.contact.messenger)
        },
        Column(
          "role", Phrase(ru: "роль", en: "role"), table: .useful,
          shown: { row, presentation in presentation.text(row.contact.role.name) }
        ) { .text($0.contact.role.rawValue) },
        Column(
          "fields", Phrase(ru: "прочие поля", en: "other fields"),
          shown: { row, presentation in presentation.line(row.contact.fields) }
        ) { JSONValue($0.contact.fields) },
      ])
  }
}
