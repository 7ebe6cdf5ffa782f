import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm user list [--all]`.
struct UserList: Runnable {
  var isAll = false
  var prints: Printed { .list(.user) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать пользователей", en: "list users"), UserList(),
      rows: [
        .flag("--all", help: Text(ru: "и тех, кто ушел", en: "also those who have left")) {
          $0.isAll = true
        }
      ],
      examples: [Example("crm user list", Text(ru: "кто работает", en: "who works here"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let people = try snapshot.people()
      let index = try snapshot.index([.deal])
      let rows = (isAll ? people.users : people.active).map { UserRow($0, people, index) }
      return rows
    }
    try session.list(.user(withState: isAll), rows, presentation)
  }
}
