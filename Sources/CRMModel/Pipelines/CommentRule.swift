/// When a comment says something (R12).
public struct CommentRule: Hashable, Sendable {
  /// Characters that must remain without the stop phrases.
  public let leastCharacters: Int
  /// Words that must remain without the stop phrases.
  public let leastWords: Int
  /// Folded for comparison; longest first, so that «не интересно вообще» goes before «не интересно».
  private let stopPhrases: [[Substring]]

  /// A rule; the phrases are the department's own words.
  public init(leastCharacters: Int, leastWords: Int, stopPhrases: [String]) {
    self.leastCharacters = leastCharacters
    self.leastWords = leastWords
    self.stopPhrases =
      stopPhrases
      .map { Folding.foldForPhrases($0).split(separator: " ") }
      .filter { !$0.isEmpty }
      .sorted { $0.count > $1.count }
  }

  /// What a text is worth.
  public enum Verdict: Hashable, Sendable {
    /// Enough remains without the stop phrases.
    case substantive
    /// Too little remains; as a stage's comment it does not count.
    case thin
    /// Nothing but stop phrases, which is refused everywhere.
    case empty
  }

  /// Judges a text: folded, without punctuation, and with whole stop phrases taken out.
  public func judge(_ text: String) -> Verdict {
    let words = Folding.foldForPhrases(text).split(separator: " ")
    var left: [Substring] = []
    var index = 0
    while index < words.count {
      let rest = words[index...]
      if let phrase = stopPhrases.first(where: { rest.starts(with: $0) }) {
        index += phrase.count
      } else {
        left.append(words[index])
        index += 1
      }
    }
    if left.isEmpty { return .empty }
    let characters = left.reduce(left.count - 1) { $0 + $1.count }
    return characters >= leastCharacters && left.count >= leastWords ? .substantive : .thin
  }
}
