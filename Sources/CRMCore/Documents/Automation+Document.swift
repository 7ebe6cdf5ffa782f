package import CRMModel

/// Rules as a pipeline's `on` has them (R48): their words are not judged here.
extension AutomationRule {
  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.string("id"), when: try fields.string("when"),
      condition: try fields.optionalString("if"), steps: try fields.list("do", Effect.init))
  }

  /// As it is stored and printed.
  package var json: JSONObject {
    var object = JSONObject()
    object.set("id", id)
    object.set("when", when)
    object.set("if", condition)
    object.set("do", steps, \.json)
    return object
  }
}

extension Effect {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    let names = fields.names
    guard let name = names.first(where: Effect.names.contains) ?? names.first else {
      throw fields.error("", ru: "шаг пуст", en: "the step is empty")
    }
    if let values = try? fields.object(name) {
      self.init(name, "", try values.words(values.names))
    } else {
      let words = try fields.words(names)
      self.init(name, words[name] ?? "", words.filter { $0.key != name })
    }
  }

  fileprivate var json: JSONObject {
    var words = JSONObject()
    for (key, text) in details { words.set(key, text) }
    guard target.isEmpty else {
      words.set(name, target)
      return words
    }
    var object = JSONObject()
    object[name] = .object(words)
    return object
  }
}

extension StageTask {
  package init(_ fields: DocumentFields) throws(DocumentError) {
    let others = fields.names.filter { $0 != "action" && $0 != "exit" }
    self.init(
      action: try fields.string("action"), details: try fields.words(others),
      isExit: try fields.bool("exit"))
  }

  /// As it is stored and printed.
  package var json: JSONObject {
    var object = JSONObject()
    object.set("action", action)
    for (key, text) in details { object.set(key, text) }
    if isExit { object["exit"] = .bool(true) }
    return object
  }
}

extension StageGoal {
  package init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      id: try fields.string("id"), name: try fields.string("name"),
      description: try fields.optionalString("description"))
  }

  /// As it is stored and printed.
  package var json: JSONObject {
    var object = JSONObject()
    object.set("id", id)
    object.set("name", name)
    object.set("description", description)
    return object
  }

  /// The goal of an option.
  package init(parsing word: String) throws(ValueError) {
    self = try reading(word) { (fields) throws(DocumentError) in try StageGoal(fields) }
  }
}

extension DocumentFields {
  /// Texts, numbers and flags by their keys, as words.
  fileprivate func words(_ keys: [String]) throws(DocumentError) -> [String: String] {
    var words: [String: String] = [:]
    for key in keys {
      guard let value = value(key) else { continue }
      guard let word = value.string ?? value.number?.text ?? value.bool.map(String.init) else {
        throw error(
          key, ru: "здесь должен быть текст или число", en: "a text or a number is expected here")
      }
      words[key] = word
    }
    return words
  }
}

/// A rule of a pipeline, or a task of a stage, as a command is given it: an object in JSON.
///
/// - Throws: `ValueError` for what is none, and for a key that nothing has.
private func reading<Read>(
  _ word: String, _ read: (DocumentFields) throws(DocumentError) -> Read
) throws(ValueError) -> Read {
  do throws(DocumentError) {
    return try DocumentVersion.reading(Array(word.utf8), read)
  } catch {
    throw ValueError(word, ru: error.problem.ru, en: error.problem.en)
  }
}

extension AutomationRule {
  /// The rule of an option.
  package init(parsing word: String) throws(ValueError) {
    self = try reading(word) { (fields) throws(DocumentError) in try AutomationRule(fields) }
  }
}

extension StageTask {
  /// The task of an option.
  package init(parsing word: String) throws(ValueError) {
    self = try reading(word) { (fields) throws(DocumentError) in try StageTask(fields) }
  }
}
