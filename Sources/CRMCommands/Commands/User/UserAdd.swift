import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm user add LOGIN --name N --role R [--department D]`.
struct UserAdd: WritingRunnable {
  var login = Login(stored: "")
  var name = ""
  var role = ""
  var department: String?
  var write = WriteOptions()
  var prints: Printed { .card(.user) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "добавить пользователя", en: "add a user"),
      discussion: Text(
        ru: "Пока пользователей нет, права не проверяются. Вместе с первым вы сами становитесь "
          + "администратором. Дальше действует логин в системе; --as и CRM_USER — только у "
          + "руководителей и администраторов.",
        en: "While there are no users, no rights are asked for. With the first one you become an "
          + "admin yourself. From then on the system's login acts; --as and CRM_USER are for heads "
          + "and admins only."),
      UserAdd(),
      rows: [
        .argument(
          .login("LOGIN"), help: Text(ru: "логин в системе", en: "the system's login")
        ) { $0.login = $1 },
        .option(
          "--name", value: .line("NAME"), isRequired: true,
          help: Text(ru: "как зовут", en: "what people call them")
        ) { $0.name = $1 },
        .role(isRequired: true) { $0.role = $1 },
        .department { $0.department = $1 },
      ],
      examples: [
        Example(
          "crm user add sidorov --name 'Сидоров Олег' --role manager",
          Text(ru: "новый менеджер", en: "a new manager"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let own = session.login
    try session.reportUser(write, login) { (people, transaction) throws(CRMError) in
      let user = User(
        login: login, name: name, role: try transaction.role(ofUser: role),
        department: try department.map { (name) throws(CRMError) in
          try transaction.department(name).id
        })
      let adder = User(
        login: own, name: try transaction.settings().people[own.text] ?? own.text, role: .admin)
      let admin = try CRMError.refusing { () throws(Refusal) in
        try people.add(user, by: adder)
      }
      if let admin {
        session.notice(
          Phrase(
            ru: "теперь права проверяются; администратор — вы: \(admin.login.text)",
            en: "rights are asked for from now on; the admin is you: \(admin.login.text)"))
      }
      return nil
    }
  }
}
