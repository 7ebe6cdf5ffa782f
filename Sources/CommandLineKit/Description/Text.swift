/// A text of help or of a usage error, in both languages.
package struct Text: Hashable, Sendable {
  /// The wording in Russian.
  package let ru: String
  /// The wording in English.
  package let en: String

  /// Creates a text from its two wordings.
  package init(ru: String, en: String) {
    self.ru = ru
    self.en = en
  }

  /// The wording in one language.
  package subscript(language: Language) -> String {
    switch language {
    case .ru: ru
    case .en: en
    }
  }
}
