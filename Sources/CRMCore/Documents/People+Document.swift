package import CRMModel

extension People {
  /// People from `people.json`.
  ///
  /// - Throws: `DocumentError` where the document is none, a login or an id stands twice, or a
  ///   department is named that is not there or lies in a circle.
  package init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(bytes, noting: keys)
    let departments = try fields.list("departments") { (item) throws(DocumentError) in
      Department(
        id: DepartmentID(try item.string("id")), name: try item.string("name"),
        parent: try item.optionalString("parent").map { DepartmentID($0) })
    }
    self.init(departments: departments, users: try fields.list("users", User.init))
    try requireTree(fields)
    guard Set(users.map(\.login)).count == users.count else {
      throw fields.error("users", ru: "один логин стоит дважды", en: "a login stands twice")
    }
  }

  private func requireTree(_ fields: DocumentFields) throws(DocumentError) {
    let ids = Set(departments.map(\.id))
    guard ids.count == departments.count else {
      throw fields.error("departments", ru: "один id стоит дважды", en: "an id stands twice")
    }
    let named = departments.compactMap(\.parent) + users.compactMap(\.department)
    if let stranger = named.first(where: { !ids.contains($0) }) {
      let name = SafeText.visible(stranger.text)
      throw fields.error(
        "departments", ru: "нет отдела '\(name)', а он назван",
        en: "there is no department '\(name)', though it is named")
    }
    let isCircle = departments.contains { department in
      line(of: department.parent).contains(department.id)
    }
    if isCircle {
      throw fields.error(
        "departments", ru: "отдел — часть самого себя", en: "a department is a part of itself")
    }
  }

  /// The document; keys of the one it replaces that nobody here knows are kept.
  package func document(over before: JSONObject?) -> JSONObject {
    var object = before ?? JSONObject()
    object["schema"] = .number(JSONNumber(DocumentVersion.current))
    object["departments"] = .array(
      departments.map { department in
        var item = JSONObject()
        item.set("id", department.id.text)
        item.set("name", department.name)
        item.set("parent", department.parent?.text)
        return .object(item)
      })
    object["users"] = .array(users.map { .object($0.json) })
    return object
  }
}

extension User {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      login: try fields.login("login"), name: try fields.string("name"),
      role: try fields.choice("role", UserRole.self),
      department: try fields.optionalString("department").map { DepartmentID($0) },
      isActive: try !fields.bool("hasLeft"),
      substitutions: try fields.list("substitutions") { (item) throws(DocumentError) in
        Substitution(
          by: try item.login("by"), from: try item.day("from"), until: try item.day("until"))
      })
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.set("login", login.text)
    object.set("name", name)
    object.set("role", role.rawValue)
    object.set("department", department?.text)
    if !isActive { object["hasLeft"] = .bool(true) }
    object.set("substitutions", substitutions) { substitution in
      var item = JSONObject()
      item.set("by", substitution.substitute.text)
      item.set("from", substitution.from.text)
      item.set("until", substitution.until.text)
      return item
    }
    return object
  }
}
