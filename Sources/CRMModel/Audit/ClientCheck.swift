/// One check of a client: of a company, or of the people who work there.
struct ClientCheck: Sendable {
  /// Its name.
  let id: AuditCheck.ID
  /// How bad what it finds is.
  let severity: Finding.Severity
  /// Whether it looks at the people too, who are looked up for nobody else.
  var asksForPeople = false
  /// What falls short, in words.
  let results: @Sendable (any CompanyFacts, [any ContactFacts]) -> [AuditCheck.Result]

  /// R25: a company nobody works on; `worked` are the ids of the others.
  static func withoutDeal(_ worked: Set<UInt64>) -> ClientCheck {
    ClientCheck(id: .companyWithoutDeal, severity: .warning) { company, _ in
      guard !worked.contains(company.id.bits) else { return [] }
      return [
        .init(
          message: Phrase(ru: "у компании нет ни одной сделки", en: "the company has no deal"),
          fix: Remedy("deal", "add", company.id.text)
            .asking("--pipeline").asking("--next").adding("--due", "tomorrow"))
      ]
    }
  }

  /// A department's own check of companies or contacts (R43); `nil` for one of deals, and for one that
  /// is mistaken, which lint reports.
  static func own(_ check: OwnCheck, _ rules: DealRules) -> ClientCheck? {
    switch check.on {
    case .deal: nil
    case .company:
      rules.judging(check, \.companies).map { found in
        ClientCheck(id: check.id, severity: check.severity) { company, _ in
          [found(company.record)].compactMap(\.self)
        }
      }
    case .contact:
      rules.judging(check, \.contacts).map { found in
        ClientCheck(id: check.id, severity: check.severity, asksForPeople: true) {
          company, people in
          people.compactMap { found(ContactSubject(record: $0.record, company: company.record)) }
        }
      }
    }
  }
}
