/// A company, a contact or a lead: others of its kind can be merged into it (R65).
public protocol Client: Card {
  /// The cards that were merged into it, whole as they were: so nothing of them is lost, and it is found
  /// by their names, ids, numbers and addresses.
  var merged: [Self] { get set }
  /// What a merge takes from nobody, because it says what has become of this one alone.
  static var unshared: [Field<Self>] { get }
  /// Refuses what cannot be merged into it.
  func requireMerging(_ other: Self) throws(Refusal)
  /// Takes over what is no field of the card.
  mutating func join(_ other: Self)
}

extension Client {
  /// Nothing.
  public static var unshared: [Field<Self>] { [] }
  /// Everything can be.
  public func requireMerging(_: Self) throws(Refusal) {}
  /// There is nothing else.
  public mutating func join(_: Self) {}

  /// It, and all that was merged into it.
  public var united: [Self] { merged.isEmpty ? [self] : [self] + merged.flatMap { $0.united } }

  /// The keys of the names and ids by which it was known before.
  package var aliases: [NameKey] {
    // Hardly any card has some, and each that is written asks.
    guard !merged.isEmpty else { return [] }
    return united.dropFirst().flatMap { [NameKey(alias: $0.name), NameKey(alias: $0.id.text)] }
  }

  /// The card without what happened, which lists do not show.
  var bare: Self {
    func withoutHistory(_ card: Self) -> Self {
      var card = card
      (card.history, card.merged) = ([], [])
      return card
    }
    var bare = withoutHistory(self)
    bare.merged = united.dropFirst().map(withoutHistory)
    return bare
  }
}

extension Company: Client {
  /// Takes over the legal entities that it has not (R66); there is one main one.
  public mutating func join(_ other: Company) {
    for var entity in other.legal where !legal.contains(entity) {
      if legal.contains(where: \.isMain) { entity.isMain = false }
      legal.append(entity)
    }
  }
}

extension Contact: Client {
  /// People of two companies are two; the companies may be one.
  public func requireMerging(_ other: Contact) throws(Refusal) {
    guard other.company != company else { return }
    throw Refusal(
      "R65",
      Phrase(
        ru: "нельзя слить '\(name)' и '\(other.name)': они из разных компаний",
        en: "cannot merge '\(name)' and '\(other.name)': they are at two companies"),
      remedies: [Remedy("company", "merge", company.text, other.company.text)])
  }
}

extension CardRecord: Client {
  /// What its kind says.
  public static var unshared: [Field<CardRecord>] { Form.unshared }
  /// What its kind says.
  public func requireMerging(_ other: CardRecord) throws(Refusal) {
    try Form.requireMerging(other, into: self)
  }
}
