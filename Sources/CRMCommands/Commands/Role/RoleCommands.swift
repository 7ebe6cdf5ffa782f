import CRMCore
import CRMModel
import CommandLineKit

extension Row {
  /// The role that is meant.
  fileprivate static func roleArgument(
    _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(.reference("ROLE", "role"), help: Text(ru: "роль", en: "the role"), store: store)
  }
}

/// The command `crm role add ID --name NAME [--like ROLE] …`.
struct RoleAdd: WritingRunnable {
  var id = ""
  var model = UserRole.manager.id
  var changes = RoleOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.role) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести роль", en: "add a role"), RoleAdd(),
      rows: [
        .argument(.line("ID"), help: Text(ru: "id из a–z, 0–9 и -", en: "its id of a–z, 0–9, -")) {
          $0.id = $1
        },
        .option(
          "--like", value: .reference("ROLE", "role"),
          help: Text(ru: "с правами этой; иначе manager", en: "with its rights; else manager's")
        ) { $0.model = $1 },
      ] + RoleOptions.rows(\.changes),
      examples: [
        Example(
          "crm role add trainee --name Стажер --right deal=create,change-own,see-own",
          Text(ru: "видит только свои сделки", en: "sees nothing but his own deals"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportRole(write) { (people, transaction) throws(CRMError) in
      guard !id.isEmpty, id.utf8.allSatisfy({ Self.letters.contains($0) }) else {
        throw .usage(
          Phrase(
            ru: "id роли '\(id)': нужны a–z, 0–9 и -", en: "a role's id '\(id)': a–z, 0–9 and -"),
          hints: [])
      }
      let role = UserRole(id)
      guard !people.allRoles.contains(where: { $0.role == role }) else {
        throw .refused(
          Refusal(
            "M1", Phrase(ru: "роль '\(id)' уже есть", en: "there is a role '\(id)' already"),
            remedies: [Remedy("role", "show", id)]))
      }
      let model = try transaction.role(model)
      var rights = RoleRights(role, name: Phrase(id), kinds: model.kinds, duties: model.duties)
      try changes.change(&rights)
      try CRMError.refusing { () throws(Refusal) in try people.keep(rights) }
      return role
    }
  }

  private static let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
}

/// The command `crm role list`.
struct RoleList: Runnable {
  var prints: Printed { .list(.role) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать роли", en: "list roles"), RoleList(), rows: [],
      examples: [Example("crm role list", Text(ru: "все роли", en: "all roles"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let people = try snapshot.people()
      return people.allRoles.map { RoleRow($0, people) }
    }
    try session.list(.role, rows, presentation)
  }
}

/// The command `crm role show ROLE`.
struct RoleShow: Runnable {
  var reference = ""
  var prints: Printed { .card(.role) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "показать роль", en: "show a role"),
      discussion: Text(
        ru:
          "change-own — свое, change-department — отдела и ниже, change — все; так же see и delete. "
          + "Строка «*» — для видов без своей строки. Это порядок для людей, а не замок: кто читает "
          + "файлы каталога, видит все.",
        en: "change-own is one's own, change-department the department's and below, change all; so "
          + "are see and delete. The row “*” is for kinds without a row. This guides people and is no "
          + "lock: whoever reads the directory's files sees everything."),
      RoleShow(),
      rows: [.roleArgument { $0.reference = $1 }],
      examples: [Example("crm role show head", Text(ru: "что ей можно", en: "what it may do"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      RoleRow(try snapshot.role(reference), try snapshot.people())
    }
    try session.show(.role, row, presentation)
  }
}

/// The command `crm role edit ROLE …`.
struct RoleEdit: WritingRunnable {
  var reference = ""
  var changes = RoleOptions()
  var write = WriteOptions()
  var prints: Printed { .card(.role) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить права роли", en: "change a role's rights"), RoleEdit(),
      rows: [
        .roleArgument { $0.reference = $1 }, .atLeastOne(of: RoleOptions.rows(\.changes)),
      ],
      examples: [
        Example(
          "crm role edit head --duty pipelines",
          Text(ru: "руководители меняют воронки", en: "heads change pipelines"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportRole(write) { (people, transaction) throws(CRMError) in
      var rights = try transaction.role(reference)
      try changes.change(&rights)
      try CRMError.refusing { () throws(Refusal) in try people.keep(rights) }
      return rights.role
    }
  }
}

/// The command `crm role remove ROLE`.
struct RoleRemove: WritingRunnable {
  var reference = ""
  var write = WriteOptions()
  var prints: Printed { .card(.role) }

  static var command: CRMCommand {
    CRMCommand(
      "remove",
      Text(
        ru: "убрать свою роль; встроенной вернуть ее права",
        en: "remove a role of your own; give a built-in one its rights back"),
      RoleRemove(),
      rows: [.roleArgument { $0.reference = $1 }],
      examples: [
        Example(
          "crm role remove trainee",
          Text(ru: "пока она ни у кого", en: "while it is nobody's"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportRole(write) { (people, transaction) throws(CRMError) in
      let role = try transaction.role(reference).role
      try CRMError.refusing { () throws(Refusal) in try people.remove(role) }
      return role
    }
  }
}
