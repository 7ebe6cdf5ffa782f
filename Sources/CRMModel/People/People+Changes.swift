/// What can be done with users and departments; each change keeps everything else as it was.
extension People {
  /// Adds a user; with the first one also whoever adds him, as an admin, so that nobody locks himself
  /// out.
  ///
  /// - Throws: `Refusal` for a login that is there, or a first user who would not be his own admin.
  /// - Returns: The admin who was put down as well.
  public mutating func add(_ user: User, by adder: User) throws(Refusal) -> User? {
    if let known = self.user(user.login) { throw .exists(known) }
    guard isEmpty else {
      insert(user)
      return nil
    }
    guard user.login == adder.login else {
      insert(user)
      insert(adder)
      return adder
    }
    guard user.role == .admin else {
      throw Refusal(
        "M2",
        Phrase(
          ru: "первый пользователь — вы сами, и кроме вас администратора нет",
          en: "the first user is yourself, and there is no other admin"),
        remedies: [
          Remedy("user", "add", user.login.text, "--name", user.name, "--role", "admin")
        ])
    }
    insert(user)
    return nil
  }

  /// Puts a changed user in the place of the one with his login.
  ///
  /// - Throws: `Refusal` where no active admin would be left.
  public mutating func change(to user: User) throws(Refusal) {
    var changed = self
    changed.users.removeAll { $0.login == user.login }
    changed.insert(user)
    guard changed.active.contains(where: { changed.isAdmin($0.login) }) else {
      throw Refusal(
        "M2",
        Phrase(
          ru: "\(user.login.text) — последний администратор: сначала назначьте другого",
          en: "\(user.login.text) is the last admin: appoint another one first"),
        remedies: [Remedy("user", "edit").asking(.login).adding("--role", "admin")])
    }
    self = changed
  }

  private mutating func insert(_ user: User) {
    users.append(user)
    users.sort { $0.login < $1.login }
  }

  /// Adds a department.
  ///
  /// - Throws: `Refusal` for an id or a name that another department has.
  public mutating func add(_ department: Department) throws(Refusal) {
    if let known = self.department(department.id) { throw .exists(known) }
    try insert(department)
  }

  /// Puts a changed department in the place of the one with its id.
  ///
  /// - Throws: `Refusal` for a name that another one has, or a parent that lies below it.
  public mutating func change(to department: Department) throws(Refusal) {
    guard !line(of: department.parent).contains(department.id) else {
      let parent = department.parent?.text ?? ""
      throw Refusal(
        "M9",
        Phrase(
          ru: "отдел '\(department.id.text)' не может быть частью '\(parent)': "
            + "тот сам его часть",
          en: "department '\(department.id.text)' cannot be a part of '\(parent)', "
            + "which is a part of it"),
        remedies: [Remedy("department", "list")])
    }
    var changed = self
    changed.departments.removeAll { $0.id == department.id }
    try changed.insert(department)
    self = changed
  }

  private mutating func insert(_ department: Department) throws(Refusal) {
    let name = Folding.fold(department.name)
    if let twin = departments.first(where: { Folding.fold($0.name) == name }) {
      throw .exists(twin)
    }
    departments.append(department)
    departments.sort { $0.id < $1.id }
  }
}

