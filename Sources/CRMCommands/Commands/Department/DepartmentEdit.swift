import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm department edit D [--name N] [--parent D]`.
struct DepartmentEdit: WritingRunnable {
  var reference = ""
  var name: String?
  var parent: String?
  var hasNoParent = false
  var write = WriteOptions()
  var prints: Printed { .card(.department) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить отдел", en: "edit a department"), DepartmentEdit(),
      rows: [
        .argument(
          .reference("DEPARTMENT", "department"), help: Text(ru: "отдел", en: "the department")
        ) { $0.reference = $1 },
        .atLeastOne(of: [
          .option("--name", value: .line("NAME"), help: Text(ru: "название", en: "its name")) {
            $0.name = $1
          },
          .option(
            "--parent", value: .reference("D", "department"),
            help: Text(ru: "часть какого отдела", en: "the department that it is a part of")
          ) { $0.parent = $1 },
          .flag("--no-parent", help: Text(ru: "сам по себе", en: "a part of none")) {
            $0.hasNoParent = true
          },
        ]),
        .atMostOne("--parent", "--no-parent"),
      ],
      examples: [
        Example(
          "crm department edit north --name 'Северный отдел'",
          Text(ru: "другое название", en: "another name"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportDepartment(write) { (people, transaction) throws(CRMError) in
      var department = try transaction.department(reference)
      department.name = name ?? department.name
      if hasNoParent { department.parent = nil }
      if let parent { department.parent = try transaction.department(parent).id }
      try CRMError.refusing { () throws(Refusal) in try people.change(to: department) }
      return department
    }
  }
}
