/// That somebody takes part in a deal beside its manager (M4).
public struct Participation: Hashable, Sendable {
  /// Who.
  public let login: Login
  /// Until the end of which day; `nil` for as long as nobody says otherwise.
  public let lastDay: Day?

  /// A participation.
  public init(_ login: Login, until lastDay: Day?) {
    (self.login, self.lastDay) = (login, lastDay)
  }

  /// Whether it lasts on a day.
  public func lasts(on day: Day) -> Bool { lastDay.map { day <= $0 } ?? true }
}

extension DealFacts {
  /// Those who take part in it on a day.
  public func participants(on day: Day) -> [Login] {
    participations.filter { $0.lasts(on: day) }.map(\.login)
  }
}

extension Deal {
  /// Who takes part in it beside its manager (M4), by login.
  public internal(set) var participants: [Login] {
    get { (Field.participants.get(self)?.elements ?? []).map { Login(stored: $0.text) } }
    set {
      let logins = newValue.map(\.text).sorted()
      facts[Field<Deal>.participants.key] = logins.isEmpty ? nil : .texts(logins)
    }
  }

  /// The same, each with the day that was said last.
  public var participations: [Participation] {
    guard facts[Field<Deal>.participants.key] != nil else { return [] }
    let events = effectiveHistory.reversed()
    return participants.map { login in
      let day = events.lazy.compactMap { $0.kind.participation(of: login) }.first
      return Participation(login, until: day ?? nil)
    }
  }

  /// Those who take part in it on a day.
  func participants(on day: Day) -> [Login] {
    participations.filter { $0.lasts(on: day) }.map(\.login)
  }
}
