/// A text of help or of a usage error, in both languages.
package struct Text: Hashable, Sendable {
  package let ru: String
  package let en: String

  package init(ru: String, en: String) {
    self.ru = ru
    self.en = en
  }
}
