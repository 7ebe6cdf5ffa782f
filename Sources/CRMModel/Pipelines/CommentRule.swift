/// When a comment says something (R12).
public struct CommentRule: Hashable, Sendable {
  /// Characters that must remain without the stop phrases.
  public let leastCharacters: Int
  /// Words that must remain without the stop phrases.
  public let leastWords: Int
  /// Folded for comparison, as bytes; longest first, so that «не интересно вообще» goes before
  /// «не интересно».
  private let stopPhrases: [[UInt8]]

  /// A rule; the phrases are the department's own words.
  public init(leastCharacters: Int, leastWords: Int, stopPhrases: [String]) {
    self.leastCharacters = leastCharacters
    self.leastWords = leastWords
    self.stopPhrases =
      stopPhrases
      .map { (text: String) -> (bytes: [UInt8], blanks: Int) in
        let bytes = Folding.phraseBytes(text) ?? Array(Folding.foldForPhrases(text).utf8)
        return (bytes, bytes.reduce(0) { $1 == UInt8(ascii: " ") ? $0 + 1 : $0 })
      }
      .filter { !$0.bytes.isEmpty }
      .sorted { $0.blanks > $1.blanks }
      .map { $0.bytes }
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
    Folding.phraseBytes(text).map(judge(bytes:)) ?? judge(words: text)
  }

  /// The quick way, as every comment of a department is judged when the catalog is made.
  private func judge(bytes: [UInt8]) -> Verdict {
    let blank = UInt8(ascii: " ")
    var words = 0
    var characters = 0
    var start = 0
    while start < bytes.count {
      let phrase = stopPhrases.first { phrase in
        let end = start + phrase.count
        return end <= bytes.count && bytes[start..<end].elementsEqual(phrase)
          && (end == bytes.count || bytes[end] == blank)
      }
      var end = start + (phrase?.count ?? 0)
      if phrase == nil {
        while end < bytes.count, bytes[end] != blank {
          if bytes[end] & 0xC0 != 0x80 { characters += 1 }
          end += 1
        }
        words += 1
        // More words cannot take anything away.
        if verdict(words: words, characters: characters + words - 1) == .substantive {
          return .substantive
        }
      }
      start = end + 1
    }
    return verdict(words: words, characters: characters + words - 1)
  }

  /// The definition, for every script.
  func judge(words text: String) -> Verdict {
    let words = Folding.foldForPhrases(text).split(separator: " ")
    let stopPhrases = stopPhrases.map { String(decoding: $0, as: UTF8.self).split(separator: " ") }
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
    return verdict(
      words: left.count, characters: left.reduce(left.count - 1) { $0 + $1.count })
  }

  private func verdict(words: Int, characters: Int) -> Verdict {
    if words == 0 { return .empty }
    return characters >= leastCharacters && words >= leastWords ? .substantive : .thin
  }
}
