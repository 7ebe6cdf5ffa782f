/// The rows of one command or of the program, groups unfolded.
struct RowTable<Options>: Sendable {
  private(set) var parameters: [ParameterDescription] = []
  private(set) var rules: [ParameterRule] = []
  private let rows: [Row<Options>]
  /// For each parameter its row, and its index among the parameters of that row.
  private var places: [(row: Int, index: Int)] = []

  init(_ rows: [Row<Options>]) {
    self.rows = rows
    for row in rows.indices {
      for index in rows[row].parameters.indices { places.append((row, index)) }
      parameters += rows[row].parameters
      rules += rows[row].rules
    }
  }

  /// Stores a word for the parameter of this index, or says what is wrong with it.
  func store(_ word: String, for parameter: Int, in options: inout Options) -> ValueProblem? {
    let (row, index) = places[parameter]
    return rows[row].store(&options, index, word)
  }

  /// Stores what was given and returns the first fault; the values around a bad one are stored.
  func fill(_ options: inout Options, with assignments: [Assignment]) -> Fault? {
    var first: Fault?
    for assignment in assignments {
      let problem = store(assignment.value, for: assignment.parameter, in: &options)
      if let problem, first == nil {
        first = assignment.fault(parameters[assignment.parameter], problem)
      }
    }
    return first
  }
}
