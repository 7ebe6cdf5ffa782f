package import CRMModel

extension CustomFields {
  /// The department's own fields from `fields.json`.
  ///
  /// - Throws: `DocumentError` where the document is none.
  init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(bytes, noting: keys)
    self.init(try fields.list("fields", CustomField.init))
  }

  /// The document, with keys that nobody here knows kept.
  func json(over document: JSONObject) -> JSONObject {
    var object = document
    object["schema"] = .number(JSONNumber(DocumentVersion.current))
    object["fields"] = .array(all.map { .object($0.json) })
    return object
  }
}

extension CustomField {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.string("id"), name: try fields.string("name"),
      on: try fields.choice("on", Kind.document(named:)),
      type: try fields.choice("type", among: ValueType.all.map(\.id), ValueType.named),
      choices: try fields.strings("choices"),
      pipelines: try fields.strings("pipelines").map { PipelineID($0) },
      initial: try fields.storedValue("default"), isYearly: try fields.bool("yearly"),
      bounds: NumberBounds(
        least: try fields.optionalInt("min", in: .min ... .max),
        most: try fields.optionalInt("max", in: .min ... .max)))
  }

  /// As it is stored and printed.
  package var json: JSONObject {
    var object = JSONObject()
    object.set("id", id)
    object.set("name", name)
    object.set("on", on.rawValue)
    object.set("type", type.id)
    if !choices.isEmpty { object.set("choices", choices) }
    if !pipelines.isEmpty { object.set("pipelines", pipelines.map(\.text)) }
    if let initial { object["default"] = JSONValue(initial) }
    if isYearly { object["yearly"] = .bool(true) }
    if let least = bounds.least { object["min"] = .number(JSONNumber(least)) }
    if let most = bounds.most { object["max"] = .number(JSONNumber(most)) }
    return object
  }
}
