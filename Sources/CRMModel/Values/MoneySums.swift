/// Sums of money, one a currency: two currencies are never added together (R29).
struct MoneySums: Hashable, Sendable {
  /// In the order in which the currencies came.
  private var sums: [Money] = []

  /// Adds an amount; a sum that would not fit stays where it was.
  mutating func add(_ money: Money) {
    guard let index = sums.firstIndex(where: { $0.currency == money.currency }) else {
      sums.append(money)
      return
    }
    sums[index] = sums[index].adding(money) ?? sums[index]
  }

  /// Adds other sums.
  mutating func add(_ other: MoneySums) {
    for money in other.sums { add(money) }
  }

  /// The sums, sorted by code.
  var sorted: [Money] { sums.sorted { $0.currency.code < $1.currency.code } }
}

extension Sequence<Money> {
  /// The sums, one a currency, by its code (R29).
  package var sums: [Money] {
    var sums = MoneySums()
    for money in self { sums.add(money) }
    return sums.sorted
  }
}
