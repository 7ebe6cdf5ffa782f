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
  func require<Changed: Document>(changing entity: Changed) throws(CRMError) {
    let people = try people()
    guard !people.isEmpty else { return }
    if let lead = entity as? Lead, let before = try find(lead.id) {
      try permitted { () throws(Denial) in try people.require(changing: before, by: context.user) }
    }
    if let paper = entity as? Paper, let before = try find(paper.id) {
      try permitted { () throws(Denial) in try people.require(changing: before, by: context.user) }
    }
    guard let deal = entity as? Deal else { return }
    let before = try find(deal.id)
    let today = context.zone.day(of: context.now)
    try permitted { () throws(Denial) in
      try people.require(changing: before, to: deal, by: context.user, on: today)
    }
  }

  /// Refuses a change of what an admin looks after.
  func requireAdmin(for path: String) throws(CRMError) {
    guard DataDirectory.isAdministered(path) else { return }
    let people = try people()
    try permitted { () throws(Denial) in try people.requireAdmin(context.user) }
  }
}

/// Runs a question of rights and passes its denial on.
func permitted(_ question: () throws(Denial) -> Void) throws(CRMError) {
  do throws(Denial) { try question() } catch { throw .notPermitted(error) }
}
