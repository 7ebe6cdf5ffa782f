/// R6: a refusal names, for each missing thing, the option that supplies it, or the command that does.
extension [Missing] {
  /// The same things where the command has only these options: what it has none for, another command
  /// supplies, naming the subject's deal and the stage that the things are missing for.
  func supplied(by options: Set<String>, on subject: DealCase, at stage: Stage) -> [Missing] {
    map { missing in
      guard let option = missing.option, !options.contains(option) else { return missing }
      return Missing(
        missing.requirement, missing.message, option: nil,
        remedies: missing.remedies + [subject.remedy(supplying: option, missing.value, at: stage)])
    }
  }

  /// The same things for a deal that does not exist yet: a hint names the company or its contacts.
  func supplied(by options: Set<String>, to newDeal: DealCase) -> [Missing] {
    map { missing in
      var remedies = missing.remedies.filter { !$0.names(newDeal.deal.id) }
      if missing.requirement == .decisionMaker, remedies.isEmpty,
        let contact = newDeal.contacts.first
      {
        remedies = [
          Remedy("contact", "edit", contact.id.text, "--role", Role.decisionMaker.rawValue)
        ]
      }
      let option = missing.option.flatMap { options.contains($0) ? $0 : nil }
      return Missing(
        missing.requirement, missing.message, option: option, value: missing.value,
        remedies: remedies)
    }
  }
}

extension DealCase {
  /// The command that supplies what an option of another command would.
  fileprivate func remedy(
    supplying option: String, _ value: Phrase?, at stage: Stage
  ) -> Remedy {
    // What was written on the chain's first deal counts for every part (R20).
    let comment = Remedy("comment", "add", (deal.chain?.id ?? deal.id).text)
    let edit = Remedy("deal", "edit", deal.id.text)
    switch option {
    case "--comment":
      return comment.asking(.comment).adding("--stage", stage.id.text)
    case "--report":
      return stage.template.map { comment.asking(for: $0, at: stage.id) } ?? comment
    case "--next", "--due":
      return Remedy("task", "set", deal.id.text).asking(.action).asking("--due")
    default: return edit.asking(option, value ?? Placeholder(for: option).phrase)
    }
  }
}

extension Remedy {
  /// The same command with every section that a report must have.
  func asking(for template: ReportTemplate, at stage: StageID) -> Remedy {
    template.sections.filter(\.isRequired).reduce(adding("--stage", stage.text)) {
      $0.asking("--report", Placeholder.section($1.id))
    }
  }

  /// Whether a word of the command is this deal.
  fileprivate func names(_ deal: DealID) -> Bool { words.contains { $0.en == deal.text } }

  /// The same command for another deal.
  func naming(_ deal: DealID, insteadOf other: DealID) -> Remedy {
    Remedy(words: words.map { $0.en == other.text ? Phrase(deal.text) : $0 })
  }
}
