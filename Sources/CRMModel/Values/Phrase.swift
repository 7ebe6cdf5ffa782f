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

  /// The noun behind its article, of which Russian has none.
  ///
  /// "An invoice", "a quotation": by the first letter, which is right for all that the program names.
  package var withArticle: Phrase {
    Phrase(ru: ru, en: (en.first.map("aeiou".contains) == true ? "an " : "a ") + en)
  }

  /// A phrase that is the same in both languages, such as a name from data.
  package init(_ text: String) {
    self.init(ru: text, en: text)
  }
}

extension Sequence<Phrase> {
  /// One phrase of all, with a separator between them.
  package func joined(separator: String) -> Phrase {
    Phrase(
      ru: map(\.ru).joined(separator: separator), en: map(\.en).joined(separator: separator))
  }
}

extension Sequence<String> {
  /// The department's own words as a list: «Стандарт», «Премиум».
  package var quoted: String { map { "«\($0)»" }.joined(separator: ", ") }

  /// What there is, behind a word that is none of it; nothing where nothing is known.
  package var offered: Phrase {
    let list = joined(separator: ", ")
    return list.isEmpty ? Phrase("") : Phrase(ru: "; есть: \(list)", en: "; there are \(list)")
  }
}
