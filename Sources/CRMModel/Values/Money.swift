/// An exact amount of one currency (R29).
public struct Money: Hashable, Sendable {
  /// The amount in the smallest unit of the currency: kopecks for roubles.
  public let minorUnits: Int64
  /// The currency.
  public let currency: Currency

  /// An amount in the smallest unit of its currency.
  public init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Whether it is more than nothing.
  public var isPositive: Bool { minorUnits > 0 }
  /// Whether it is nothing.
  public var isZero: Bool { minorUnits == 0 }

  /// The sum; `nil` for two currencies, which are never added (R29), and where it does not fit.
  public func adding(_ other: Money) -> Money? {
    guard currency == other.currency else { return nil }
    let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    return overflow ? nil : Money(minorUnits: sum, currency: currency)
  }

  /// The difference; `nil` for two currencies (R29), and where it does not fit.
  public func subtracting(_ other: Money) -> Money? {
    guard currency == other.currency else { return nil }
    let (difference, overflow) = minorUnits.subtractingReportingOverflow(other.minorUnits)
    return overflow ? nil : Money(minorUnits: difference, currency: currency)
  }

  /// Whether it is less than the other; `nil` for two currencies, which have no order.
  public func isLess(than other: Money) -> Bool? {
    currency == other.currency ? minorUnits < other.minorUnits : nil
  }

  /// The exact amount in major units, without zeros at the end: `55000`, `55000.5`, `-0.05`.
  public var decimalText: String {
    let places = currency.minorDigits
    var unit: Int64 = 1
    for _ in 0..<places { unit *= 10 }
    if minorUnits.isMultiple(of: unit) { return String(minorUnits / unit) }
    let digits = String(minorUnits.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    var fraction = padded.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    let sign = minorUnits < 0 ? "-" : ""
    return sign + padded.dropLast(places) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
