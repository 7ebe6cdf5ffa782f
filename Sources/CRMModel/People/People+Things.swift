/// Something that is no deal, as rights look at it.
public struct GuardedThing: Sendable {
  /// The names under which roles may have rights over it, the narrowest first.
  let names: [String]
  /// What people call it, as the object of a sentence.
  let title: Phrase
  /// Who looks after it; `nil` where nobody does.
  let manager: Login?
  /// That he does, after the name of the thing.
  let ownership: Phrase

  private init(
    _ names: [String], _ title: Phrase, _ manager: Login?, _ ownership: (String) -> Phrase
  ) {
    (self.names, self.title, self.manager) = (names, title, manager)
    self.ownership = ownership(manager?.text ?? "")
  }

  private init(_ names: [String], _ title: Phrase, _ manager: Login?) {
    self.init(names, title, manager) {
      Phrase(ru: ": его ведет \($0)", en: ", which is \($0)'s")
    }
  }

  /// A company.
  public init(_ company: Company) {
    self.init(
      [Kind.company.rawValue],
      Phrase(ru: "компанию '\(company.name)'", en: "company '\(company.name)'"), company.manager
    ) { Phrase(ru: ": ее ведет \($0)", en: ", which is \($0)'s") }
  }

  /// A contact, which whoever looks after its company looks after.
  public init(_ contact: Contact, manager: Login?) {
    self.init(
      [Kind.contact.rawValue],
      Phrase(ru: "контакт '\(contact.name)'", en: "contact '\(contact.name)'"), manager)
  }

  /// A lead.
  public init(_ lead: Lead) {
    self.init(
      [Kind.lead.rawValue],
      Phrase(ru: "обращение '\(lead.name)'", en: "lead '\(lead.name)'"), lead.manager)
  }

  /// A paper, whose type may have rights of its own (M5).
  public init(_ paper: Paper) {
    self.init(
      [paper.type.id, Kind.paper.rawValue],
      Phrase(ru: "документ '\(paper.name)'", en: "paper '\(paper.name)'"), paper.manager)
  }

  /// A product.
  public init(_ product: Product) {
    self.init(
      [Kind.product.rawValue],
      Phrase(ru: "товар '\(product.name)'", en: "product '\(product.name)'"), nil)
  }
}

/// What is done to a thing.
public enum Handling: Sendable {
  case adding, changing, removing

  fileprivate var verb: Phrase {
    switch self {
    case .adding: Phrase(ru: "завести", en: "add")
    case .changing: Phrase(ru: "изменить", en: "change")
    case .removing: Phrase(ru: "убрать", en: "remove")
    }
  }
}

extension People {
  /// Refuses what somebody may not do to a thing that is no deal.
  ///
  /// - Throws: `Denial`, which names those who may.
  public func require(
    _ handling: Handling, _ thing: GuardedThing, by login: Login
  ) throws(Denial) {
    guard !isEmpty, !may(handling, thing, login) else { return }
    let verb = handling.verb
    let able = active.map(\.login).filter { may(handling, thing, $0) }
    let isOthers = handling != .adding && thing.manager.map { $0 != login } ?? false
    let ownership = isOthers ? thing.ownership : Phrase("")
    throw Denial(
      Phrase(
        ru: "\(login.text) не может \(verb.ru) \(thing.title.ru)\(ownership.ru)",
        en: "\(login.text) may not \(verb.en) \(thing.title.en)\(ownership.en)"),
      hints: [who(among: active.filter { able.contains($0.login) })])
  }

  private func may(_ handling: Handling, _ thing: GuardedThing, _ login: Login) -> Bool {
    let rights = rights(of: login, thing.names)
    return switch handling {
    case .adding: rights.creates
    case .changing: reaches(login, thing.manager, rights.changes)
    case .removing: reaches(login, thing.manager, rights.deletes)
    }
  }

  /// Refuses everybody whose role does not enter money: what was paid is theirs to say (R76).
  ///
  /// - Throws: `Denial`, which names them.
  public func requireMoney(_ login: Login) throws(Denial) {
    guard !isEmpty, !has(login, .money) else { return }
    throw Denial(
      Phrase(
        ru: "деньги вводит бухгалтер, а не \(login.text)",
        en: "money is entered by an accountant, not by \(login.text)"),
      hints: [who(among: active.filter { has($0.login, .money) })])
  }

  /// Refuses everybody whose role does not have a duty, which is what admins have until the
  /// department's own roles say otherwise, and what is refused with other words.
  ///
  /// - Throws: `Denial`, which names them.
  public func require(
    _ duty: RoleRights.Duty, _ login: Login,
    _ refused: @autoclosure () -> Phrase = Phrase(
      ru: "пользователей, отделы, настройки и воронки меняет только администратор",
      en: "only an admin changes users, departments, settings and pipelines")
  ) throws(Denial) {
    guard !isEmpty, !has(login, duty) else { return }
    let able = active.filter { has($0.login, duty) }
    guard !able.contains(where: { !isAdmin($0.login) }) else {
      throw Denial(
        Phrase(
          ru: "\(login.text) не может этого изменить: у его роли нет права '\(duty.rawValue)'",
          en: "\(login.text) may not change this: his role lacks the duty '\(duty.rawValue)'"),
        hints: [who(among: able)])
    }
    throw Denial(refused(), hints: [who(among: able)])
  }

  /// Refuses a plan by anybody but those who head whoever is to sell, and admins (R47, R92).
  ///
  /// - Throws: `Denial`, which names them.
  public func require(planning holder: SalesPlan.Holder, by login: Login) throws(Denial) {
    let able = active.map(\.login).filter { head in
      guard !isAdmin(head) else { return true }
      switch holder {
      case .user(let other): return isHead(head, of: other)
      case .department(let id):
        return has(head, .lead) && user(head)?.department.map(line(of: id).contains) ?? true
      }
    }
    guard !isEmpty, !able.contains(login) else { return }
    throw Denial(
      Phrase(
        ru: "план для '\(holder.text)' ставит руководитель",
        en: "a plan for '\(holder.text)' is set by a head"),
      hints: [who(among: active.filter { able.contains($0.login) })])
  }
}
