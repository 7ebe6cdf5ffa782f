import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm user edit LOGIN …`.
struct UserEdit: WritingRunnable {
  var login = Login(stored: "")
  var name: String?
  var role: String?
  var department: String?
  var hasNoDepartment = false
  var isActivating = false
  var write = WriteOptions()
  var prints: Printed { .card(.user) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить пользователя", en: "edit a user"), UserEdit(),
      rows: [
        .argument(.login("LOGIN"), help: Text(ru: "кого", en: "whom")) { $0.login = $1 },
        .atLeastOne(of: [
          .option(
            "--name", value: .line("NAME"), help: Text(ru: "как зовут", en: "what people call them")
          ) { $0.name = $1 },
          .role { $0.role = $1 },
          .department { $0.department = $1 },
          .flag("--no-department", help: Text(ru: "без отдела", en: "in no department")) {
            $0.hasNoDepartment = true
          },
          .flag("--activate", help: Text(ru: "снова работает", en: "works here again")) {
            $0.isActivating = true
          },
        ]),
        .atMostOne("--department", "--no-department"),
      ],
      examples: [
        Example(
          "crm user edit petrov --role head --department north",
          Text(ru: "теперь руководит отделом", en: "heads a department now"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportUser(write, login) { (people, transaction) throws(CRMError) in
      var user = try transaction.user(login)
      user.name = name ?? user.name
      if let role { user.role = try transaction.role(ofUser: role) }
      if hasNoDepartment { user.department = nil }
      if let department { user.department = try transaction.department(department).id }
      if isActivating { user.isActive = true }
      try CRMError.refusing { () throws(Refusal) in try people.change(to: user) }
      return nil
    }
  }
}
