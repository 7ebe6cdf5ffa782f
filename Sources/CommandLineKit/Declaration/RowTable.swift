/// The rows of one command or of the program, groups unfolded.
struct RowTable<Options>: Sendable {
  private(set) var parameters: [ParameterDescription] = []
  private(set) var rules: [ParameterRule] = []
  private let rows: [Row<Options>]
  /// For each parameter the index of its row, and of the row's first parameter.
  private var owners: [Int] = []
  private var starts: [Int] = []

  init(_ rows: [Row<Options>]) {
    self.rows = rows
    for row in rows.indices {
      let start = parameters.count
      for _ in rows[row].parameters {
        owners.append(row)
        starts.append(start)
      }
      parameters += rows[row].parameters
      rules += rows[row].rules
    }
  }

  /// Stores a word for the parameter of this index, or says what is wrong with it.
  func store(_ word: String, for parameter: Int, in options: inout Options) -> ValueProblem? {
    rows[owners[parameter]].store(&options, parameter - starts[parameter], word)
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
