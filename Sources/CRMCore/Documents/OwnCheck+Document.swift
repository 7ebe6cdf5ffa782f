package import CRMModel

extension OwnCheck {
  /// The checks of `checks.json`, of an array, or of one object (R43).
  ///
  /// - Throws: `DocumentError`, with the place, where one is none.
  package static func all(
    bytes: [UInt8], noting keys: KnownKeys? = nil
  ) throws(DocumentError) -> [OwnCheck] {
    let text: JSONText
    do throws(JSONError) { text = try JSONText(bytes) } catch { throw DocumentError(error) }
    if let elements = text.root.elements {
      var checks: [OwnCheck] = []
      for element in elements {
        do throws(DocumentError) { checks.append(try OwnCheck(DocumentFields(element))) } catch {
          throw error.inside("[\(checks.count)]")
        }
      }
      return checks
    }
    let fields = try DocumentFields(text.root, noting: keys)
    return fields.value("checks") == nil
      ? [try OwnCheck(fields)] : try fields.list("checks", OwnCheck.init)
  }

  private init(_ fields: DocumentFields) throws(DocumentError) {
    let id = AuditCheck.ID(rawValue: try fields.string("id"))
    guard !AuditCheck.ID.builtIn.contains(id) else {
      throw fields.error(
        "id", ru: "так называется встроенная проверка", en: "a built-in check has that name")
    }
    self.init(
      id: id, on: try fields.choice("on", OwnCheck.kind(named:)),
      condition: try fields.expression("where"), words: try fields.string("say"),
      severity: try fields.choice("severity", Finding.Severity.self),
      fix: try fields.optionalString("fix") ?? "")
  }

  /// As it is stored and printed.
  package var json: JSONObject {
    var object = JSONObject()
    object.set("id", id.rawValue)
    object.set("on", on.rawValue)
    object.set("where", condition.text)
    object.set("say", words)
    object.set("severity", severity.rawValue)
    object.set("fix", fix)
    return object
  }
}

extension OwnRequirement {
  /// A requirement as a stage's `requires` has it, beside the names of built-in ones (R41).
  package init(_ fields: DocumentFields) throws(DocumentError) {
    let id = Requirement.ID(rawValue: try fields.string("id"))
    guard Requirement.named(id) == nil else {
      throw fields.error(
        "id", ru: "так называется встроенное требование", en: "a built-in requirement has that name"
      )
    }
    self.init(
      id: id, condition: try fields.expression("where"), words: try fields.string("say"),
      supply: try fields.optionalString("supply") ?? "")
  }

  /// As it is stored and printed.
  package var json: JSONObject {
    var object = JSONObject()
    object.set("id", id.rawValue)
    object.set("where", condition.text)
    object.set("say", words)
    if !supply.isEmpty { object.set("supply", supply) }
    return object
  }
}

extension DocumentFields {
  /// An expression; the error says where in it the mistake is.
  func expression(_ key: String) throws(DocumentError) -> Expression {
    let text = try string(key)
    do throws(ExpressionError) {
      return try Expression(parsing: text)
    } catch {
      throw self.error(key, ru: error.placedProblem.ru, en: error.placedProblem.en)
    }
  }
}
