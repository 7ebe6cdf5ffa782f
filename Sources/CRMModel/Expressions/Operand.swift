/// Where a value lies against what an expression compares it with.
enum Comparison: Hashable, Sendable {
  case below, equal, above

  init<Compared: Comparable>(_ value: Compared, _ other: Compared) {
    self = value < other ? .below : value == other ? .equal : .above
  }
}

/// What stands behind the sign of a test, understood once.
struct Operand: Sendable {
  /// Where a value lies; `nil` where the two cannot be compared, which no test holds for.
  let compare: @Sendable (Value) -> Comparison?
  /// Whether it is a part of a value; `nil` for types that have no parts.
  let isContained: (@Sendable (Value) -> Bool)?

  init(
    _ compare: @escaping @Sendable (Value) -> Comparison?,
    contains: (@Sendable (Value) -> Bool)? = nil
  ) {
    self.compare = compare
    isContained = contains
  }

  /// A text, compared as names are (R5).
  init(folded word: String) {
    let wanted = Folding.fold(word)
    let part = SearchText(word)
    self.init(
      { Folding.fold($0.text) == wanted ? .equal : nil }, contains: { part.isIn($0.text) })
  }

  /// Another thing by its id, or by what people call it.
  init(reference word: String) {
    let wanted = Folding.fold(word)
    self.init(
      { value in
        guard case .reference(let id, let name) = value else { return nil }
        return id == word || Folding.fold(name) == wanted ? .equal : nil
      }, contains: Operand(folded: word).isContained)
  }

  /// One of several ids.
  init(anyOf ids: Set<String>) {
    self.init { value in
      switch value {
      case .text(let id), .reference(let id, _): ids.contains(id) ? .equal : nil
      case .number, .money, .day, .moment, .days, .flag, .list: nil
      }
    }
  }
}
