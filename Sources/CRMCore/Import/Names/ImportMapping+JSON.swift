package import CRMModel

extension ImportMapping {
  /// The mapping of a file.
  ///
  /// - Throws: `DocumentError` where the bytes are no mapping, with the place in front.
  package init(bytes: [UInt8]) throws(DocumentError) {
    let fields = try DocumentVersion.checked(bytes)
    try fields.allow([
      "schema", "note", "format", "kind", "columns", "sample", "pipelines", "stages", "people",
      "known",
    ])
    self.init()
    kind = try fields.optionalString("kind").map { (name) throws(DocumentError) in
      let kinds = ImportTable.kinds
      guard let kind = Kind(rawValue: name), kinds.contains(kind) else {
        let list = kinds.map(\.rawValue).joined(separator: ", ")
        throw fields.error("kind", ru: "бывает: \(list)", en: "choose one of: \(list)")
      }
      return kind
    }
    if let columns = try fields.object("columns") {
      for name in columns.names { self.columns[name] = .some(try columns.optionalString(name)) }
    }
    if let pipelines = try fields.object("pipelines") {
      for name in pipelines.names {
        self.pipelines[name] = try PipelineTarget(pipelines.required(name))
      }
    }
    if let stages = try fields.object("stages") {
      for name in stages.names {
        let targets = try stages.required(name)
        for stage in targets.names {
          self.stages[name, default: [:]][stage] = try StageTarget(targets, stage)
        }
      }
    }
    if let people = try fields.object("people") {
      for name in people.names {
        guard let login = try people.optional(name, Login.init(parsing:)) else {
          throw people.error(name, ru: "логина нет", en: "the login is missing")
        }
        self.people[name] = login
      }
    }
  }

  /// The mapping as the user fills it in.
  ///
  /// With the `known` pipelines and their stages as a help; reading passes over them.
  package func json(known: [Pipeline] = []) -> JSONObject {
    var object = JSONObject()
    object.set("schema", DocumentVersion.current)
    object["note"] = .array([.string(Self.note.ru), .string(Self.note.en)])
    if let kind { object.set("kind", kind.rawValue) }
    if !columns.isEmpty {
      object["columns"] = Self.object(columns) { $0.map(JSONValue.string) ?? .null }
    }
    object["pipelines"] = Self.object(pipelines, \.json)
    object["stages"] = Self.object(stages) { Self.object($0, \.json) }
    object["people"] = Self.object(people) { .string($0.text) }
    if !known.isEmpty {
      let stages = Dictionary(keepingFirst: known.map { ($0.id.text, $0.stages.map(\.id.text)) })
      object["known"] = Self.object(stages) { .array($0.map(JSONValue.string)) }
    }
    return object
  }

  private static let note = Phrase(
    ru: "Порядок этапов в выгрузке не указан: этапы, которые программа дает всем, стоят в ее "
      + "порядке, остальные — как встретились. Исправьте порядок, идентификаторы, логины, валюту и "
      + "то, что этапы требуют (requires) и аудит спросит; вместо create можно указать имеющуюся "
      + "воронку ({\"to\": \"ads\"}) и имеющийся этап (\"call\").",
    en: "An export does not say the order of stages: those that the program gives everybody stand "
      + "in its order, the others as they came. Correct order, ids, logins, currency and what stages "
      + "require and the audit asks for (requires); instead of create you can name a pipeline "
      + "({\"to\": \"ads\"}) and a stage (\"call\") that exist.")

  private static func object<Value>(
    _ names: [String: Value], _ json: (Value) -> JSONValue
  ) -> JSONValue {
    var object = JSONObject()
    for (name, value) in names { object[name] = json(value) }
    return .object(object)
  }
}

extension ImportMapping.PipelineTarget {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    if let name = try fields.optionalString("to") {
      try fields.allow(["to"])
      self = .known(name)
      return
    }
    try fields.allow(["create", "to"])
    let create = try fields.required("create")
    try create.allow(["id", "name", "currency", "lossReasons", "stages"])
    var pipeline = NewPipeline(
      id: try create.string("id"), name: try create.string("name"),
      stages: try create.list("stages", NewStage.init))
    pipeline.currency = try create.currency("currency")
    pipeline.lossReasons = try create.strings("lossReasons")
    if let (key, phrase) = pipeline.problem {
      throw create.error(key, ru: phrase.ru, en: phrase.en)
    }
    self = .create(pipeline)
  }

  fileprivate var json: JSONValue {
    switch self {
    case .known(let name): return ["to": .string(name)]
    case .create(let pipeline):
      var object = JSONObject()
      object.set("id", pipeline.id)
      object.set("name", pipeline.name)
      object.set("currency", pipeline.currency?.code)
      if !pipeline.lossReasons.isEmpty { object.set("lossReasons", pipeline.lossReasons) }
      object.set("stages", pipeline.stages, \.json)
      return ["create": .object(object)]
    }
  }
}

extension ImportMapping.StageTarget {
  /// The stage of a key: its id or name as a text, or what is to be made.
  fileprivate init(_ fields: DocumentFields, _ key: String) throws(DocumentError) {
    if let name = fields.value(key)?.string {
      self = .known(name)
      return
    }
    let target = try fields.required(key)
    try target.allow(["create"])
    let create = try target.required("create")
    let stage = try NewStage(create)
    if let (key, phrase) = stage.problem { throw create.error(key, ru: phrase.ru, en: phrase.en) }
    self = .create(stage)
  }

  fileprivate var json: JSONValue {
    switch self {
    case .known(let name): .string(name)
    case .create(let stage): ["create": .object(stage.json)]
    }
  }
}

extension NewStage {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    try fields.allow(["id", "name", "kind", "requires"])
    self.init(
      id: try fields.string("id"), name: try fields.string("name"),
      kind: try fields.choice("kind", Stage.Kind.self),
      requires: fields.value("requires") == nil
        ? nil
        : try fields.items("requires") { (node) throws(DocumentError) in
          try Requirement.ID(builtIn: node.string)
        })
  }
}

extension DocumentFields {
  /// An object that has to be there.
  fileprivate func required(_ key: String) throws(DocumentError) -> DocumentFields {
    guard let fields = try object(key) else {
      throw error(key, ru: "здесь должен быть объект", en: "an object is expected here")
    }
    return fields
  }
  /// Refuses a key that means nothing here, and would be passed over in silence.
  fileprivate func allow(_ keys: [String]) throws(DocumentError) {
    guard let key = names.first(where: { !keys.contains($0) }) else { return }
    let known = keys.joined(separator: ", ")
    throw error(
      SafeText.visible(key), ru: "такого ключа нет; есть: \(known)",
      en: "there is no such key; there are \(known)")
  }
}