extension People {
  /// Lets somebody stand in for a user (M8).
  ///
  /// - Throws: `Refusal` for oneself, for days in the past or in the wrong order, and where another
  ///   substitution by the same person overlaps.
  public mutating func substitute(
    _ login: Login, with substitution: Substitution, today: Day
  ) throws(Refusal) {
    guard var user = user(login) else { return }
    func refuse(_ why: Phrase) -> Refusal {
      Refusal(
        "M8",
        Phrase(
          ru: "замена не назначена: \(why.ru)", en: "the substitution is not arranged: \(why.en)"))
    }
    guard substitution.substitute != login else {
      throw refuse(
        Phrase(ru: "заменять себя самого нельзя", en: "nobody stands in for himself"))
    }
    guard substitution.from <= substitution.until else {
      throw refuse(
        Phrase(
          ru: "последний день \(substitution.until.text) раньше первого \(substitution.from.text)",
          en: "the last day \(substitution.until.text) is before the first "
            + "\(substitution.from.text)"))
    }
    guard substitution.from >= today else {
      throw refuse(
        Phrase(
          ru: "\(substitution.from.text) уже прошло",
          en: "\(substitution.from.text) is in the past"))
    }
    let isTaken = user.substitutions.contains {
      $0.substitute == substitution.substitute && $0.from <= substitution.until
        && substitution.from <= $0.until
    }
    guard !isTaken else {
      throw refuse(
        Phrase(
          ru: "в эти дни \(substitution.substitute.text) и так заменяет \(login.text)",
          en: "\(substitution.substitute.text) stands in for \(login.text) on such a day already"))
    }
    user.substitutions = (user.substitutions + [substitution]).sorted {
      ($0.from, $0.substitute) < ($1.from, $1.substitute)
    }
    try change(to: user)
  }

  /// Ends the substitutions of a user that run or are still to come, from today on; those by one
  /// person only where he is named.
  ///
  /// - Throws: `Refusal` where there is none.
  public mutating func endSubstitutions(
    of login: Login, by substitute: Login?, today: Day
  ) throws(Refusal) {
    guard var user = user(login) else { return }
    let before = user.substitutions
    user.substitutions = before.compactMap { $0.ended(by: substitute, today: today) }
    guard user.substitutions != before else {
      throw Refusal(
        "M8",
        Phrase(
          ru: "\(login.text) никто не заменяет", en: "nobody stands in for \(login.text)"),
        remedies: [Remedy("user", "show", login.text)])
    }
    try change(to: user)
  }

  /// Takes somebody's rights away: he works here no more, stands in for nobody and is stood
  /// in for by nobody.
  ///
  /// - Throws: `Refusal` for one who has left already, and for the last admin.
  public mutating func deactivate(_ login: Login, today: Day) throws(Refusal) {
    guard var user = user(login) else { return }
    guard user.isActive else {
      throw Refusal(
        "A27",
        Phrase(ru: "\(login.text) и так не работает", en: "\(login.text) has left already"))
    }
    user.isActive = false
    user.substitutions = user.substitutions.compactMap { $0.ended(by: nil, today: today) }
    var changed = self
    try changed.change(to: user)
    for index in changed.users.indices {
      changed.users[index].substitutions = changed.users[index].substitutions.compactMap {
        $0.ended(by: login, today: today)
      }
    }
    self = changed
  }
}

extension Substitution {
  /// The substitution without its days from today on; `nil` where none is left.
  fileprivate func ended(by login: Login?, today: Day) -> Substitution? {
    guard login == nil || login == substitute, until >= today else { return self }
    guard from < today, let yesterday = today.adding(days: -1) else { return nil }
    var ended = self
    ended.until = yesterday
    return ended
  }
}

extension Refusal {
  fileprivate static func exists(_ user: User) -> Refusal {
    Refusal(
      "M3",
      user.isActive
        ? Phrase(
          ru: "пользователь '\(user.login.text)' уже есть: \(user.name)",
          en: "user '\(user.login.text)' is there already: \(user.name)")
        : Phrase(
          ru: "'\(user.login.text)' здесь уже работал: \(user.name)",
          en: "'\(user.login.text)' has worked here before: \(user.name)"),
      remedies: [
        user.isActive
          ? Remedy("user", "show", user.login.text)
          : Remedy("user", "edit", user.login.text, "--activate")
      ])
  }

  fileprivate static func exists(_ department: People.Department) -> Refusal {
    Refusal(
      "M9",
      Phrase(
        ru: "отдел уже есть: \(department.id.text) «\(department.name)»",
        en: "there is such a department: \(department.id.text) “\(department.name)”"),
      remedies: [Remedy("department", "list")])
  }
}
