package import CRMModel

/// How people and departments are named, and who may do what.
extension Snapshot {
  /// The user of a login, also one who has left.
  package func user(_ login: Login) throws(CRMError) -> User {
    let people = try people()
    guard let user = people.user(login) else { throw unknown(login, in: people) }
    return user
  }

  /// The logins of everybody who looks after something or was brought by an import, sorted.
  package func logins() throws(CRMError) -> [String] {
    let index = try index([.company, .deal])
    var logins = Set(try settings().people.keys)
    // Keys are compared many times faster than logins are read.
    var known: Set<NameKey> = []
    for deal in index.deals where known.insert(deal.managerKey).inserted {
      logins.insert(deal.manager.text)
    }
    for company in index.companies where known.insert(company.managerKey).inserted {
      logins.insert(company.manager.text)
    }
    return logins.sorted()
  }

  /// Every label that companies have, and what it is below (R63), sorted.
  package func tags() throws(CRMError) -> [String] {
    Set(try index([.company]).companies.flatMap(\.record.company.tags).flatMap(TagTree.branches))
      .sorted()
  }

  /// A login to which work is given: of an active user, once there are users (M3).
  package func worker(_ login: Login) throws(CRMError) -> Login {
    let people = try people()
    guard people.isEmpty || people.user(login)?.isActive == true else {
      throw unknown(login, in: people)
    }
    return login
  }

  /// The login of an option, where it was given.
  package func worker(_ login: Login?) throws(CRMError) -> Login? {
    guard let login else { return nil }
    return try worker(login)
  }

  private func unknown(_ login: Login, in people: People) -> CRMError {
    let logins = people.active.map(\.login.text)
    let near = nearest(to: login.text, among: logins)
    return .notFound(.user, login.text, nearest: near.isEmpty ? Array(logins.prefix(10)) : near)
  }

  /// The role of an id or a name, folded.
  package func role(_ reference: String) throws(CRMError) -> RoleRights {
    let people = try people()
    guard let found = people.role(named: reference) else {
      throw .notFound(.role, reference, nearest: people.allRoles.map(\.role.id))
    }
    return found
  }

  /// The role that a user is given; an unknown one is no value of the option.
  package func role(ofUser reference: String) throws(CRMError) -> UserRole {
    let people = try people()
    guard let found = people.role(named: reference) else {
      let known = people.allRoles.map(\.role.id)
      let (word, list) = (SafeText.visible(reference), known.joined(separator: ", "))
      throw .usage(
        Phrase(
          ru: "неверное значение '\(word)' для '--role': возможны: \(list)",
          en: "malformed value '\(word)' for '--role': choose one of: \(list)"),
        unknown: UnknownWord(reference, known: known))
    }
    return found.role
  }

  /// The department of an id or a name, folded.
  package func department(_ reference: String) throws(CRMError) -> People.Department {
    let departments = try people().departments
    let wanted = Folding.fold(reference)
    let found =
      departments.first { $0.id.text == reference }
      ?? departments.first { Folding.fold($0.name) == wanted }
    guard let found else {
      throw .notFound(.department, reference, nearest: departments.map(\.id.text))
    }
    return found
  }
}

extension Transaction {
  /// Keeps changed people.
  package func put(_ people: People) throws(CRMError) {
    let path = DataDirectory.peoplePath
    try put(people.document(over: document(at: path)), at: path)
  }

  /// An id for a department that none has yet, from its name.
  package func newDepartmentID(for name: String) throws(CRMError) -> DepartmentID {
    var names = UniqueNames(taken: try people().departments.map(\.id.text))
    return DepartmentID(names.next(Transliteration.slug(name, or: "department")))
  }

  /// Refuses a change that whoever gives the command may not make.
  func require<Changed: Document>(
    changing entity: Changed, isRemoved: Bool = false
  ) throws(CRMError) {
    let people = try people()
    guard !people.isEmpty else { return }
    let before = try find(entity.id)
    var employer: Login?
    if let contact = entity as? Contact { employer = try find(contact.company)?.manager }
    let today = context.zone.day(of: context.now)
    try permitted { () throws(Denial) in
      try people.require(
        changing: before, to: isRemoved ? nil : entity, employedBy: employer, by: context.user,
        on: today)
    }
  }

  /// Refuses a change of what somebody with the duty looks after.
  func requireDuty(for path: String) throws(CRMError) {
    guard let duty = DataDirectory.duty(for: path) else { return }
    let people = try people()
    try permitted { () throws(Denial) in try people.require(duty, context.user) }
  }
}

/// Runs a question of rights and passes its denial on.
func permitted(_ question: () throws(Denial) -> Void) throws(CRMError) {
  do throws(Denial) { try question() } catch { throw .notPermitted(error) }
}
