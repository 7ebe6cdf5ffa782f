extension Requirement {
  /// R6: the company card is as complete as the pipeline's `companyFields` say.
  static let companyCard = Requirement(
    id: .companyCard, lasts: .on,
    asks: { pipeline, _ in
      let list = pipeline.companyFields.map(\.name).joined(separator: ", ")
      return Phrase(ru: "карточка компании: \(list.ru)", en: "the company card: \(list.en)")
    },
    missing: { subject, _ in
      let empty = subject.pipeline.companyFields.filter { !$0.isFilled(in: subject.company) }
      guard !empty.isEmpty else { return [] }
      return [
        Missing(
          .companyCard, Field<Company>.lacking(empty), option: nil,
          remedies: [Field<Company>.remedy(for: empty, company: subject.company.id)])
      ]
    })

  /// R13: a comment that fills every required section of the department's template.
  static let meetingReport = Requirement(
    id: .meetingReport, lasts: .on,
    asks: { _, stage in
      let sections = stage.template?.sections.filter(\.isRequired) ?? []
      let titles = sections.map { "\($0.title) (\($0.id))" }.joined(separator: ", ")
      return Phrase(ru: "отчет о встрече: \(titles)", en: "the meeting report: \(titles)")
    },
    missing: { subject, stage in
      guard let template = stage.template else { return [] }
      let comments = subject.comments(for: stage.id)
      let fullest = comments.filter { !$0.report.isEmpty }
        .min { template.unfilled(by: $0).count < template.unfilled(by: $1).count }
      let unfilled = fullest.map(template.unfilled) ?? template.sections.filter(\.isRequired)
      if unfilled.isEmpty {
        return subject.pipeline.commentProblem(among: comments) == nil
          ? [] : Requirement.comment.missing(subject, stage)
      }
      return unfilled.map { section in
        let entry = Placeholder.section(section.id)
        return Missing(
          .meetingReport,
          Phrase(
            ru: "в отчете о встрече не заполнен раздел '\(section.title)': "
              + "--report \(entry.ru)",
            en: "the meeting report lacks the section '\(section.title)': "
              + "--report \(entry.en)"),
          option: "--report", value: entry, section: section.title)
      }
    })
}

extension Field<Company> {
  /// What a company card lacks, in words.
  static func lacking(_ fields: [Field<Company>]) -> Phrase {
    let list = fields.map(\.name).joined(separator: ", ")
    return Phrase(
      ru: "в карточке компании не заполнено: \(list.ru)", en: "the company card lacks \(list.en)")
  }

  /// The command that fills the card.
  static func remedy(for fields: [Field<Company>], company: CompanyID) -> Remedy {
    fields.reduce(Remedy("company", "edit", company.text)) { $0.asking($1.option) }
  }
}
