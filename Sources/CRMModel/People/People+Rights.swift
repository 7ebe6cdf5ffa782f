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
    try requireKindOfChange(before, after, by: login)
    let isOwnWork =
      permission == .acceptance(of: login)
      || permission == .approval(of: after.manager, askedBy: login)
    let absent = isOwnWork ? [] : substituted(by: login, on: day).map(\.login)
    guard !([login] + absent).contains(where: { has($0, permission) }) else { return }
    let name = after.name
    let message =
      switch (before, permission) {
      case (_, .deletion):
        Phrase(
          ru: "удаляет и восстанавливает сделки только администратор: '\(name)'",
          en: "only an admin deletes and restores deals: '\(name)'")
      case (_, .acceptance) where isOwnWork:
        Phrase(
          ru: "\(login.text) не может принять доработку своей сделки '\(name)'",
          en: "\(login.text) may not accept the rework of their own deal '\(name)'")
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

  /// Refuses to take a deal away as if it had never been.
  ///
  /// - Throws: `Denial`, which names those who may.
  public func require(removing deal: Deal, by login: Login) throws(Denial) {
    let permission = Permission.deletion(of: deal.manager)
    guard !isEmpty, !has(login, permission) else { return }
    throw Denial(
      Phrase(
        ru: "убирает сделки только администратор: '\(deal.name)'",
        en: "only an admin takes deals away: '\(deal.name)'"),
      hints: [who(among: active.filter { has($0.login, permission) })])
  }

  /// Refuses to make a deal, or to lose one, to those whose role does not have that (M1).
  private func requireKindOfChange(
    _ before: Deal?, _ after: Deal, by login: Login
  ) throws(Denial) {
    let isLost = after.lostReason != nil || after.pending != nil
    let wasLost = before?.lostReason != nil || before?.pending != nil
    func ask(_ right: (KindRights) -> Bool, _ refused: (Phrase) -> Phrase) throws(Denial) {
      func has(_ login: Login) -> Bool { right(rights(of: login, [Kind.deal.rawValue])) }
      guard !has(login) else { return }
      throw Denial(
        refused(roleName(login)), hints: [who(among: active.filter { has($0.login) })])
    }
    if before == nil {
      try ask(\.creates) {
        Phrase(
          ru: "роль \($0.ru) не заводит сделок: '\(after.name)'",
          en: "the role \($0.en) adds no deals: '\(after.name)'")
      }
    }
    if isLost, !wasLost {
      try ask(\.loses) {
        Phrase(
          ru: "роль \($0.ru) не закрывает сделок как проигранные: '\(after.name)'",
          en: "the role \($0.en) closes no deal as lost: '\(after.name)'")
      }
    }
  }

  private func roleName(_ login: Login) -> Phrase {
    let name = user(login).map { rights(of: $0.role).name } ?? Phrase("")
    return Phrase(ru: "«\(name.ru)»", en: "“\(name.en)”")
  }

  private func has(_ login: Login, _ permission: Permission) -> Bool {
    let rights = rights(of: login, [Kind.deal.rawValue])
    switch permission {
    case .nothing: return true
    case .work(let logins): return logins.contains { reaches(login, $0, rights.changes) }
    case .handOver(let manager):
      return reaches(login, manager, rights.changes) || has(login, .lead)
    case .lead(let manager), .acceptance(let manager), .join(let manager):
      return isAdmin(login) || isHead(login, of: manager)
    case .approval(let manager, let asker):
      return login != asker && (isAdmin(login) || isHead(login, of: manager))
    case .deletion(let manager): return reaches(login, manager, rights.deletes)
    }
  }

  /// Whether somebody may approve a closing that another one has asked for (R53).
  public func mayApprove(_ pending: PendingClosing, of manager: Login, _ login: Login) -> Bool {
    isEmpty || has(login, .approval(of: manager, askedBy: pending.by))
  }

  private var admins: [User] { active.filter { isAdmin($0.login) } }

  /// Who may do something, or who does not exist.
  func who(
    _ start: Phrase = Phrase(ru: "это может", en: "this may be done by"), among users: [User]
  ) -> Phrase {
    guard !users.isEmpty else {
      return Phrase(
        ru: "администратора нет: назначьте его в people.json",
        en: "there is no admin: appoint one in people.json")
    }
    let list = users.map(title).joined(separator: ", ")
    return Phrase(ru: "\(start.ru): \(list.ru)", en: "\(start.en): \(list.en)")
  }

  private func title(_ user: User) -> Phrase {
    guard user.role != .manager else { return Phrase(user.login.text) }
    let role = rights(of: user.role).name
    return Phrase(ru: "\(user.login.text) (\(role.ru))", en: "\(user.login.text) (\(role.en))")
  }
}
