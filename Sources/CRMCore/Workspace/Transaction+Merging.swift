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
    for other in merge.others {
      for user in try users(of: other.place, as: other, in: index()) {
        try relink(user.kind.type, user, from: other.place, to: keep.place)
      }
    }
    try put(kept)
    for other in merge.others { try remove(other) }
    return kept
  }

  private func relink<User: Document>(
    _: User.Type, _ user: DocumentPlace, from old: DocumentPlace, to new: DocumentPlace
  ) throws(CRMError) {
    guard let id = Identifier<User>(bits: user.id) else { return }
    var document = try get(id)
    document.relink(old, to: new, in: context)
    try put(document)
  }
}

extension Card {
  /// Gives the fields that name a document another one.
  mutating func relinkCard(
    _ old: DocumentPlace, to new: DocumentPlace, in context: ActionContext
  ) {
    var edit = CardEdit<Self>()
    for field in Self.card where field.references == old.kind && field.get(self)?.text == old.text {
      edit.fill(field, new.text)
    }
    self = edit.apply(to: self, in: context)
  }
}

extension Document {
  package mutating func relink(
    _ old: DocumentPlace, to new: DocumentPlace, in context: ActionContext
  ) {
    relinkCard(old, to: new, in: context)
  }
}

extension Contact {
  package mutating func relink(
    _ old: DocumentPlace, to new: DocumentPlace, in context: ActionContext
  ) {
    relinkCard(old, to: new, in: context)
    guard DocumentPlace(company) == old else { return }
    change("company", \.company, to: Identifier(stored: new.id), in: context) { $0.text }
  }
}

extension Deal {
  package mutating func relink(
    _ old: DocumentPlace, to new: DocumentPlace, in context: ActionContext
  ) {
    relinkCard(old, to: new, in: context)
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
