import CRMModel

/// The cards of one kind that a row on its way makes or changes; nothing of them is kept before the whole
/// row is (R114).
struct CardDrafts<Subject: Document> {
  /// One card.
  struct Draft {
    /// As it will be.
    var card: Subject
    /// Whether it is made for this row.
    var isNew = false
    /// Whether its name finds it again.
    var isNamed = false
    /// Further numbers and addresses by which it is known.
    var channels: [String] = []
    /// The titles of the columns that change it.
    var columns: Set<String> = []
  }

  private var drafts: [Identifier<Subject>: Draft] = [:]

  /// The card of an id, if the row makes or changes it.
  subscript(id: Identifier<Subject>) -> Subject? { drafts[id]?.card }

  /// Notes a new card.
  mutating func add(_ draft: Draft) { drafts[draft.card.id] = draft }

  /// Notes that columns change a card.
  mutating func change(_ card: Subject, by columns: Set<String>) {
    drafts[card.id, default: Draft(card: card)].card = card
    drafts[card.id]?.columns.formUnion(columns)
  }

  /// Gives all of them, and forgets them.
  mutating func takeAll() -> [Draft] {
    defer { drafts.removeAll(keepingCapacity: true) }
    return drafts.values.sorted { $0.card.id < $1.card.id }
  }
}
