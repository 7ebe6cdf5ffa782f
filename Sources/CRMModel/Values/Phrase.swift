/// One text for people, in both languages of the product.
///
/// Requirements, checks and values carry their own wording, so that each exists in one place; which
/// language is shown is decided where the text is printed.
public struct Phrase: Hashable, Sendable {
  /// The text in Russian.
  public let ru: String
  /// The text in English.
  public let en: String

  /// A phrase from its two wordings.
  public init(ru: String, en: String) {
    self.ru = ru
    self.en = en
  }
}
