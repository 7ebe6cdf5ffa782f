extension Requirement {
  /// R6: who decides, and how that person can be reached.
  static let decisionMaker = Requirement(
    id: .decisionMaker, lasts: .on,
    asks: { _, _ in
      Phrase(
        ru: "контакт ЛПР или ЛВПР: полное имя, телефон или мессенджер, e-mail",
        en: "a decision-maker or influencer with full name, a phone or messenger, and e-mail")
    },
    missing: { subject, _ in
      let candidates = subject.decisionMakers
      guard let best = candidates.first else {
        return [
          Missing(
            .decisionMaker,
            Phrase(
              ru: "нет контакта ЛПР или ЛВПР",
              en: "there is no contact who decides or influences the decision"),
            option: nil, remedies: subject.remediesForNoDecisionMaker)
        ]
      }
      let gaps = best.gaps.intersection(.forStage)
      guard !gaps.isEmpty else { return [] }
      return [
        Missing(
          .decisionMaker, best.lacks(gaps), option: nil, remedies: [best.remedy(for: gaps)])
      ]
    })
}

extension DealCase {
  /// The contacts who count for `decision-maker`, the one whose card lacks least in front.
  var decisionMakers: [Contact] {
    let counting = Set(deal.contacts.lazy.filter(\.role.counts).map(\.contact))
    return contacts.filter { counting.contains($0.id) }
      .sorted { $0.gaps.rank < $1.gaps.rank }
  }

  fileprivate var remediesForNoDecisionMaker: [Remedy] {
    if let contact = contacts.first {
      return [
        Remedy(
          "deal", "contact", "add", deal.id.text, contact.id.text, "--role",
          Role.decisionMaker.rawValue)
      ]
    }
    return [
      Remedy("contact", "add", company.id.text)
        .asking("--name").asking("--position").asking("--phone").asking("--email")
        .adding("--role", Role.decisionMaker.rawValue),
      Remedy("deal", "contact", "add", deal.id.text)
        .asking(.contact).adding("--role", Role.decisionMaker.rawValue),
    ]
  }
}

extension ContactGaps {
  /// Fewer gaps of the stage first, then fewer of the audit's.
  var rank: Int { intersection(.forStage).rawValue.nonzeroBitCount * 8 + rawValue.nonzeroBitCount }
}

extension Contact {
  /// What the card lacks, in words.
  func lacks(_ gaps: ContactGaps) -> Phrase {
    let list = gaps.list.map(\.name).joined(separator: ", ")
    return Phrase(
      ru: "у контакта '\(name)' не заполнено: \(list.ru)", en: "contact '\(name)' lacks \(list.en)")
  }

  /// The command that fills the gaps.
  func remedy(for gaps: ContactGaps) -> Remedy {
    gaps.list.reduce(Remedy("contact", "edit", id.text)) { $0.asking($1.option) }
  }
}
