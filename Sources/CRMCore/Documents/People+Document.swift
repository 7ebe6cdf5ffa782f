package import CRMModel

extension People {
  /// People from `people.json`.
  ///
  /// - Throws: `DocumentError` where the document is none, a login or an id stands twice, or a
  ///   department is named that is not there or lies in a circle.
  package init(bytes: [UInt8], noting keys: KnownKeys? = nil) throws(DocumentError) {
    let fields = try DocumentVersion.checked(
      bytes, newest: DocumentVersion.second, noting: keys)
    let departments = try fields.list("departments") { (item) throws(DocumentError) in
      Department(
        id: DepartmentID(try item.string("id")), name: try item.string("name"),
        parent: try item.optionalString("parent").map { DepartmentID($0) })
    }
    self.init(
      departments: departments, users: try fields.list("users", User.init),
      roles: try fields.list("roles", RoleRights.init))
    try requireTree(fields)
    try requireRoles(fields)
    guard Set(users.map(\.login)).count == users.count else {
      throw fields.error("users", ru: "один логин стоит дважды", en: "a login stands twice")
    }
  }

  private func requireRoles(_ fields: DocumentFields) throws(DocumentError) {
    guard Set(roles.map(\.role)).count == roles.count else {
      throw fields.error("roles", ru: "один id стоит дважды", en: "an id stands twice")
    }
    let known = Set(allRoles.map(\.role))
    if let user = users.first(where: { !known.contains($0.role) }) {
      let (login, role) = (SafeText.visible(user.login.text), SafeText.visible(user.role.id))
      throw fields.error(
        "users", ru: "нет роли '\(role)', а она у \(login)",
        en: "there is no role '\(role)', though it is \(login)'s")
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
    // Version 1 knows the roles by their names only.
    object.set("schema", roles.isEmpty ? DocumentVersion.current : DocumentVersion.second)
    object["departments"] = .array(
      departments.map { department in
        var item = JSONObject()
        item.set("id", department.id.text)
        item.set("name", department.name)
        item.set("parent", department.parent?.text)
        return .object(item)
      })
    object["users"] = .array(users.map { .object($0.json) })
    object.set("roles", roles, \.json)
    return object
  }
}

extension User {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    self.init(
      login: try fields.login("login"), name: try fields.string("name"),
      role: UserRole(try fields.string("role")),
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
    object.set("role", role.id)
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

extension RoleRights {
  fileprivate init(_ fields: DocumentFields) throws(DocumentError) {
    let role = UserRole(try fields.string("id"))
    let builtIn = Self.builtIn.first { $0.role == role }
    let name = try fields.optionalString("name").map { Phrase($0) }
    let rows = try fields.object("rights")
    var kinds: [String: KindRights] = [:]
    for key in rows?.names ?? [] {
      guard let rows, Self.names.contains(key) else {
        throw fields.error("rights", ru: "нет вида '\(key)'", en: "there is no kind '\(key)'")
      }
      let words = try rows.strings(key)
      do throws(ValueError) { kinds[key] = try KindRights(words: words) } catch {
        throw rows.error(key, ru: error.problem.ru, en: error.problem.en)
      }
    }
    var duties: Set<Duty> = []
    for word in try fields.strings("duties") {
      guard let duty = Duty(rawValue: word) else {
        throw fields.error("duties", ru: "нет права '\(word)'", en: "there is no duty '\(word)'")
      }
      duties.insert(duty)
    }
    self.init(role, name: name ?? builtIn?.name ?? Phrase(role.id), kinds: kinds, duties: duties)
  }

  fileprivate var json: JSONObject {
    var object = JSONObject()
    object.set("id", role.id)
    if Self.builtIn.first(where: { $0.role == role })?.name != name { object.set("name", name.ru) }
    var rights = JSONObject()
    for (key, row) in kinds { rights.set(key, row.words) }
    object["rights"] = .object(rights)
    object.set("duties", duties.map(\.rawValue).sorted())
    return object
  }
}
