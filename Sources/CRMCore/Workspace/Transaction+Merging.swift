package import CRMModel

/// Making one client of several, as one operation (R65).
extension Transaction {
  /// Merges others into the one that is kept: whatever refers to them refers to that.
  package func merge<Subject: Client & Document>(
    _ merge: MergeClients<Subject>, into keep: Subject
  ) throws(CRMError) -> Subject {
    let kept = try CRMError.refusing { () throws(Refusal) in
      try merge.apply(to: keep, in: context)
    }
    for other in merge.others { try relink(usersOf: other, to: keep.place) }
    try put(kept)
    for other in merge.others { try remove(other) }
    return kept
  }

  /// Gives whatever refers to a document another one in its place, or none where it need not have any.
  ///
  /// - Returns: How many those are.
  @discardableResult
  func relink(
    usersOf document: some Document, to new: DocumentPlace?
  ) throws(CRMError) -> Int {
    let users = try users(of: document.place, as: document, in: index())
    for user in users { try relink(user.kind.type, user, from: document.place, to: new) }
    return users.count
  }

  private func relink<User: Document>(
    _: User.Type, _ user: DocumentPlace, from old: DocumentPlace, to new: DocumentPlace?
  ) throws(CRMError) {
    guard let id = Identifier<User>(bits: user.id) else { return }
    var document = try get(id)
    document.relink(old, to: new, in: context)
    try put(document)
  }
}

extension Card {
  /// Gives the fields that name a document another one, or none.
  mutating func relinkCard(
    _ old: DocumentPlace, to new: DocumentPlace?, in context: ActionContext
  ) {
    var edit = CardEdit<Self>()
    for field in Self.card where field.references == old.kind && field.get(self)?.text == old.text {
      edit.set(field, new.map { .text($0.text) })
    }
    self = edit.apply(to: self, in: context)
  }
}

extension Document {
  package mutating func relink(
    _ old: DocumentPlace, to new: DocumentPlace?, in context: ActionContext
  ) {
    relinkCard(old, to: new, in: context)
  }
}

extension Contact {
  package mutating func relink(
    _ old: DocumentPlace, to new: DocumentPlace?, in context: ActionContext
  ) {
    relinkCard(old, to: new, in: context)
    guard let new, DocumentPlace(company) == old else { return }
    change("company", \.company, to: Identifier(stored: new.id), in: context) { $0.text }
  }
}

extension Deal {
  package mutating func relink(
    _ old: DocumentPlace, to new: DocumentPlace?, in context: ActionContext
  ) {
    relinkCard(old, to: new, in: context)
    // A deal has a company, and its contacts are taken out one by one.
    guard let new else { return }
    if DocumentPlace(company) == old {
      change("company", \.company, to: Identifier(stored: new.id), in: context) { $0.text }
    }
    if let place = contacts.firstIndex(where: { DocumentPlace($0.contact) == old }) {
      replaceContact(at: place, by: Identifier(stored: new.id), in: context)
    }
  }

  /// Gives a contact's place to another one; who has one already keeps the stronger role.
  private mutating func replaceContact(
    at place: Int, by new: ContactID, in context: ActionContext
  ) {
    let (old, role) = (contacts[place].contact, contacts[place].role)
    if let known = contacts.firstIndex(where: { $0.contact == new }) {
      let roles = [role, contacts[known].role]
      contacts[known].role = Role.allCases.first(where: roles.contains) ?? role
      contacts.remove(at: place)
    } else {
      contacts[place] = DealContact(contact: new, role: role)
    }
    history.append(context.event(.contactRemoved(old)))
    history.append(context.event(.contactAdded(new, role: role)))
  }
}
