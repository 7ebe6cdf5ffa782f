/// Any JSON value, with nothing lost: unknown keys stay, numbers keep their digits.
///
/// This is our own and not `JSONDecoder`, because documents need what that does not do: unknown
/// keys are kept, duplicate keys refused, the depth is bounded, numbers are exact, one event stands
/// in one line; Foundation would also double the start-up time, and 100,000 documents have to be
/// decoded in well under two seconds.
package enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, by its digits.
  case number(JSONNumber)
  /// A text.
  case string(String)
  /// Values in their order.
  case array([JSONValue])
  /// Values by key.
  case object(JSONObject)
}

extension JSONValue {
  /// Whether this is `null`.
  package var isNull: Bool { self == .null }

  /// The truth value; `nil` for another kind of value.
  package var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// The number; `nil` for another kind of value.
  package var number: JSONNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The whole number; `nil` for another kind of value, for a fraction, and where it does not fit.
  package var int: Int? { number?.int }

  /// The text; `nil` for another kind of value.
  package var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  /// The elements; `nil` for another kind of value.
  package var array: [JSONValue]? {
    if case .array(let array) = self { array } else { nil }
  }

  /// The object; `nil` for another kind of value.
  package var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// The value of a key; `nil` where this is no object or does not have it.
  package subscript(key: String) -> JSONValue? { object?[key] }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  package init(stringLiteral value: String) { self = .string(value) }

  /// A whole number.
  package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }

  /// A truth value.
  package init(booleanLiteral value: Bool) { self = .bool(value) }

  /// An array.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// An object; of two equal keys the last one counts.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    var object = JSONObject()
    for (key, value) in elements { object[key] = value }
    self = .object(object)
  }
}
