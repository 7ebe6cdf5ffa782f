/// The rows of one command or of the program, groups unfolded.
struct RowTable<Options>: Sendable {
  private let entries: [Row<Options>.Entry]
  let parameters: [ParameterDescription]
  let rules: [ParameterRule]

  init(_ rows: [Row<Options>]) {
    entries = rows.flatMap(\.entries)
    parameters = entries.map(\.parameter)
    rules = rows.flatMap(\.rules)
  }

  /// Stores what was given and returns the first fault; the values around a bad one are stored.
  func fill(_ options: inout Options, with assignments: [Assignment]) -> Fault? {
    var first: Fault?
    for assignment in assignments {
      let entry = entries[assignment.parameter]
      do throws(ValueProblem) {
        try entry.store(&options, assignment.value)
      } catch {
        first = first ?? assignment.fault(entry.parameter, error)
      }
    }
    return first
  }
}
