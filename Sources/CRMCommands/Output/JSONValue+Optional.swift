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
    .array(sums.map { ["currency": .string($0.currency.code), "amount": .money($0)] })
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
