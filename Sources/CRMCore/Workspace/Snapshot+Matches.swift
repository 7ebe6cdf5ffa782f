package import CRMModel

/// Somebody who is here already and may be the one that is being entered (R61).
package struct ClientMatch: Hashable, Sendable {
  /// A company or a contact.
  package let kind: Kind
  /// Its id.
  package let id: String
  /// What it is called.
  package let name: String
  /// What both have in common.
  package let reason: MatchReason
  /// Whether both are the same client; else they may be.
  package fileprivate(set) var isCertain: Bool
  /// Whether whoever looks on may see it (M7).
  package fileprivate(set) var isSeen = true

  /// Who it is and why; what is not seen is not named.
  package var phrase: Phrase { isSeen ? reason.phrase(name, id) : reason.phraseOfUnseen }

  fileprivate init(_ client: some Document, _ reason: MatchReason) {
    kind = type(of: client).kind
    id = client.id.text
    name = client.name
    self.reason = reason
    isCertain = reason.isCertain
  }
}

extension Snapshot {
  /// Who is here already (R61), the surest first.
  ///
  /// Cost: what may be the same is found by keys, and only that is read.
  package func matches(for subject: MatchSubject) throws(CRMError) -> [ClientMatch] {
    guard subject.company != nil || !subject.channelKeys.isEmpty else { return [] }
    let index = try index(subject.kind == .company ? [.company] : [.company, .contact])
    var companies = index.companies(of: subject.channelKeys)
    if let name = subject.company {
      let letters = name.oddLetters
      companies += index.companies(of: name.soughtKeys()).filter {
        ($0.oddLetters ^ letters).nonzeroBitCount <= name.mostOddLetters
      }
    }
    let employers = Set(companies.map(\.record.company)).compactMap { client in
      subject.reason(MatchSubject(client)).map { ClientMatch(client, $0) }
    }
    let people = subject.kind == .company ? [] : index.contacts(of: subject.channelKeys)
    var contacts = people.map(\.record.contact).compactMap { client in
      subject.reason(MatchSubject(client)).map { ClientMatch(client, $0) }
    }
    if subject.person == nil, contacts.count(where: \.isCertain) > 1 {
      // Whoever does not say a name may be any of those who share it.
      for place in contacts.indices { contacts[place].isCertain = false }
    }
    var matches = (employers + contacts).sorted { ($0.reason, $0.id) < ($1.reason, $1.id) }
    guard try sight() != nil else { return matches }
    let seen = try seenIndex([.company, .contact])
    for place in matches.indices {
      matches[place].isSeen = seen.name(matches[place].kind, matches[place].id) != nil
    }
    return matches
  }
}
