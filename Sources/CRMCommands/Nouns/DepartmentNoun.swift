import CRMCore
import CRMModel

/// A department as it is printed.
struct DepartmentRow {
  let department: People.Department
  /// How many departments it lies below.
  let depth: Int

  /// The departments as a tree: each before those below it.
  static func tree(of people: People, below parent: DepartmentID? = nil) -> [DepartmentRow] {
    people.departments.filter { $0.parent == parent }.flatMap { department in
      [DepartmentRow(department, people)] + tree(of: people, below: department.id)
    }
  }

  init(_ department: People.Department, _ people: People) {
    self.department = department
    depth = people.line(of: department.parent).count
  }
}

extension Noun where Row == DepartmentRow {
  /// Departments: the keys are a part of the command contract.
  static var department: Noun<DepartmentRow> {
    Noun(
      id: { $0.department.id.text },
      [
        Column("id", Phrase(ru: "id", en: "id"), table: .key) { .text($0.department.id.text) },
        Column(
          "name", Phrase(ru: "название", en: "name"), table: .key,
          shown: { row, _ in String(repeating: "  ", count: row.depth) + row.department.name }
        ) { .text($0.department.name) },
        Column("parent", Phrase(ru: "часть отдела", en: "part of")) {
          .text($0.department.parent?.text)
        },
      ])
  }
}
