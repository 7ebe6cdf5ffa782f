import CRMModel

/// What papers say of each other (R86).
extension Check {
  mutating func lookAtPapers() {
    let tree = PaperTree(facts.papers)
    var numbers: Set<[String]> = []
    // The elder one of two keeps its number.
    for paper in facts.papers.sorted(by: {
      ($0.createdAt ?? .first, $0.id) < ($1.createdAt ?? .first, $1.id)
    }) where isJudged(paper.place) {
      if let fault = tree.fault(of: paper) {
        report(.brokenPaper, paper.path, fault)
      } else if !numbers.insert([paper.type.id, paper.name]).inserted {
        let noun = paper.type.noun
        report(
          .duplicateNumber, paper.path,
          Phrase(
            ru: "номер есть у другого такого документа: crm \(noun) renumber \(paper.id.text)",
            en: "another such paper has the number: crm \(noun) renumber \(paper.id.text)"))
      }
    }
  }
}
