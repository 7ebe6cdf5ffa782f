/// A value, or the presence of a flag, for one parameter of a table.
struct Assignment {
  /// The index of the parameter in its table.
  let parameter: Int
  let value: String
  /// The index of the word that holds the value.
  let word: Int
  /// What stands before the value in its word: `--name=` or nothing.
  let prefix: String

  func fault(_ description: ParameterDescription, _ problem: ValueProblem) -> Fault {
    Fault(
      .malformedValue(parameter: description.title, word: value, problem: problem.text),
      words: word..<word + 1, nearest: problem.nearest,
      replacement: problem.nearest.map { [prefix + $0] } ?? [])
  }
}
