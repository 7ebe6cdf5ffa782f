import CRMCore
import CRMModel

/// A company as it is printed.
struct CompanyRow {
  let record: CompanyRecord
  /// Its contacts, for the card.
  var contacts: [ContactRow] = []
  /// Its deals, for the card.
  var deals: [DealRow] = []
  /// What it is to the department (R68).
  var status: ClientStatus?
  /// What happened to it, for the card.
  var history: [Event] = []

  init(record: CompanyRecord, _ standing: CompanyStanding?) {
    self.record = record
    status = standing?.status(of: record)
  }

  var company: Company { record.company }
}

extension CompanyRow {
  /// The company for people, with its contacts and deals.
  func card(_ session: Session, _ presentation: Presentation) -> [String] {
    let own = presentation.own(company.fields).map { Fact($0.name, $0.text) }
    let legal = company.legal.map { entity in
      Fact(presentation.text(Phrase(ru: "юрлицо", en: "legal entity")), entity.name)
    }
    let merged = Fact(
      presentation.text(Phrase(ru: "слиты с ней", en: "merged into it")),
      company.merged.map(\.name).joined(separator: ", "))
    let standing = Fact(presentation.text(Phrase(ru: "статус", en: "status")), status?.name)
    return ClientCard(
      of: company, company.name, .companyCard, self, with: [standing], then: own + legal + [merged],
      session,
      presentation
    )
    .adding(Phrase(ru: "Контакты", en: "Contacts"), .contact, without: "company", contacts)
    .adding(deals)
    .lines
  }
}

extension Session {
  /// By which statuses of companies are told; `nil` where there are none (R68).
  func standing(_ snapshot: Snapshot) throws(CRMError) -> CompanyStanding? {
    guard !(try snapshot.settings().statuses.isEmpty) else { return nil }
    return try snapshot.schema(viewpoint(snapshot)).standing
  }
}

extension Noun where Row == CompanyRow {
  /// Companies: the keys are a part of the command contract.
  static var company: Noun<CompanyRow> {
    Noun(
      id: { $0.company.id.text }, owner: .company,
      columns(Property.ofCard) + [
        .own { $0.company.fields },
        Column(
          "status", Phrase(ru: "статус", en: "status"),
          shown: { row, _ in row.status?.name ?? "" }
        ) { .text($0.status?.id) },
      ] + columns(Property.ofTimes)
    ).asking(\.companies) { $0.record }
  }

  private static func columns(_ properties: [Property<CompanySubject>]) -> [Column<CompanyRow>] {
    properties.map { Column($0) { $0.record } }
  }

  /// A company with its contacts and deals, for `company show`.
  static var companyCard: Noun<CompanyRow> {
    company.adding(
      columns(Property.gathered) + [
        Column(
          "contacts", Phrase(ru: "контакты", en: "contacts"),
          shown: { row, _ in row.contacts.map(\.contact.name).joined(separator: ", ") }
        ) { .array($0.contacts.map { Noun<ContactRow>.contact.json($0) }) },
        .deals(\.deals),
        Column(
          "legal", Phrase(ru: "юрлица", en: "legal entities"),
          shown: { row, _ in row.company.legal.map(\.name).joined(separator: ", ") }
        ) { row in
          .array(
            row.company.legal.map {
              Noun<LegalRow>.legalEntity.json(LegalRow(company: row.company, entity: $0))
            })
        },
        Column(
          "merged", Phrase(ru: "слиты с ней", en: "merged into it"),
          shown: { row, _ in row.company.merged.map(\.name).joined(separator: ", ") }
        ) { .array($0.company.merged.map { .reference($0.id.text, $0.name) }) },
        .history(\.history),
      ])
  }
}
