import CRMModel

extension People {
  /// Refuses a change of a document that somebody may not make now: undo, redo and repair ask for the
  /// rights of what they do.
  ///
  /// - Throws: `Denial`, which names those who may.
  func require(_ change: StoredChange, by user: Login, on day: Day) throws(Denial) {
    if isEmpty { return }
    if DataDirectory.isAdministered(change.path) { return try requireAdmin(user) }
    if Kind.lead.id(ofPath: change.path) != nil {
      guard let before = change.before.flatMap({ try? Lead(bytes: $0) }) else { return }
      return try require(changing: before, by: user)
    }
    if Kind.paper.id(ofPath: change.path) != nil {
      guard let paper = (change.before ?? change.after).flatMap({ try? Paper(bytes: $0) }) else {
        return
      }
      return try require(changing: paper, by: user)
    }
    if change.path == DataDirectory.plansPath {
      let sides = [change.before, change.after].map { bytes in
        Set(bytes.flatMap { try? SalesPlans(bytes: $0) }?.plans ?? [])
      }
      for plan in sides[0].symmetricDifference(sides[1]) {
        try require(planning: plan.holder, by: user)
      }
    }
    guard Kind.deal.id(ofPath: change.path) != nil else { return }
    let before = change.before.flatMap { try? Deal(bytes: $0) }
    guard let after = change.after.flatMap({ try? Deal(bytes: $0) }) else {
      guard let before else { return }
      return try requireAdmin(
        user,
        Phrase(
          ru: "убирает сделки только администратор: '\(before.name)'",
          en: "only an admin takes deals away: '\(before.name)'"))
    }
    try require(changing: before, to: after, by: user, on: day)
  }
}
