package import CRMModel

/// What the command may see of what others look after (R47, M7).
extension Snapshot {
  /// What whoever looks on may see; `nil` where that is everything.
  ///
  /// - Throws: `CRMError.notPermitted` for one who is no user here, as soon as any role is restricted.
  package func sight() throws(CRMError) -> Sight? {
    if let cachedSight { return cachedSight }
    var sight: Sight?
    // People whom nobody can read stop writing, and reading does not wait for that.
    if let people = try? people(), !people.isEmpty, !people.roles.isEmpty,
      let viewpoint = try viewpoint()
    {
      try permitted { () throws(Denial) in
        sight = try people.sight(
          of: viewpoint.user, enteredBy: viewpoint.login,
          on: viewpoint.clock.zone.day(of: viewpoint.clock.now))
      }
    }
    cachedSight = .some(sight)
    return sight
  }

  /// Refuses what takes everything along to whoever does not see everything.
  package func requireWholeSight() throws(CRMError) {
    guard let sight = try sight() else { return }
    let people = try people()
    try permitted { () throws(Denial) in
      try people.require(
        .people, sight.user,
        Phrase(
          ru: "\(sight.user.text) видит не все и не копирует всего",
          en: "\(sight.user.text) does not see everything and copies no whole"))
    }
  }

  /// The records that whoever looks on may see.
  package func seenIndex(_ kinds: [Kind] = Kind.documents) throws(CRMError) -> RecordIndex {
    guard let sight = try sight() else { return try wholeIndex(kinds) }
    // Who sees a deal sees whose it is.
    return try wholeIndex(Array(Set(kinds + [.deal, .company]))).seen(by: sight)
  }

  /// The document of an id, where whoever looks on may see it.
  func seen<Found: Document>(_ id: Identifier<Found>) throws(CRMError) -> Found? {
    guard let found = try find(id) else { return nil }
    guard try sight() != nil else { return found }
    return try seenIndex([Found.kind]).record(Found.kind, id.bits) == nil ? nil : found
  }
}
