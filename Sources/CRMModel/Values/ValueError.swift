/// A text that is not a value of the type it should become.
public struct ValueError: Error, Hashable, Sendable {
  /// What was typed: safe to print, cut to 60 characters.
  public let text: String
  /// What is wrong and what is accepted, the text in single quotes first.
  public let problem: Phrase

  /// An error about `text`; the wording follows the quoted text and a colon.
  public init(_ text: String, ru: String, en: String) {
    let limit = 60
    // Scalars, because one character may have any number of accents.
    let cut = text.unicodeScalars.prefix(limit)
    let shown = SafeText.visible(String(cut)) + (cut.endIndex < text.endIndex ? "…" : "")
    self.text = shown
    problem = Phrase(ru: "'\(shown)': \(ru)", en: "'\(shown)': \(en)")
  }
}
