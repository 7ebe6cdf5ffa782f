import CRMModel

/// What documents say about each other.
extension Check {
  /// One problem for each thing that is missing, at the first document that refers to it: the others
  /// are its consequences.
  mutating func lookAtReferences() {
    var missing: [Reference: FileTally] = [:]
    for (id, company) in facts.contacts.sorted(by: { $0.key < $1.key })
    where isJudged(DocumentPlace(id)) && facts.isMissing(DocumentPlace(company)) {
      missing[.document(DocumentPlace(company)), default: FileTally()].add(Contact.path(id))
    }
    for (id, deal) in facts.deals.sorted(by: { $0.key < $1.key })
    where isJudged(DocumentPlace(id)) {
      if let reference = firstMissing(of: deal) {
        missing[reference, default: FileTally()].add(deal.path)
      } else if deal.contacts.contains(where: { isForeign($0, to: deal.company) }) {
        report(
          .wrongContacts, deal.path,
          Phrase(
            ru: "контакт — из другой компании (R5)", en: "a contact belongs to another company (R5)"
          ))
      }
    }
    for (place, references) in facts.references.sorted(by: { $0.key.path < $1.key.path })
    where isJudged(place) {
      guard let reference = references.first(where: facts.isMissing) else { continue }
      missing[.document(reference), default: FileTally()].add(place.path)
    }
    for (reference, tally) in missing {
      guard let first = tally.first else { continue }
      let name = reference.name
      report(
        .danglingReference, first,
        Phrase(
          ru: "\(name.ru) не существует\(tally.more.ru)",
          en: "\(name.en) does not exist\(tally.more.en)"))
    }
  }

  /// Whether a contact works at another company; one that is nowhere is told at the contact.
  private func isForeign(_ contact: ContactID, to company: CompanyID) -> Bool {
    facts.contacts[contact].map { $0 != company && !facts.isMissing(DocumentPlace($0)) } ?? false
  }

  private func firstMissing(of deal: CheckFacts.Deal) -> Reference? {
    let own = [DocumentPlace(deal.company)] + deal.contacts.map { DocumentPlace($0) }
    if let missing = own.first(where: facts.isMissing) { return .document(missing) }
    switch pipelines[deal.pipeline] {
    case nil where knowsPipelines:
      return .pipeline(deal.pipeline)
    case .some(let pipeline?) where pipeline.stage(deal.stage) == nil:
      return .stage(deal.pipeline, deal.stage)
    case nil, .some:
      break
    }
    guard let link = deal.chain else { return nil }
    return [link.id, link.previous, link.next].compactMap { $0 }.map { DocumentPlace($0) }
      .first(where: facts.isMissing).map { .document($0) }
  }
}

extension Check {
  /// What a document can refer to.
  private enum Reference: Hashable {
    case document(DocumentPlace)
    case pipeline(PipelineID)
    case stage(PipelineID, StageID)

    var name: Phrase {
      switch self {
      case .document(let place):
        Phrase(
          ru: "\(place.kind.one.ru) \(place.text)", en: "\(place.kind.one.en) \(place.text)")
      case .pipeline(let id):
        Phrase(
          ru: "воронка '\(SafeText.visible(id.text))'",
          en: "pipeline '\(SafeText.visible(id.text))'")
      case .stage(let pipeline, let id):
        Phrase(
          ru: "этап '\(SafeText.visible(id.text))' воронки '\(SafeText.visible(pipeline.text))'",
          en:
            "stage '\(SafeText.visible(id.text))' of pipeline '\(SafeText.visible(pipeline.text))'")
      }
    }
  }
}
