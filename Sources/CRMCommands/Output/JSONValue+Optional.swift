import CRMCore
import CRMModel

/// JSON of values that may be missing: a missing value is `null`, never absent.
extension JSONValue {
  static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  static func number(_ number: Int) -> JSONValue { .number(JSONNumber(number)) }
  static func money(_ money: Money?) -> JSONValue { money.map { .number(JSONNumber($0)) } ?? .null }
  static func time(_ instant: Instant?) -> JSONValue { text(instant?.text) }

  /// Sums of several currencies.
  static func sums(_ sums: [Money]) -> JSONValue {
    .array(sums.map { ["amount": .money($0), "currency": .string($0.currency.code)] })
  }

  /// Such sums as a cell has them, `30000 RUB, 20.5 USD`; `nil` for any other list.
  var sumsText: String? {
    guard let sums = array, !sums.isEmpty else { return nil }
    let texts = sums.compactMap { sum -> String? in
      guard sum.object?.members.count == 2, let amount = sum["amount"]?.number,
        let currency = sum["currency"]?.string
      else { return nil }
      return "\(amount.text) \(currency)"
    }
    return texts.count == sums.count ? texts.joined(separator: ", ") : nil
  }

  /// A share of 0…1, to four places.
  static func share(_ share: Double?) -> JSONValue {
    let rounded = share.map { ($0 * 10_000).rounded() / 10_000 }
    return rounded.flatMap { JSONNumber(text: "\($0)") }.map(JSONValue.number) ?? .null
  }

  /// An object with an id and a name.
  static func reference(_ id: String, _ name: String) -> JSONValue {
    ["id": .string(id), "name": .string(name)]
  }
}
