/// What roles give (R47).
extension People {
  /// What those of a role may do; nothing for a role that nobody describes.
  public func rights(of role: UserRole) -> RoleRights {
    (roles + RoleRights.builtIn).first { $0.role == role }
      ?? RoleRights(role, name: Phrase(role.id), kinds: [:])
  }

  /// Every role that somebody may have, the built-in ones first.
  public var allRoles: [RoleRights] {
    let builtIn = RoleRights.builtIn.map { rights(of: $0.role) }
    return builtIn + roles.filter { own in !builtIn.contains { $0.role == own.role } }
  }

  /// The role of an id or a name, folded; `nil` where there is none.
  public func role(named reference: String) -> RoleRights? {
    let wanted = Folding.fold(reference)
    return allRoles.first { role in
      [role.role.id, role.name.ru, role.name.en].contains { Folding.fold($0) == wanted }
    }
  }

  /// What an active user may do with things of a kind, or of the first of several names that has
  /// rights of its own; nothing for everybody else.
  func rights(of login: Login, _ names: [String]) -> KindRights {
    guard let user = user(login), user.isActive else { return KindRights() }
    return rights(of: user.role)[names]
  }

  /// Whether an active user's role has a duty.
  func has(_ login: Login, _ duty: RoleRights.Duty) -> Bool {
    guard let user = user(login), user.isActive else { return false }
    return rights(of: user.role).duties.contains(duty)
  }

  /// Whether somebody sends back and accepts what those of his department do.
  public func leads(_ login: Login) -> Bool { has(login, .lead) }

  /// Whether a right that goes so far holds for what somebody looks after; what nobody does is
  /// everybody's who may do anything of the kind.
  func reaches(_ login: Login, _ manager: Login?, _ reach: KindRights.Reach) -> Bool {
    guard let manager else { return reach > .nobodys }
    switch reach {
    case .nobodys: return false
    case .own: return login == manager
    case .department: return login == manager || isAbove(login, manager)
    case .all: return true
    }
  }

  /// Keeps a role that is new or has changed.
  ///
  /// - Throws: `Refusal` where another one is called so, and where nobody would be left who may change
  ///   users.
  public mutating func keep(_ rights: RoleRights) throws(Refusal) {
    let name = rights.name
    if let other = role(named: name.ru) ?? role(named: name.en), other.role != rights.role {
      throw Refusal(
        "R47",
        Phrase(
          ru: "роль '\(name.ru)' уже есть: \(other.role.id)",
          en: "there is a role '\(name.en)' already: \(other.role.id)"),
        remedies: [Remedy("role", "show", other.role.id)])
    }
    try changeRoles { $0 = $0.filter { $0.role != rights.role } + [rights] }
  }

  /// Takes a role of the department's own away, or makes a built-in one again what it was.
  ///
  /// - Throws: `Refusal` while somebody has it and nothing built in takes its place.
  public mutating func remove(_ role: UserRole) throws(Refusal) {
    let holders = users.filter { $0.role == role }
    if let holder = holders.first, !RoleRights.builtIn.contains(where: { $0.role == role }) {
      throw Refusal(
        "M1",
        Phrase(
          ru: "роль '\(role.id)' есть у \(holders.map(\.login.text).joined(separator: ", "))",
          en: "role '\(role.id)' is that of \(holders.map(\.login.text).joined(separator: ", "))"),
        remedies: [
          Remedy("user", "edit", holder.login.text, "--role", UserRole.manager.id)
        ])
    }
    try changeRoles { $0.removeAll { $0.role == role } }
  }

  private mutating func changeRoles(_ change: (inout [RoleRights]) -> Void) throws(Refusal) {
    var changed = self
    change(&changed.roles)
    changed.roles.sort { $0.role < $1.role }
    guard isEmpty || changed.active.contains(where: { changed.isAdmin($0.login) }) else {
      throw Refusal(
        "M1",
        Phrase(
          ru: "тогда никто не сможет менять пользователей и роли: оставьте право people",
          en: "then nobody could change users and roles: leave the duty people"),
        remedies: [Remedy("user", "list")])
    }
    self = changed
  }
}
