import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm user show LOGIN`.
struct UserShow: Runnable {
  var login = Login(stored: "")
  var prints: Printed { .card(.user) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "показать пользователя", en: "show a user"), UserShow(),
      rows: [
        .argument(.login("LOGIN"), help: Text(ru: "кого", en: "whom")) { $0.login = $1 }
      ],
      examples: [
        Example(
          "crm user show petrov",
          Text(ru: "роль, отдел и замены", en: "role, department, who stands in"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let user = try snapshot.user(login)
      let row = UserRow(user, try snapshot.people(), try snapshot.index([.deal]))
      return row
    }
    try session.show(.user, row, presentation)
  }
}
