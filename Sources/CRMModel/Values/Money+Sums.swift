/// Sums of many amounts, one a currency (R29).
extension [Currency: Money] {
  /// Adds an amount to the sum of its currency; one that would overflow stays where it was.
  mutating func add(_ money: Money) {
    let sum = self[money.currency]
    self[money.currency] = sum?.adding(money) ?? sum ?? money
  }

  /// The sums by the codes of their currencies.
  var byCode: [Money] { values.sorted { $0.currency.code < $1.currency.code } }
}

extension Sequence<Money> {
  /// The sums, one a currency, by its code (R29).
  package var sums: [Money] {
    var sums: [Currency: Money] = [:]
    for money in self { sums.add(money) }
    return sums.byCode
  }
}
