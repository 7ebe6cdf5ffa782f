import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm field list` (R35).
struct FieldList: Runnable {
  var on: Kind?
  var prints: Printed { .list(.customField) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать свои поля", en: "list your own fields"), FieldList(),
      rows: [
        .option(
          "--on", value: .choice(of: Kind.self, "KIND", among: Kind.documents),
          help: Text(
            ru: "только компаний, контактов, сделок или обращений",
            en: "only of companies, contacts, deals or leads")
        ) { $0.on = $1 }
      ],
      examples: [Example("crm field list", Text(ru: "какие есть поля", en: "which there are"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (fields, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.customFields().all.filter { on == nil || $0.on == on }
    }
    try session.list(.customField, fields, presentation)
  }
}
