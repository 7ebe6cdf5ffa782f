import CRMCore
import CRMModel

/// A company as it is printed.
struct CompanyRow {
  let record: CompanyRecord
  /// Its contacts, for the card.
  var contacts: [ContactRow] = []
  /// Its deals, for the card.
  var deals: [DealRow] = []

  var company: Company { record.company }
}

extension Noun where Row == CompanyRow {
  /// Companies: the keys are a part of the command contract.
  static var company: Noun<CompanyRow> {
    Noun(
      id: { $0.company.id.text }, owner: .company,
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .key) { .text($0.company.id.text) },
        Column("revision", Phrase(ru: "версия", en: "revision")) { .number($0.record.revision) },
        Column("name", Phrase(ru: "название", en: "name"), table: .key) {
          .text($0.company.name)
        },
        Column("phone", Phrase(ru: "телефон", en: "phone"), table: .main) {
          .text($0.company.phone?.display)
        },
        Column("phoneTyped", Phrase(ru: "телефон, как введен", en: "phone as typed")) {
          .text($0.company.phone?.typed)
        },
        Column("email", Phrase(ru: "e-mail", en: "e-mail"), table: .extra) {
          .text($0.company.email?.text)
        },
        Column("address", Phrase(ru: "адрес", en: "address"), table: .extra) {
          .text($0.company.address)
        },
        Column("city", Phrase(ru: "город", en: "city")) { .text($0.company.city) },
        Column("inn", Phrase(ru: "ИНН", en: "INN")) { .text($0.company.taxNumber?.text) },
        Column("site", Phrase(ru: "сайт", en: "site")) { .text($0.company.site) },
        Column("manager", Phrase(ru: "менеджер", en: "manager"), table: .useful) {
          .text($0.company.manager.text)
        },
        Column(
          "tags", Phrase(ru: "метки", en: "tags"),
          shown: { row, _ in row.company.tags.joined(separator: ", ") }
        ) { .array($0.company.tags.map(JSONValue.string)) },
        Column(
          "fields", Phrase(ru: "прочие поля", en: "other fields"),
          shown: { row, presentation in presentation.line(row.company.fields) }
        ) { JSONValue($0.company.fields) },
        Column(
          "createdAt", Phrase(ru: "создана", en: "created"),
          shown: { row, presentation in row.record.createdAt.map(presentation.spokenTime) ?? "" }
        ) { .time($0.record.createdAt) },
        Column(
          "updatedAt", Phrase(ru: "изменена", en: "updated"),
          shown: { row, presentation in row.record.updatedAt.map(presentation.spokenTime) ?? "" }
        ) { .time($0.record.updatedAt) },
      ])
  }

  /// A company with its contacts and deals, for `company show`.
  static var companyCard: Noun<CompanyRow> {
    Noun(
      id: company.id, owner: company.owner,
      company.columns + [
        Column(
          "contacts", Phrase(ru: "контакты", en: "contacts"),
          shown: { row, _ in row.contacts.map(\.contact.name).joined(separator: ", ") }
        ) { .array($0.contacts.map { Noun<ContactRow>.contact.json($0) }) },
        Column(
          "deals", Phrase(ru: "сделки", en: "deals"),
          shown: { row, _ in
            row.deals.map { "\($0.record.id.text) \($0.record.name)" }.joined(separator: ", ")
          }
        ) { .array($0.deals.map { Noun<DealRow>.deal.json($0) }) },
      ])
  }
}
