import CRMModel

/// Why one row of an export is not taken in.
struct RowProblem: Error, Hashable {
  /// The column whose cell is not the value that it has; `nil` for what is wrong with the whole row.
  private let column: ExportColumn?
  private let problem: Phrase

  init(ru: String, en: String) { (column, problem) = (nil, Phrase(ru: ru, en: en)) }

  /// A cell that is not the value its column has.
  init(_ column: ExportColumn, _ error: ValueError) {
    (self.column, problem) = (column, error.problem)
  }

  /// In words, with what the file calls the column.
  func reason(_ title: (ExportColumn) -> String = \.title) -> Phrase {
    column.map { Phrase(of: title($0), problem) } ?? problem
  }
}

extension CRMError {
  /// What is wrong with one row.
  init(_ problem: RowProblem) { self = .usage(problem.reason()) }
}

extension Phrase {
  /// What is wrong with the cell of a column.
  init(of title: String, _ problem: Phrase) {
    self.init(ru: "«\(title)»: \(problem.ru)", en: "«\(title)»: \(problem.en)")
  }
}
