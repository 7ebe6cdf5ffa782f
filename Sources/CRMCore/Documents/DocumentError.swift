package import CRMModel

/// Why a JSON value is not the document it should be.
package struct DocumentError: Error, Hashable, Sendable {
  /// Where it stands (`tasks[1].due`); empty for the document itself.
  private let place: String
  private let reason: Phrase
  /// Whether the document was written by a newer version of the program.
  package let isNewer: Bool

  package init(_ place: String, ru: String, en: String, isNewer: Bool = false) {
    self.init(place, Phrase(ru: ru, en: en), isNewer: isNewer)
  }

  package init(_ error: JSONError) {
    self.init(
      "",
      Phrase(
        ru: "строка \(error.line), знак \(error.column): \(error.problem.ru)",
        en: "line \(error.line), column \(error.column): \(error.problem.en)"))
  }

  private init(_ place: String, _ reason: Phrase, isNewer: Bool = false) {
    self.place = place
    self.reason = reason
    self.isNewer = isNewer
  }

  /// What is wrong, with the place in front.
  package var problem: Phrase {
    let start = place.isEmpty ? "" : "'\(place)': "
    return Phrase(ru: start + reason.ru, en: start + reason.en)
  }

  /// The same error, of a value that stands in another one.
  func inside(_ outer: String) -> DocumentError {
    DocumentError(place.isEmpty ? outer : "\(outer).\(place)", reason, isNewer: isNewer)
  }
}
