/// What a check of papers finds of one of them from a day on, without words.
///
/// The catalog keeps what is found of everybody's papers, so that an evening adds none of them up (R85).
public struct PaperFinding: Hashable, Sendable {
  /// The number of the check.
  public let check: Int
  /// The last day on which it does not find it yet.
  public let due: Day

  /// What was kept.
  package init(check: Int, due: Day) { (self.check, self.due) = (check, due) }

  /// What checks find of papers that belong together and are sorted by id; asks for others by their ids.
  package static func all(
    of papers: [PaperFacts], hasPaper: (PaperID) -> Bool
  ) -> [PaperFinding] {
    let ledger = PaperLedger(papers)
    return PaperCheck.all.enumerated().flatMap { number, check in
      check.found(ledger, hasPaper).map { PaperFinding(check: number, due: $0.due) }
    }
  }
}

extension [PaperFinding] {
  /// How much a check finds on a day.
  func count(of check: Int, on today: Day) -> Int { count { $0.check == check && $0.due < today } }
}
