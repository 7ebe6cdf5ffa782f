import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm department list`.
struct DepartmentList: Runnable {
  var prints: Printed { .list(.department) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "показать отделы", en: "list departments"), DepartmentList(), rows: [],
      examples: [Example("crm department list", Text(ru: "все отделы", en: "all departments"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      DepartmentRow.tree(of: try snapshot.people())
    }
    try session.list(.department, rows, presentation)
  }
}
