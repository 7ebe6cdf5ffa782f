import CRMModel

/// Payment chains (R19 to R22): links in both directions, part numbers, sums.
extension Check {
  private typealias Part = (id: DealID, link: ChainLink, deal: CheckFacts.Deal)

  /// One problem a chain, at its first part; none where a part has a problem of its own.
  mutating func lookAtChains() {
    var chains: [DealID: [Part]] = [:]
    for (id, deal) in facts.deals {
      if let link = deal.chain { chains[link.id, default: []].append((id, link, deal)) }
    }
    for (_, parts) in chains.sorted(by: { $0.key < $1.key }) {
      let parts = parts.sorted { ($0.link.part, $0.id) < ($1.link.part, $1.id) }
      guard let first = parts.first, parts.contains(where: { isJudged(DocumentPlace($0.id)) }),
        !parts.contains(where: isUnclear),
        let message = problem(of: parts)
      else { continue }
      report(.brokenChain, first.deal.path, message)
    }
  }

  /// Whether a part cannot be judged because something else about it or beside it is wrong.
  private func isUnclear(_ part: Part) -> Bool {
    let neighbours = [part.link.id, part.link.previous, part.link.next].compactMap { $0 }
    return hasProblem(part.deal.path)
      || neighbours.contains { facts.deals[$0].map { hasProblem($0.path) } ?? true }
      || kind(of: part) == nil
  }

  private func kind(of part: Part) -> Stage.Kind? {
    pipelines[part.deal.pipeline]??.stage(part.deal.stage)?.kind
  }

  /// The first invariant that does not hold, in words.
  private func problem(of parts: [Part]) -> Phrase? {
    for (index, part) in parts.enumerated() {
      let previous = index > 0 ? parts[index - 1].id : nil
      let next = index + 1 < parts.count ? parts[index + 1].id : nil
      if part.link.part != index + 1 || index == 0 && part.id != part.link.id {
        return Phrase(
          ru: "части разбивки пронумерованы не подряд с 1",
          en: "the parts of the payment chain do not count from 1")
      }
      if part.link.previous != previous || part.link.next != next {
        return Phrase(
          ru: "часть \(index + 1) разбивки связана не с соседними частями",
          en: "part \(index + 1) of the payment chain is not linked with its neighbours")
      }
      if part.deal.isDeleted {
        return Phrase(
          ru: "часть \(index + 1) разбивки удалена (R22a)",
          en: "part \(index + 1) of the payment chain is deleted (R22a)")
      }
    }
    return problem(ofSumsOf: parts)
  }

  private func problem(ofSumsOf parts: [Part]) -> Phrase? {
    guard let total = parts.first?.link.total else { return nil }
    if parts.contains(where: { $0.link.total != total }) {
      return Phrase(
        ru: "полная сумма у частей разбивки разная",
        en: "the parts of the payment chain have different full sums")
    }
    if parts.dropLast().contains(where: { kind(of: $0) == .open }) {
      return Phrase(
        ru: "открытой может быть только последняя часть разбивки (R22)",
        en: "only the last part of the payment chain can be open (R22)")
    }
    let sums = ChainSums(
      parts: parts.map { (kind(of: $0) ?? .open, $0.deal.budget) }, total: total)
    guard sums.paid.adding(sums.expected) != total else { return nil }
    return Phrase(
      ru: "оплачено \(sums.paid.shown.ru) и ожидается \(sums.expected.shown.ru), "
        + "а полная сумма \(total.shown.ru) (R22)",
      en: "\(sums.paid.shown.en) is paid and \(sums.expected.shown.en) expected, "
        + "but the full sum is \(total.shown.en) (R22)")
  }
}
