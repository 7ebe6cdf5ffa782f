package import CRMModel

/// Building objects from values that may be missing: `nil` leaves the key out.
extension JSONObject {
  package mutating func set(_ key: String, _ text: String?) {
    if let text { self[key] = .string(text) }
  }

  package mutating func set(_ key: String, _ money: Money?) {
    if let money { self[key] = .number(JSONNumber(money)) }
  }

  package mutating func set(_ key: String, _ number: Int) {
    self[key] = .number(JSONNumber(number))
  }

  package mutating func set(_ key: String, _ instant: Instant?) {
    set(key, instant?.text)
  }

  package mutating func set(_ key: String, _ texts: [String: String]) {
    set(key, texts.mapValues(Value.text))
  }

  package mutating func set(_ key: String, _ values: [String: Value]) {
    guard !values.isEmpty else { return }
    self[key] = JSONValue(values)
  }

  /// An array of texts, also an empty one.
  package mutating func set(_ key: String, _ texts: [String]) {
    self[key] = .array(texts.map(JSONValue.string))
  }

  /// An array of objects; an empty one is left out.
  package mutating func set<T>(_ key: String, _ items: [T], _ json: (T) -> JSONObject) {
    if !items.isEmpty { self[key] = .array(items.map { .object(json($0)) }) }
  }
}
