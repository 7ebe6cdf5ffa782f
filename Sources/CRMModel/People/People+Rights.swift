/// Who may do what. It guides people; what protects the files is the file system.
extension People {
  /// Refuses where a login may not act, or not as that user.
  ///
  /// - Throws: `Denial` where the login is no active user, or acts as somebody whom he does not head;
  ///   a head never acts as an admin.
  public func requireActor(_ login: Login, as user: Login) throws(Denial) {
    guard !isEmpty else { return }
    try requireActive(login, from: "")
    guard user != login else { return }
    let option = " (--as, CRM_USER)"
    try requireActive(user, from: option)
    guard isAdmin(login) || isHead(login, of: user) && !isAdmin(user) else {
      throw Denial(
        Phrase(
          ru: "\(login.text) не может действовать от имени \(user.text)\(option)",
          en: "\(login.text) may not act as \(user.text)\(option)"),
        hints: [who(among: active.filter { isAdmin($0.login) || isHead($0.login, of: user) })])
    }
  }

  private func requireActive(_ login: Login, from option: String) throws(Denial) {
    guard user(login)?.isActive != true else { return }
    let name = "'\(login.text)'\(option)"
    throw Denial(
      user(login) == nil
        ? Phrase(
          ru: "\(name) — не пользователь этого каталога", en: "\(name) is no user of this directory"
        )
        : Phrase(ru: "\(name) здесь больше не работает", en: "\(name) works here no more"),
      hints: [
        who(
          Phrase(
            ru: "изменить список пользователей может", en: "the list of users may be changed by"),
          among: admins)
      ])
  }

  /// Refuses a change of a deal that somebody may not make; `nil` stands for a new deal.
  ///
  /// - Throws: `Denial`, which names those who may.
  public func require(
    changing before: Deal?, to after: Deal, by login: Login, on day: Day
  ) throws(Denial) {
    guard !isEmpty else { return }
    let permission = Permission(changing: before, to: after, on: day)
    let isOwnWork =
      permission == .acceptance(of: login)
      || permission == .approval(of: after.manager, askedBy: login)
    let absent = isOwnWork ? [] : substituted(by: login, on: day).map(\.login)
    guard !([login] + absent).contains(where: { has($0, permission) }) else { return }
    let name = after.name
    let message =
      switch (before, permission) {
      case (_, .administration):
        Phrase(
          ru: "удаляет и восстанавливает сделки только администратор: '\(name)'",
          en: "only an admin deletes and restores deals: '\(name)'")
      case (_, .acceptance) where isOwnWork:
        Phrase(
          ru: "\(login.text) не может принять доработку своей сделки '\(name)'",
          en: "\(login.text) may not accept the rework of his own deal '\(name)'")
      case (_, .approval):
        Phrase(
          ru: "закрытие сделки '\(name)' согласует руководитель, и не тот, кто ее закрывал",
          en: "the closing of deal '\(name)' is approved by a head who did not close it")
      case (_, .join):
        Phrase(
          ru: "к сделке '\(name)' подключается только руководитель того, кто ее ведет",
          en: "only a head of whoever works on it joins deal '\(name)'")
      case (_, .lead), (_, .acceptance):
        Phrase(
          ru: "на доработку сделки отправляет и принимает их руководитель: '\(name)'",
          en: "deals are sent back and accepted by a head: '\(name)'")
      case (nil, _):
        Phrase(
          ru: "\(login.text) не может завести сделку '\(name)' для \(after.manager.text)",
          en: "\(login.text) may not add deal '\(name)' for \(after.manager.text)")
      case (let before?, _) where before.manager != after.manager && !before.openTasks.isEmpty:
        Phrase(
          ru: "\(login.text) не может передать сделку '\(name)': ее ведет \(before.manager.text), "
            + "и у нее есть открытая задача",
          en: "\(login.text) may not hand over deal '\(name)', which is "
            + "\(before.manager.text)'s and has an open task")
      case (let before?, _):
        Phrase(
          ru: "\(login.text) не может изменить сделку '\(name)': ее ведет \(before.manager.text)",
          en: "\(login.text) may not change deal '\(name)', which is \(before.manager.text)'s")
      }
    throw Denial(message, hints: [who(among: active.filter { has($0.login, permission) })])
  }

  /// Refuses the removal of a company by anybody but its manager, his heads and admins.
  ///
  /// - Throws: `Denial`, which names them.
  public func require(removing company: Company, by login: Login) throws(Denial) {
    try require(
      login, inPlaceOf: company.manager,
      Phrase(
        ru: "\(login.text) не может убрать компанию '\(company.name)': ее ведет "
          + "\(company.manager.text)",
        en: "\(login.text) may not remove company '\(company.name)', which is "
          + "\(company.manager.text)'s"))
  }

  /// Refuses a change of somebody's lead by anybody but him, his heads and admins; nobody's is
  /// everybody's (R59).
  ///
  /// - Throws: `Denial`, which names them.
  public func require(changing lead: Lead, by login: Login) throws(Denial) {
    guard let manager = lead.manager else { return }
    try require(
      login, inPlaceOf: manager,
      Phrase(
        ru: "\(login.text) не может изменить обращение '\(lead.name)': его ведет \(manager.text)",
        en: "\(login.text) may not change lead '\(lead.name)', which is \(manager.text)'s"))
  }

