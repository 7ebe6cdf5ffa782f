package import CRMModel

extension JSONValue {
  /// A value as documents and programs have it: typed as JSON is, times and days as texts (R35).
  package init(_ value: CRMModel.Value) {
    switch value {
    case .text(let text), .reference(let text, _): self = .string(text)
    case .number(let number): self = .number(JSONNumber(unchecked: number.text))
    case .money(let money): self = .number(JSONNumber(money))
    case .day(let day): self = .string(day.text)
    case .moment(let moment): self = .string(moment.text)
    case .days(let days): self = .number(JSONNumber(days))
    case .flag(let flag): self = .bool(flag)
    case .list(let values): self = .array(values.map(JSONValue.init))
    }
  }

  /// Values by their names.
  package init(_ values: [String: CRMModel.Value]) {
    var object = JSONObject()
    for (name, value) in values { object[name] = JSONValue(value) }
    self = .object(object)
  }
}

extension DocumentFields {
  /// The values of an object, typed as JSON is; none where the key is absent.
  package func values(_ key: String) throws(DocumentError) -> [String: Value] {
    guard let fields = try object(key) else { return [:] }
    var values: [String: Value] = [:]
    for name in fields.names {
      guard let node = fields.value(name) else { continue }
      values[name] = try fields.value(of: node, at: name)
    }
    return values
  }

  /// The value of a key as a type keeps it; `nil` where the key is absent.
  package func value(_ key: String, _ type: ValueType) throws(DocumentError) -> Value? {
    switch type.form {
    case .text: try optionalString(key).map(Value.text)
    case .texts: value(key) == nil ? nil : .texts(try strings(key))
    case .number, .flag: try storedValue(key)
    }
  }

  /// The value of a key; `nil` where it is absent.
  package func storedValue(_ key: String) throws(DocumentError) -> Value? {
    guard let node = value(key) else { return nil }
    return try value(of: node, at: key)
  }

  private func value(of node: JSONNode, at key: String) throws(DocumentError) -> Value {
    if let text = node.string { return .text(text) }
    if let flag = node.bool { return .flag(flag) }
    if let elements = node.elements {
      var values: [Value] = []
      for element in elements { values.append(try value(of: element, at: key)) }
      return .list(values)
    }
    guard let number = node.number.flatMap({ try? ExactNumber(parsing: $0.text) }) else {
      throw error(
        key, ru: "здесь текст, число, да или нет, или их список",
        en: "a text, a number, true or false, or a list of them is expected here")
    }
    return .number(number)
  }
}
