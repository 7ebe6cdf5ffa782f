/// Why a line cannot be split into words; columns count characters (Unicode scalars) from 1.
package enum ShellWordProblem: Error, Hashable, Sendable {
  /// The single quote at this column is not closed.
  case openSingleQuote(column: Int)
  /// The double quote at this column is not closed.
  case openDoubleQuote(column: Int)
  /// Nothing follows the backslash at this column.
  case danglingBackslash(column: Int)

  /// What is wrong, and where.
  package var text: Text {
    switch self {
    case .openSingleQuote(let column):
      Text(
        ru: "не закрыта одинарная кавычка в позиции \(column)",
        en: "the single quote at column \(column) is not closed")
    case .openDoubleQuote(let column):
      Text(
        ru: "не закрыта двойная кавычка в позиции \(column)",
        en: "the double quote at column \(column) is not closed")
    case .danglingBackslash(let column):
      Text(
        ru: "после обратной косой черты в позиции \(column) ничего нет",
        en: "nothing follows the backslash at column \(column)")
    }
  }
}
