/// Between which whole numbers a number or a sum lies; an end that is missing is open (R34, R96).
public struct NumberBounds: Hashable, Sendable {
  /// The least one.
  public var least: Int?
  /// The greatest one.
  public var most: Int?

  /// Any number unless said otherwise.
  public init(least: Int? = nil, most: Int? = nil) {
    (self.least, self.most) = (least, most)
  }

  /// The numbers of a range; any without one.
  package init(_ range: ClosedRange<Int>?) {
    self.init(
      least: range?.lowerBound, most: range.map(\.upperBound).flatMap { $0 == .max ? nil : $0 })
  }

  /// Whether every number lies between them.
  public var isOpen: Bool { least == nil && most == nil }

  /// Whether nothing lies between them.
  var isEmpty: Bool {
    if let least, let most { least > most } else { false }
  }

  /// Refuses a value outside.
  ///
  /// - Throws: ``ValueError`` that names the ends and quotes what was typed.
  package func check(_ value: Value, typed text: String) throws(ValueError) {
    guard case .number(let number) = value.stored else { return }
    let isLess = least.flatMap(ExactNumber.init).map { number < $0 } ?? false
    let isMore = most.flatMap(ExactNumber.init).map { number > $0 } ?? false
    guard isLess || isMore else { return }
    switch (least, most) {
    case (let least?, let most?):
      throw ValueError(
        text, ru: "здесь должно быть число от \(least) до \(most)",
        en: "a number from \(least) to \(most) is expected here")
    case (let least?, nil):
      throw ValueError(
        text, ru: "здесь число не меньше \(least)",
        en: "a number of \(least) at least is expected here")
    case (nil, let most?):
      throw ValueError(
        text, ru: "здесь число не больше \(most)",
        en: "a number of \(most) at most is expected here")
    case (nil, nil): return
    }
  }
}
