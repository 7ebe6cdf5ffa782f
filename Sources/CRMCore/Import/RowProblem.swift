import CRMModel

/// Why one row of an export is not taken in.
struct RowProblem: Error, Hashable {
  /// In words.
  let reason: Phrase

  init(ru: String, en: String) {
    reason = Phrase(ru: ru, en: en)
  }

  /// A cell that is not the value its column has.
  init(_ column: AmoCRMColumn, _ error: ValueError) {
    reason = Phrase(
      ru: "«\(column.title)»: \(error.problem.ru)", en: "«\(column.title)»: \(error.problem.en)")
  }
}

extension CRMError {
  /// What is wrong with one row.
  init(_ problem: RowProblem) { self = .usage(problem.reason) }
}
