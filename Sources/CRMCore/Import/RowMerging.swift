import CRMModel

/// Who wins in each value of one row that has been here before (R114).
///
/// A cell counts where it says something else than at the last import. What was changed here since stays;
/// where the export changed it too, that is a conflict.
struct RowMerging {
  private let rule: ConflictRule
  private let isKnown: Bool
  /// What is told.
  private(set) var found: [ImportResult.Conflict] = []
  /// What a deal must not remember of the row, so that a conflict is told again and again.
  private(set) var open: Set<String> = []
  /// Whether there were conflicts, and what is here stays in all of them.
  private(set) var isAllOurs = false

  /// A row; `isKnown` says whether it is known what it said before.
  init(_ rule: ConflictRule, isKnown: Bool) { (self.rule, self.isKnown) = (rule, isKnown) }

  /// Leaves what a column says for the next import too, because of a conflict in another one.
  mutating func leave(_ key: String) { open.insert(key) }

  /// A value of which both sides say something.
  struct Sides<Value: Equatable> {
    /// What the row says now, and what it said before.
    let new, old: Value?
    /// What is here.
    let here: Value?
    /// Whether it is known what `old` means here.
    let isOldKnown: Bool
    /// How each is told.
    let text: (Value) -> String

    init(
      new: Value?, old: Value?, here: Value?, isOldKnown: Bool = true,
      text: @escaping (Value) -> String
    ) {
      (self.new, self.old, self.here) = (new, old, here)
      (self.isOldKnown, self.text) = (isOldKnown, text)
    }
  }

  /// Tells of a value that both sides have otherwise, unless ours is to stay; one that lasts no import takes
  /// over, whoever is to win.
  mutating func tell(
    _ there: String, _ here: String, of card: some Card, _ column: String, memory key: String,
    isLasting: Bool = false
  ) {
    isAllOurs = true
    guard rule != .ours else { return }
    open.insert(key)
    found.append(
      .init(
        kind: type(of: card).kind, id: card.id.text, name: card.name, field: column, here: here,
        there: there, isLasting: isLasting))
  }

  /// Whether a value of a card is taken over.
  mutating func takes<Value: Equatable>(
    _ sides: Sides<Value>, of card: some Card, _ column: String, memory key: String
  ) -> Bool {
    guard let new = sides.new, new != sides.old, new != sides.here else { return false }
    guard let here = sides.here, isKnown, sides.isOldKnown, here != sides.old else { return true }
    guard rule != .theirs else { return true }
    tell(sides.text(new), sides.text(here), of: card, column, memory: key)
    return false
  }
}
