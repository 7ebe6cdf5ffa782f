import CRMCore
import CRMModel

/// A user as he is printed.
struct UserRow {
  let user: User
  let role: RoleRights
  let department: People.Department?
  let openDeals: Int

  init(_ user: User, _ people: People, _ index: RecordIndex) {
    self.user = user
    role = people.rights(of: user.role)
    department = user.department.flatMap { people.department($0) }
    openDeals = index.deals.count { $0.manager == user.login && $0.state == .open }
  }
}

extension Noun where Row == UserRow {
  /// Users: the keys are a part of the command contract.
  static var user: Noun<UserRow> { user(withState: false) }

  /// Users; the table says who has left where both kinds stand in it.
  static func user(withState: Bool) -> Noun<UserRow> {
    Noun(
      id: { $0.user.login.text },
      [
        Column("login", Phrase(ru: "логин", en: "login"), table: .key, whole: true) {
          .text($0.user.login.text)
        },
        Column("name", Phrase(ru: "имя", en: "name"), table: .key) { .text($0.user.name) },
        Column(
          "role", Phrase(ru: "роль", en: "role"), table: .main,
          shown: { row, presentation in presentation.text(row.role.name) }
        ) { .text($0.user.role.id) },
        Column(
          "department", Phrase(ru: "отдел", en: "department"), table: .main,
          shown: { row, _ in row.department?.name ?? "" }
        ) { .text($0.user.department?.text) },
        Column(
          "active", Phrase(ru: "работает", en: "active"), table: withState ? .main : nil,
          shown: { row, presentation in
            presentation.text(
              row.user.isActive ? Phrase(ru: "да", en: "yes") : Phrase(ru: "нет", en: "no"))
          }
        ) { .bool($0.user.isActive) },
        Column(
          "substitutions", Phrase(ru: "замены", en: "substitutions"),
          shown: { row, presentation in
            row.user.substitutions.map { substitution in
              let days = [substitution.from, substitution.until].map(presentation.day)
              return "\(substitution.substitute.text) \(days[0])–\(days[1])"
            }.joined(separator: ", ")
          }
        ) { .array($0.user.substitutions.map(\.json)) },
        Column("openDeals", Phrase(ru: "открытых сделок", en: "open deals"), table: .useful) {
          .number($0.openDeals)
        },
      ])
  }
}

extension Substitution {
  fileprivate var json: JSONValue {
    [
      "by": .string(substitute.text), "from": .string(from.text), "until": .string(until.text),
    ]
  }
}
