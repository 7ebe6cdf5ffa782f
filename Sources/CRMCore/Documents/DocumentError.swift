package import CRMModel

/// Why a JSON value is not the document it should be.
package struct DocumentError: Error, Hashable, Sendable {
  /// What is wrong, with the place (`tasks[1].due`) in front.
  package let problem: Phrase
  /// Whether the document was written by a newer version of the program.
  package let isNewer: Bool

  package init(_ place: String, ru: String, en: String, isNewer: Bool = false) {
    let start = place.isEmpty ? "" : "'\(place)': "
    problem = Phrase(ru: start + ru, en: start + en)
    self.isNewer = isNewer
  }

  package init(_ error: JSONError) {
    problem = Phrase(
      ru: "строка \(error.line), знак \(error.column): \(error.problem.ru)",
      en: "line \(error.line), column \(error.column): \(error.problem.en)")
    isNewer = false
  }
}
