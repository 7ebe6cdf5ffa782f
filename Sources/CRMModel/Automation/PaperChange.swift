/// A paper of a deal that was made or changed, with all that the deal had before and has now (R83).
public struct PaperChange: Sendable {
  private let paper: PaperID
  private let before: PaperTree
  private let after: PaperTree
  /// What they come to, before and after.
  private let sums: (before: PaperSums, after: PaperSums)

  /// A change; `currency` is that of the deal.
  public init(of paper: PaperID, from before: PaperTree, to after: PaperTree, in currency: Currency)
  {
    self.paper = paper
    self.before = before
    self.after = after
    sums = (before.sums(in: currency), after.sums(in: currency))
  }

  /// Whether a rule of a pipeline begins by it.
  public func setsOff(anyOf pipeline: Pipeline) -> Bool {
    let names = Set(Trigger.names(of: self))
    return !names.isEmpty
      && pipeline.automation.contains { $0.isSetOff(byOneOf: names, in: pipeline) }
  }

  /// Whether it is of a type and has come to something that counts, which it was not before.
  func isNew(_ type: PaperType, where condition: (Paper) -> Bool) -> Bool {
    func counts(_ tree: PaperTree) -> Bool {
      tree.papers.contains {
        $0.id == paper && $0.type == type && $0.isInForce && condition($0)
      }
    }
    return counts(after) && !counts(before)
  }

  /// Whether a share of what was ordered has become all of it.
  func isReached(_ share: (PaperSums) -> Int?) -> Bool {
    share(sums.before) != 100 && share(sums.after) == 100
  }
}
