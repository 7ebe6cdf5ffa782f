import CRMCore
import CRMModel
import CommandLineKit

/// What lets a duplicate in (R64).
struct DuplicateOption: Sendable {
  var isWanted = false

  static var rows: [Row<DuplicateOption>] {
    [
      .flag(
        "--duplicate",
        help: Text(
          ru: "завести, хотя такой клиент уже есть", en: "add although this client is here already")
      ) { $0.isWanted = true }
    ]
  }

  /// Refuses who is here already for certain, with the commands that use that one (R64).
  ///
  /// - Returns: What is worth saying of who may be the same.
  func notices(
    of matches: [ClientMatch], adding name: String, _ session: Session,
    _ instead: (String) -> [Remedy]
  ) throws(CRMError) -> [Notice] {
    guard let match = matches.first else { return [] }
    guard match.isCertain, !isWanted else { return [Notice(match.phrase)] }
    throw .refused(
      Refusal(
        "R64",
        Phrase(
          ru: "нельзя завести '\(name)': \(match.phrase.ru)",
          en: "cannot add '\(name)': \(match.phrase.en)"),
        remedies: (match.isSeen ? instead(match.id) : [])
          + [Remedy(words: session.words).adding("--duplicate")]))
  }
}

extension Transaction {
  /// What is worth saying of whom a change has made the same as another client (R64).
  func notices(of after: MatchSubject, since before: MatchSubject) throws(CRMError) -> [Notice] {
    try matches(for: after.news(since: before)).prefix(1).map { Notice($0.phrase) }
  }
}

extension Session {
  /// The command that gives somebody what was typed for a new one, where that is more than who it is.
  func editing(_ kind: Kind, _ id: String) -> [Remedy] {
    var edit = OwnCommand(Remedy(kind.rawValue, "edit", id))
    edit.take(
      optionsOf: words,
      leaving: edit.globalOptions.union(["--name", "--phone", "--email", "--inn"]))
    return edit.isChanged ? [edit.remedy] : []
  }
}
