import CRMModel

extension People {
  /// Refuses a change of a document that somebody may not make now: undo, redo and repair ask for the
  /// rights of what they do.
  ///
  /// - Throws: `Denial`, which names those who may.
  func require(_ change: StoredChange, by user: Login, on day: Day) throws(Denial) {
    if isEmpty { return }
    if let duty = DataDirectory.duty(for: change.path) { return try require(duty, user) }
    if change.path == DataDirectory.plansPath {
      let sides = [change.before, change.after].map { bytes in
        Set(bytes.flatMap { try? SalesPlans(bytes: $0) }?.plans ?? [])
      }
      for plan in sides[0].symmetricDifference(sides[1]) {
        try require(planning: plan.holder, by: user)
      }
    }
    guard let kind = DocumentPlace(change.path)?.kind else { return }
    func judge<Changed: Document>(_: Changed.Type) throws(Denial) {
      let before = change.before.flatMap { try? Changed(bytes: $0) }
      let after = change.after.flatMap { try? Changed(bytes: $0) }
      // What nobody can read is fsck's to name.
      guard before != nil || after != nil else { return }
      try self.require(changing: before, to: after, employedBy: nil, by: user, on: day)
    }
    try judge(kind.type)
  }

  /// Refuses what makes, changes or removes a document.
  ///
  /// - Parameters:
  ///   - before: What is stored; `nil` for a new document.
  ///   - after: What it becomes; `nil` where it is removed.
  ///   - employer: Who looks after a contact's company, where that is known.
  ///   - user: In whose name.
  ///   - day: When.
  /// - Throws: `Denial`, which names those who may.
  func require(
    changing before: (any Document)?, to after: (any Document)?, employedBy employer: Login?,
    by user: Login, on day: Day
  ) throws(Denial) {
    guard let document = before ?? after else { return }
    if let deal = document as? Deal {
      guard let after = after as? Deal else { return try require(removing: deal, by: user) }
      return try require(changing: before as? Deal, to: after, by: user, on: day)
    }
    if let paper = document as? Paper, paper.manager == nil || paper.type == .payment {
      return try requireMoney(user)
    }
    guard let thing = GuardedThing(document, employer) else { return }
    try require(
      after == nil ? .removing : before == nil ? .adding : .changing, thing, by: user)
  }
}

extension GuardedThing {
  fileprivate init?(_ document: any Document, _ employer: Login?) {
    switch document {
    case let company as Company: self.init(company)
    case let contact as Contact: self.init(contact, manager: employer)
    case let lead as Lead: self.init(lead)
    case let paper as Paper: self.init(paper)
    case let product as Product: self.init(product)
    default: return nil
    }
  }
}
