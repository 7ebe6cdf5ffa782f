/// One check of a client: of a company, or of the people who work there.
struct ClientCheck: Sendable {
  /// Its name.
  let id: AuditCheck.ID
  /// How bad what it finds is.
  let severity: Finding.Severity
  /// Whether it looks at the people too, who are looked up for nobody else.
  var asksForPeople = false
  /// How many things fall short; asked of every company every evening, and so without a word.
  let count: @Sendable (any CompanyFacts, [any ContactFacts]) -> Int
  /// The same things in words, as many as were counted.
  let words: @Sendable (any CompanyFacts, [any ContactFacts]) -> [AuditCheck.Result]

  /// R25: a company nobody works on; `worked` are the ids of the others.
  static func withoutDeal(_ worked: Set<UInt64>) -> ClientCheck {
    ClientCheck(
      id: .companyWithoutDeal, severity: .warning,
      count: { company, _ in worked.contains(company.id.bits) ? 0 : 1 },
      words: { company, _ in
        [
          .init(
            message: Phrase(ru: "у компании нет ни одной сделки", en: "the company has no deal"),
            fix: Remedy("deal", "add", company.id.text)
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
          count: { company, _ in condition.holds(company.record) ? 1 : 0 },
          words: { company, _ in [words(company.record)] })
      }
    case .contact:
      rules.judging(check, \.contacts).map { condition, words in
        ClientCheck(
          id: check.id, severity: check.severity, asksForPeople: true,
          count: { company, people in
            people.count { condition.holds(ContactSubject($0, of: company)) }
          },
          words: { company, people in
            people.map { ContactSubject($0, of: company) }.filter(condition.holds).map(words)
          })
      }
    default: nil
    }
  }
}

extension ContactSubject {
  fileprivate init(_ person: any ContactFacts, of company: any CompanyFacts) {
    self.init(record: person.record, company: company.record)
  }
}
