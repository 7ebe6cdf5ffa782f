/// What a user sees of what others look after (M7): it guides people, for whoever can read the files
/// reads them all.
public struct Sight: Hashable, Sendable {
  /// Who looks on.
  public let user: Login
  /// On which day.
  public let day: Day
  /// The managers whose things are seen, by the name of a kind or of a type of paper; of those that
  /// are missing everything is seen.
  private let managers: [String: Set<NameKey>]

  fileprivate init(_ user: Login, on day: Day, _ managers: [String: Set<NameKey>]) {
    (self.user, self.day, self.managers) = (user, day, managers)
  }

  /// Whether it is seen what somebody looks after, or nobody, of the first of several names that the
  /// role speaks of.
  public func sees(_ name: String, of manager: NameKey?) -> Bool {
    guard let managers = managers[name] else { return true }
    return manager.map(managers.contains) ?? !managers.isEmpty
  }

  /// Whether the things of a kind are seen that this user looks after.
  public func sees(_ kind: Kind, of manager: NameKey?) -> Bool { sees(kind.rawValue, of: manager) }

  /// Whether everything of a kind is seen.
  public func seesAll(_ kind: Kind) -> Bool { managers[kind.rawValue] == nil }
}

extension People {
  /// What somebody sees on a day, those included for whom he stands in; `nil` where that is everything.
  ///
  /// As soon as one role is restricted, whoever looks on is a user and acts for himself or for those
  /// whom he heads.
  ///
  /// - Throws: `Denial` where he is none, or may not act as that user.
  public func sight(
    of user: Login, enteredBy login: Login, on day: Day
  ) throws(Denial) -> Sight? {
    // Built-in roles see everything.
    guard !isEmpty, !roles.isEmpty else { return nil }
    let names =
      Kind.documents.map { [$0.rawValue] }
      + PaperType.all.map { [$0.id, Kind.paper.rawValue] }
    let isRestricted = roles.contains { role in names.contains { role[$0].sees < .all } }
    guard isRestricted else { return nil }
    try requireActor(login, as: user)
    let eyes = [user] + substituted(by: user, on: day).map(\.login)
    var managers: [String: Set<NameKey>] = [:]
    for name in names {
      let sights = eyes.map { ($0, rights(of: $0, name).sees) }
      guard !sights.contains(where: { $0.1 == .all }) else { continue }
      managers[name[0]] = Set(
        sights.flatMap { eye, reach in
          users.filter { reaches(eye, $0.login, reach) }.map(\.login.key)
        })
    }
    return managers.isEmpty ? nil : Sight(user, on: day, managers)
  }
}