  /// Refuses a change of somebody's paper by anybody but him, his heads and admins.
  ///
  /// - Throws: `Denial`, which names them.
  public func require(changing paper: Paper, by login: Login) throws(Denial) {
    guard let manager = paper.manager, paper.type != .payment else {
      return try requireMoney(login)
    }
    try require(
      login, inPlaceOf: manager,
      Phrase(
        ru: "\(login.text) не может изменить документ '\(paper.name)': его ведет \(manager.text)",
        en: "\(login.text) may not change paper '\(paper.name)', which is \(manager.text)'s"))
  }

  /// Refuses everybody but accountants and admins: what was paid is theirs to say (R76).
  ///
  /// - Throws: `Denial`, which names them.
  public func requireMoney(_ login: Login) throws(Denial) {
    let able = active.filter { [.accountant, .admin].contains($0.role) }
    guard !isEmpty, !able.contains(where: { $0.login == login }) else { return }
    throw Denial(
      Phrase(
        ru: "деньги вводит бухгалтер, а не \(login.text)",
        en: "money is entered by an accountant, not by \(login.text)"),
      hints: [who(among: able)])
  }

  private func require(
    _ login: Login, inPlaceOf manager: Login, _ refused: Phrase
  ) throws(Denial) {
    let permission = Permission.work(of: [manager])
    guard !isEmpty, !has(login, permission) else { return }
    throw Denial(refused, hints: [who(among: active.filter { has($0.login, permission) })])
  }

  /// Refuses everybody but admins: users, departments, settings and pipelines are theirs, and what is
  /// refused with other words.
  ///
  /// - Throws: `Denial`, which names them.
  public func requireAdmin(
    _ login: Login,
    _ refused: @autoclosure () -> Phrase = Phrase(
      ru: "пользователей, отделы, настройки и воронки меняет только администратор",
      en: "only an admin changes users, departments, settings and pipelines")
  ) throws(Denial) {
    guard !isEmpty, !isAdmin(login) else { return }
    throw Denial(refused(), hints: [who(among: admins)])
  }

  /// Refuses a plan by anybody but those who head whoever is to sell, and admins (R47, R92).
  ///
  /// - Throws: `Denial`, which names them.
  public func require(planning holder: SalesPlan.Holder, by login: Login) throws(Denial) {
    let able = active.filter { user in
      guard user.role != .admin else { return true }
      switch holder {
      case .user(let other): return isHead(user.login, of: other)
      case .department(let id):
        return user.role == .head && user.department.map(line(of: id).contains) ?? true
      }
    }
    guard !isEmpty, !able.contains(where: { $0.login == login }) else { return }
    throw Denial(
      Phrase(
        ru: "план для '\(holder.text)' ставит руководитель",
        en: "a plan for '\(holder.text)' is set by a head"),
      hints: [who(among: able)])
  }

  private func has(_ login: Login, _ permission: Permission) -> Bool {
    switch permission {
    case .nothing: true
    case .work(let logins):
      isAdmin(login) || logins.contains { $0 == login || isHead(login, of: $0) }
    case .handOver(let manager):
      isAdmin(login) || login == manager || user(login)?.role == .head
    case .lead(let manager), .acceptance(let manager), .join(let manager):
      isAdmin(login) || isHead(login, of: manager)
    case .approval(let manager, let asker):
      login != asker && (isAdmin(login) || isHead(login, of: manager))
    case .administration: isAdmin(login)
    }
  }

  /// Whether somebody may approve a closing that another one has asked for (R53).
  public func mayApprove(_ pending: PendingClosing, of manager: Login, _ login: Login) -> Bool {
    isEmpty || has(login, .approval(of: manager, askedBy: pending.by))
  }

  private var admins: [User] { active.filter { $0.role == .admin } }

  private func who(
    _ start: Phrase = Phrase(ru: "это может", en: "this may be done by"), among users: [User]
  ) -> Phrase {
    guard !users.isEmpty else {
      return Phrase(
        ru: "администратора нет: назначьте его в people.json",
        en: "there is no admin: appoint one in people.json")
    }
    let list = users.map(\.title).joined(separator: ", ")
    return Phrase(ru: "\(start.ru): \(list.ru)", en: "\(start.en): \(list.en)")
  }
}

extension User {
  fileprivate var title: Phrase {
    guard role != .manager else { return Phrase(login.text) }
    return Phrase(ru: "\(login.text) (\(role.name.ru))", en: "\(login.text) (\(role.name.en))")
  }
}

extension UserRole {
  /// What people read.
  public var name: Phrase {
    switch self {
    case .manager: Phrase(ru: "менеджер", en: "manager")
    case .head: Phrase(ru: "руководитель", en: "head")
    case .accountant: Phrase(ru: "бухгалтер", en: "accountant")
    case .admin: Phrase(ru: "администратор", en: "admin")
    }
  }
}
