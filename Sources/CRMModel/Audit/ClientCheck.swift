/// A client under audit.
struct AuditClient {
  let company: any CompanyFacts
  /// Who works there; nobody where no check looks at people.
  let people: [any ContactFacts]
  /// What is found of the papers that it has without a deal.
  let ofPapers: [PaperFinding]
}

/// One check of a client: of a company, or of the people who work there.
struct ClientCheck: Sendable {
  /// Its name.
  let id: AuditCheck.ID
  /// How bad what it finds is.
  let severity: Finding.Severity
  /// Whether it looks at the people too, who are looked up for nobody else.
  var asksForPeople = false
  /// How many things fall short; asked of every company every evening, and so without a word.
  let count: @Sendable (AuditClient) -> Int
  /// The same things in words, as many as were counted.
  let words: @Sendable (AuditClient) -> [AuditCheck.Result]

  /// R25: a company nobody works on; `worked` are the ids of the others.
  static func withoutDeal(_ worked: Set<UInt64>) -> ClientCheck {
    ClientCheck(
      id: .companyWithoutDeal, severity: .warning,
      count: { worked.contains($0.company.id.bits) ? 0 : 1 },
      words: { client in
        [
          .init(
            message: Phrase(ru: "у компании нет ни одной сделки", en: "the company has no deal"),
            fix: Remedy("deal", "add", client.company.id.text)
              .asking("--pipeline").asking("--next").adding("--due", "tomorrow"))
        ]
      })
  }

  /// A department's own check of companies or contacts (R43); `nil` for one of deals, and for one that
  /// is mistaken, which lint reports.
  static func own(_ check: OwnCheck, _ rules: DealRules) -> ClientCheck? {
    switch check.on {
    case .company:
      rules.judging(check, \.companies).map { condition, words in
        ClientCheck(
          id: check.id, severity: check.severity,
          count: { condition.holds($0.company.record) ? 1 : 0 },
          words: { [words($0.company.record)] })
      }
    case .contact:
      rules.judging(check, \.contacts).map { condition, words in
        ClientCheck(
          id: check.id, severity: check.severity, asksForPeople: true,
          count: { $0.subjects.count(where: condition.holds) },
          words: { $0.subjects.filter(condition.holds).map(words) })
      }
    default: nil
    }
  }
}

extension AuditClient {
  fileprivate var subjects: [ContactSubject] {
    people.map { ContactSubject(record: $0.record, company: company.record) }
  }
}
