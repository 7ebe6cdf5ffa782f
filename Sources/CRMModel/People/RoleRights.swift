/// What those of a role may do (R47): a row, the department's own or built in.
public struct RoleRights: Hashable, Sendable {
  /// Whose rights.
  public let role: UserRole
  /// What people call the role.
  public var name: Phrase
  /// What may be done with things, by the name of their kind or of their type of paper; `*` holds for
  /// those that are not named.
  public var kinds: [String: KindRights]
  /// What goes beyond single things.
  public var duties: Set<Duty>

  /// What goes beyond single things.
  public enum Duty: String, CaseIterable, Sendable {
    /// To send back, accept and approve what those of one's department do, and to plan for them (M9).
    case lead
    /// Settings, fields, checks, rates, products, statuses.
    case settings
    /// Pipelines, their stages and templates (R44).
    case pipelines
    /// Payments (R76).
    case money
    /// Users, departments, roles, and what is done for good.
    case people
  }

  /// The key of what holds for all kinds that are not named.
  public static let others = "*"

  /// A role's rights.
  public init(
    _ role: UserRole, name: Phrase, kinds: [String: KindRights], duties: Set<Duty> = []
  ) {
    self.role = role
    self.name = name
    self.kinds = kinds
    self.duties = duties
  }

  /// The rights over things of the first of these names that has a row, such as a type of paper and
  /// all papers.
  public subscript(_ names: [String]) -> KindRights {
    (names + [Self.others]).lazy.compactMap { kinds[$0] }.first ?? KindRights()
  }

  /// The names that a row may stand for.
  public static let names =
    Kind.documents.map(\.rawValue) + PaperType.all.map(\.id) + [others]

  /// The roles that every data directory has until it says otherwise.
  public static let builtIn: [RoleRights] = {
    let all = KindRights(creates: true, loses: true, changes: .all, sees: .all, deletes: .all)
    func kinds(_ reach: KindRights.Reach) -> [String: KindRights] {
      func rights(
        changes: KindRights.Reach, deletes: KindRights.Reach, loses: Bool = false
      ) -> KindRights {
        KindRights(creates: true, loses: loses, changes: changes, sees: .all, deletes: deletes)
      }
      return [
        others: rights(changes: reach, deletes: reach),
        Kind.deal.rawValue: rights(changes: reach, deletes: .nobodys, loses: true),
        // Everybody mends a card; a company is removed by whoever looks after it.
        Kind.company.rawValue: rights(changes: .all, deletes: reach),
        Kind.contact.rawValue: rights(changes: .all, deletes: .all),
        Kind.product.rawValue: KindRights(sees: .all),
      ]
    }
    return [
      RoleRights(.manager, name: Phrase(ru: "менеджер", en: "manager"), kinds: kinds(.own)),
      RoleRights(
        .head, name: Phrase(ru: "руководитель", en: "head"), kinds: kinds(.department),
        duties: [.lead]),
      RoleRights(
        .accountant, name: Phrase(ru: "бухгалтер", en: "accountant"), kinds: kinds(.own),
        duties: [.money]),
      RoleRights(
        .admin, name: Phrase(ru: "администратор", en: "admin"), kinds: [others: all],
        duties: Set(Duty.allCases).subtracting([.lead])),
    ]
  }()
}

/// What may be done with the things of one kind.
public struct KindRights: Hashable, Sendable {
  /// Whether new ones are made.
  public var creates: Bool
  /// Whether a deal is closed as lost.
  public var loses: Bool
  /// Which are changed.
  public var changes: Reach
  /// Which are seen (M7).
  public var sees: Reach
  /// Which are deleted.
  public var deletes: Reach

  /// How far a right goes: whose things.
  public enum Reach: Int, CaseIterable, Comparable, Sendable {
    case nobodys, own, department, all

    /// The nearer first.
    public static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }

    /// Behind a right's name; everybody's need no word.
    fileprivate var suffix: String {
      switch self {
      case .nobodys: "-none"
      case .own: "-own"
      case .department: "-department"
      case .all: ""
      }
    }
  }

  /// Rights; none but those that are given.
  public init(
    creates: Bool = false, loses: Bool = false, changes: Reach = .nobodys,
    sees: Reach = .nobodys, deletes: Reach = .nobodys
  ) {
    (self.creates, self.loses) = (creates, loses)
    (self.changes, self.sees, self.deletes) = (changes, sees, deletes)
  }

  /// A right by the word for it, in the order in which people read them.
  private enum Right: String, CaseIterable {
    case create, lose, change, see, delete

    /// How far it may go; what is switched on or off goes to all.
    var reaches: [Reach] {
      switch self {
      case .create, .lose: [.all]
      case .change, .see, .delete: [.all, .department, .own]
      }
    }
  }

  private subscript(right: Right) -> Reach {
    get {
      switch right {
      case .create: creates ? .all : .nobodys
      case .lose: loses ? .all : .nobodys
      case .change: changes
      case .see: sees
      case .delete: deletes
      }
    }
    set {
      switch right {
      case .create: creates = newValue > .nobodys
      case .lose: loses = newValue > .nobodys
      case .change: changes = newValue
      case .see: sees = newValue
      case .delete: deletes = newValue
      }
    }
  }

  /// Every word that stands for a right: `create lose change change-own …`.
  public static var words: [String] {
    Right.allCases.flatMap { right in right.reaches.map { right.rawValue + $0.suffix } }
  }

  /// The words that say these rights, as documents and people have them.
  public var words: [String] {
    Right.allCases.filter { self[$0] > .nobodys }.map { $0.rawValue + self[$0].suffix }
  }

  /// The rights of some words; where none says what is seen, it is what may be changed or deleted.
  ///
  /// - Throws: `ValueError` for a word that is no right's.
  public init(words: [String]) throws(ValueError) {
    self.init()
    for word in words {
      guard let right = Right.allCases.first(where: { word.hasPrefix($0.rawValue) }),
        let reach = right.reaches.first(where: { right.rawValue + $0.suffix == word })
      else {
        let known = Self.words.joined(separator: ", ")
        throw ValueError(
          word, ru: "такого права нет; есть \(known)",
          en: "there is no such right; there are \(known)")
      }
      self[right] = max(self[right], reach)
    }
    if sees == .nobodys { sees = max(changes, deletes) }
  }
}
