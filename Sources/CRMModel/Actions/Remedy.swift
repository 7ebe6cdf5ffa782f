/// A command that leads past a refusal or mends a finding, word by word.
///
/// Words are kept apart, so that whoever prints them can quote them for the shell. What only the
/// user can know stands in capitals in the user's language, and is no valid value where that can be
/// arranged.
public struct Remedy: Hashable, Sendable {
  /// The words after `crm`.
  public let words: [Phrase]

  /// A command from words that are the same in both languages.
  public init(_ words: String...) {
    self.init(words: words)
  }

  /// A command from words that are the same in both languages.
  public init(words: [String]) {
    self.init(words: words.map { Phrase($0) })
  }

  /// A command from words of which some depend on the language.
  public init(words: [Phrase]) {
    self.words = words
  }

  /// The same command with one more word that is the user's to fill in.
  public func asking(_ option: String? = nil, ru: String, en: String) -> Remedy {
    asking(option, Phrase(ru: ru, en: en))
  }

  func asking(_ option: String?, _ value: Phrase) -> Remedy {
    Remedy(words: words + [option.map { Phrase($0) }, value].compactMap { $0 })
  }

  /// The same command with more words.
  public func adding(_ more: String...) -> Remedy {
    Remedy(words: words + more.map { Phrase($0) })
  }
}
