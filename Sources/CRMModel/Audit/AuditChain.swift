/// A payment chain as the audit sees it: all its parts that are not deleted.
struct AuditChain: Sendable {
  /// What the parts came to.
  let sums: ChainSums
  /// The first part there is, on which the chain's own faults are said once.
  let first: any DealFacts
  /// The part that is awaited.
  let awaited: (any DealFacts)?
  /// Whether a part was lost: what was paid until then is no price, and no bound holds for it (R22a).
  let isCutShort: Bool
  /// Everything that breaks R22.
  let faults: [Phrase]

  /// A chain of at least one part.
  init?(parts unordered: [any DealFacts]) {
    let parts = unordered.sorted {
      ($0.chain?.part ?? 0, $0.id) < ($1.chain?.part ?? 0, $1.id)
    }
    guard let first = parts.first, let total = first.chain?.total else { return nil }
    self.first = first
    sums = ChainSums(parts: parts.map { ($0.kind, $0.budget) }, total: total)
    let open = parts.filter { $0.kind == .open }
    awaited = open.first
    isCutShort = parts.contains { $0.kind == .lost }

    var faults: [Phrase] = []
    if sums.paid.adding(sums.expected) != total {
      faults.append(
        Phrase(
          ru: "в разбивке оплачено \(sums.paid.shown.ru) и ожидается \(sums.expected.shown.ru), "
            + "а полная сумма \(total.shown.ru)",
          en: "the split payment has \(sums.paid.shown.en) paid and \(sums.expected.shown.en) "
            + "expected, but a full sum of \(total.shown.en)"))
    }
    if open.count > 1 {
      faults.append(
        Phrase(
          ru: "в разбивке ожидается сразу несколько частей: \(open.count)",
          en: "the split payment awaits several parts at once: \(open.count)"))
    }
    if parts.contains(where: { $0.kind != .lost && $0.budget?.isPositive != true }) {
      faults.append(
        Phrase(
          ru: "в разбивке есть часть без суммы", en: "the split payment has a part without a sum"))
    }
    let isWhole = zip(parts, 1...).allSatisfy { part, number in
      part.chain?.part == number && part.chain?.total == total
    }
    if !isWhole {
      faults.append(
        Phrase(
          ru: "в разбивке не хватает части, или части называют разную полную сумму",
          en: "the split payment lacks a part, or its parts name different full sums"))
    }
    self.faults = faults
  }

  /// The chains among deals, by their ids.
  static func all(of deals: [any DealFacts]) -> [DealID: AuditChain] {
    var parts: [DealID: [any DealFacts]] = [:]
    for deal in deals where !deal.isDeleted {
      if let link = deal.chain { parts[link.id, default: []].append(deal) }
    }
    return parts.compactMapValues(AuditChain.init)
  }
}
