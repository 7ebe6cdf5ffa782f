package import CRMModel

/// Something in what others did that is taken over all the same, and that people should know (R124).
package struct SyncWarning: Hashable, Sendable {
  /// What it is.
  package let kind: Kind
  /// Of which document.
  package let path: String
  /// Who did it.
  package let user: Login
  /// In words.
  package let message: Phrase

  /// What it can be; the names are part of the command contract.
  package enum Kind: String, Sendable {
    /// Somebody did what he has no right to (R47): with git anybody can write anything.
    case unauthorizedChange = "unauthorized-change"
    /// A time that has not come yet by this machine's clock.
    case wrongClock = "wrong-clock"
  }
}

extension MergeRun {
  /// What incoming documents tell of those who changed them.
  func warnings() throws(CRMError) -> [SyncWarning] {
    let readers = [transaction.reader, try transaction.changedReader()]
    let people = readers.compactMap { reader in
      ((try? reader.read(DataDirectory.peoplePath)) ?? nil).flatMap { try? People(bytes: $0) }
    }
    var warnings: [SyncWarning] = []
    for (path, change) in sides.changes.theirs.sorted(by: { $0.key < $1.key }) {
      guard let after = change.after.flatMap({ sides.contents[$0] }) else { continue }
      let before = try base(path, change)
      guard let authors = IncomingAuthors(path, since: before, after, transaction.context) else {
        continue
      }
      warnings += authors.ahead.map {
        SyncWarning(
          kind: .wrongClock, path: path, user: $0.login,
          message: Phrase(
            ru: "время из будущего, \($0.time.text): часы на той машине спешат",
            en: "a time that has not come, \($0.time.text): that machine's clock is ahead"))
      }
      guard !authors.logins.isEmpty,
        let denial = denial(
          StoredChange(path: path, before: before, after: after), authors, people)
      else { continue }
      warnings.append(
        SyncWarning(
          kind: .unauthorizedChange, path: path, user: authors.logins[0], message: denial.message))
    }
    return warnings
  }

  /// What a document was before both changed it.
  private func base(_ path: String, _ change: GitChange) throws(CRMError) -> [UInt8]? {
    if sides.changes.ours[path] == nil { return try fromStore(try transaction.reader.read(path)) }
    return change.before.flatMap { sides.contents[$0] }
  }

  /// Why none of those who changed a document may do so, neither by the rights that were nor by those that
  /// are; `nil` where one of them may.
  private func denial(
    _ change: StoredChange, _ authors: IncomingAuthors, _ people: [People]
  ) -> Denial? {
    let day = transaction.context.zone.day(of: transaction.context.now)
    var found: Denial?
    for people in people {
      for login in authors.logins {
        do throws(Denial) {
          try people.require(change, by: login, on: day)
          return nil
        } catch {
          found = error
        }
      }
    }
    return found
  }
}

/// Who changed an incoming document, by what it tells itself.
private struct IncomingAuthors {
  /// By their own doing; none where a rule or a merge did a part of it.
  let logins: [Login]
  /// Whose times lie more than an hour ahead.
  let ahead: [(login: Login, time: Instant)]

  /// `nil` for what tells of nobody.
  init?(
    _ path: String, since before: [UInt8]?, _ after: [UInt8], _ context: ActionContext
  ) {
    let done: [(login: Login, time: Instant, isOwn: Bool)]
    if let kind = DocumentPlace(path)?.kind.type {
      let known = Set(before.flatMap { try? kind.init(bytes: $0) }?.history.map(\.asDone) ?? [])
      let events = (try? kind.init(bytes: after))?.history.filter { !known.contains($0.asDone) }
      done = (events ?? []).map { ($0.by, max($0.at, $0.recorded), $0.automation == nil) }
    } else {
      done = ChangeNotes.new(in: after, since: before).map { ($0.by, $0.at, true) }
    }
    guard !done.isEmpty else { return nil }
    logins = done.contains { !$0.isOwn } ? [] : Set(done.map(\.login)).sorted()
    let latest = context.now.latestElsewhere
    let late = done.filter { $0.time > latest }
    ahead = Dictionary(grouping: late, by: \.login).sorted { $0.key < $1.key }
      .compactMap { login, events in events.map(\.time).max().map { (login, $0) } }
  }
}
