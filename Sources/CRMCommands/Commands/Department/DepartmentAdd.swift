import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm department add ID|NAME [--name N] [--parent D]`.
struct DepartmentAdd: WritingRunnable {
  var word = ""
  var name: String?
  var parent: String?
  var write = WriteOptions()
  var prints: Printed { .card(.department) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести отдел", en: "add a department"), DepartmentAdd(),
      rows: [
        .argument(
          .line("ID|NAME"),
          help: Text(
            ru: "id латиницей или название, из которого он получится",
            en: "an id, or a name that makes one")
        ) { $0.word = $1 },
        .option(
          "--name", value: .line("NAME"),
          help: Text(ru: "название, если дан id", en: "its name, where an id was given")
        ) { $0.name = $1 },
        .option(
          "--parent", value: .reference("D", "department"),
          help: Text(ru: "часть какого отдела", en: "the department that it is a part of")
        ) { $0.parent = $1 },
      ],
      examples: [
        Example(
          "crm department add east --name 'Восточный отдел'",
          Text(ru: "с коротким id", en: "with a short id"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportDepartment(write) { (people, transaction) throws(CRMError) in
      let department = People.Department(
        id: isID ? DepartmentID(word) : try transaction.newDepartmentID(for: word),
        name: try chosenName(),
        parent: try parent.map { (name) throws(CRMError) in try transaction.department(name).id })
      try CRMError.refusing { () throws(Refusal) in try people.add(department) }
      return department
    }
  }

  /// Whether the word is an id: small Latin letters, digits and hyphens.
  private var isID: Bool {
    PipelineLint.isPlainID(word)
  }

  private func chosenName() throws(CRMError) -> String {
    guard let name else { return word }
    guard isID else {
      throw .usage(
        Phrase(
          ru: "--name нужно, только если '\(word)' — id: малые латинские буквы, цифры, дефис",
          en: "--name is for an id of small Latin letters, digits and hyphens, not '\(word)'"),
        hints: [])
    }
    return name
  }
}
