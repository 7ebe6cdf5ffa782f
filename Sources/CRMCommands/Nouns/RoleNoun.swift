import CRMCore
import CRMModel

/// A role as it is printed.
struct RoleRow {
  let rights: RoleRights
  /// Those who have it and work here.
  let users: [Login]

  init(_ rights: RoleRights, _ people: People) {
    self.rights = rights
    users = people.active.filter { $0.role == rights.role }.map(\.login)
  }

  /// The rows of its rights, what holds for the rest last.
  fileprivate var rows: [(name: String, words: [String])] {
    RoleRights.names.compactMap { name in rights.kinds[name].map { (name, $0.words) } }
  }
}

extension Noun where Row == RoleRow {
  /// Roles: the keys are a part of the command contract.
  static var role: Noun<RoleRow> {
    Noun(
      id: { $0.rights.role.id },
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .key) { .text($0.rights.role.id) },
        Column(
          "name", Phrase(ru: "название", en: "name"), table: .key,
          shown: { row, presentation in presentation.text(row.rights.name) }
        ) { .text($0.rights.name.en) },
        Column(
          "rights", Phrase(ru: "права", en: "rights"),
          shown: { row, _ in
            row.rows.map { "\($0.name)=\($0.words.joined(separator: ","))" }.joined(separator: " ")
          }
        ) { row in
          var rights = JSONObject()
          for (name, words) in row.rows { rights[name] = .array(words.map(JSONValue.string)) }
          return .object(rights)
        },
        Column(
          "duties", Phrase(ru: "обязанности", en: "duties"), table: .main,
          shown: { row, _ in row.rights.duties.map(\.rawValue).sorted().joined(separator: ", ") }
        ) { .array($0.rights.duties.map(\.rawValue).sorted().map(JSONValue.string)) },
        Column(
          "users", Phrase(ru: "у кого", en: "users"), table: .main,
          shown: { row, _ in row.users.map(\.text).joined(separator: ", ") }
        ) { .array($0.users.map { .string($0.text) }) },
      ])
  }
}
