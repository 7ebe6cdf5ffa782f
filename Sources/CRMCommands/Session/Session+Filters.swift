import CRMCore
import CRMModel
import CommandLineKit

/// What filters name (R38).
extension Session {
  /// Looks whether there is anybody of a login that a filter names.
  ///
  /// Those who look after something are known though they may be no users; whoever else the answer may
  /// be about is given by the caller.
  /// - Throws: `CRMError.notFound` for an unknown login once there are users; before, what nobody has
  ///   is the empty answer, and is said.
  func checkFilter(
    _ login: Login?, _ snapshot: Snapshot, others: @autoclosure () -> [Login] = []
  ) throws(CRMError) {
    guard let login, try snapshot.people().user(login) == nil else { return }
    let key = login.key
    guard try !snapshot.index([.deal]).deals.contains(where: { $0.managerKey == key }) else {
      return
    }
    let logins = try snapshot.logins()
    guard !logins.contains(login.text), !others().contains(login) else { return }
    guard try snapshot.people().isEmpty else {
      _ = try snapshot.user(login)
      return
    }
    notice(
      Phrase(ru: "у '\(login.text)' ничего нет", en: "'\(login.text)' has nothing"),
      nearest: login.text, among: logins)
  }

  /// Says that nothing has a label that a filter names.
  func checkFilter(tag: String?, _ snapshot: Snapshot) throws(CRMError) {
    guard let tag else { return }
    let tags = try snapshot.tags()
    guard !tags.contains(where: { TagTree.isIncluded($0, in: tag) }) else { return }
    notice(
      Phrase(ru: "метки '\(tag)' ни у кого нет", en: "nothing has the label '\(tag)'"),
      nearest: tag, among: tags)
  }

  private func notice(_ message: Phrase, nearest word: String, among known: [String]) {
    let nearest = NearestName.find(word, among: known)
    let corrected = nearest.flatMap { OwnCommand(words).replacing(word, by: $0) }
    notice([Notice(message, remedy: corrected.map { Remedy(words: $0) })])
  }
}
