import CRMCore
import CRMModel
import CommandLineKit

/// What every command that changes users or departments does.
extension Session {
  /// Changes the people, and prints the user who was changed with what else there is to say.
  func reportUser(
    _ write: WriteOptions, _ login: Login,
    _ change: (inout People, Transaction) throws(CRMError) -> Phrase?
  ) throws(CRMError) {
    let result = try self.write(write) {
      (transaction) throws(CRMError) -> (UserRow?, UserRow, Phrase?, Presentation) in
      var people = try transaction.people()
      let index = try transaction.index([.deal])
      let before = people.user(login).map { UserRow($0, people, index) }
      let words = try change(&people, transaction)
      try transaction.put(people)
      let row = UserRow(
        try transaction.user(login), people, try transaction.index([.deal]))
      return (before, row, words, try self.presentation(transaction))
    }
    let (before, row, words, presentation) = result
    let changes = changes(.user, before, row, presentation)
    let done = changed(
      login.text, row.user.name, changes + [words].compactMap { $0.map(presentation.text) },
      write, presentation)
    try show(.user, row, presentation, done: done)
  }

  /// Changes the roles, and prints the one that was changed.
  func reportRole(
    _ write: WriteOptions,
    _ change: (inout People, Transaction) throws(CRMError) -> UserRole
  ) throws(CRMError) {
    let result = try self.write(write) {
      (transaction) throws(CRMError) -> (before: RoleRow?, after: RoleRow?, Presentation) in
      let old = try transaction.people()
      var people = old
      let role = try change(&people, transaction)
      try transaction.put(people)
      func row(_ people: People) -> RoleRow? {
        people.allRoles.first { $0.role == role }.map { RoleRow($0, people) }
      }
      return (row(old), row(people), try self.presentation(transaction))
    }
    let (before, after, presentation) = result
    guard let row = after ?? before else { return }
    let removed = presentation.text(Phrase(ru: "убрана", en: "removed"))
    let done = changed(
      row.rights.role.id, presentation.text(row.rights.name),
      after.map { changes(.role, before, $0, presentation) } ?? [removed], write, presentation)
    try show(.role, row, presentation, done: done)
  }

  /// Changes the departments, and prints the one that was changed.
  func reportDepartment(
    _ write: WriteOptions,
    _ change: (inout People, Transaction) throws(CRMError) -> People.Department
  ) throws(CRMError) {
    let result = try self.write(write) {
      (transaction) throws(CRMError) -> (DepartmentRow?, DepartmentRow, Presentation) in
      let old = try transaction.people()
      var people = old
      let department = try change(&people, transaction)
      try transaction.put(people)
      return (
        old.department(department.id).map { DepartmentRow($0, old) },
        DepartmentRow(department, people), try self.presentation(transaction)
      )
    }
    let (before, row, presentation) = result
    let department = row.department
    let done = changed(
      department.id.text, department.name, changes(.department, before, row, presentation), write,
      presentation)
    try show(.department, row, presentation, done: done)
  }
}
