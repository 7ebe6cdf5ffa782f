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

  /// The same command with one more argument that is the user's to fill in.
  public func asking(_ argument: Placeholder) -> Remedy {
    Remedy(words: words + [argument.phrase])
  }

  /// The same command with one more option whose value is the user's to fill in: what usually stands
  /// behind it, unless said otherwise.
  public func asking(_ option: String, _ value: Placeholder? = nil) -> Remedy {
    asking(option, (value ?? Placeholder(for: option)).phrase)
  }

  /// The same command with one more option, of whose value a part is known.
  public func asking(_ option: String, _ value: Phrase) -> Remedy {
    Remedy(words: words + [Phrase(option), value])
  }

  /// The same command with more words.
  public func adding(_ more: String...) -> Remedy {
    Remedy(words: words + more.map { Phrase($0) })
  }
}
