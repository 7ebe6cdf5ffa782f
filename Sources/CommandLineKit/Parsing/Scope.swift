/// The parameters that are valid together, and what was given for them so far.
struct Scope {
  let parameters: [ParameterDescription]
  let rules: [ParameterRule]
  private(set) var assignments: [Assignment] = []
  private var given: Set<Int> = []

  init(parameters: [ParameterDescription], rules: [ParameterRule]) {
    self.parameters = parameters
    self.rules = rules
  }

  var optionNames: [String] { parameters.flatMap(\.names) }

  func index(of name: String) -> Int? {
    parameters.firstIndex { $0.names.contains(name) }
  }

  /// The argument that the next word by place belongs to; nil when all have theirs.
  var nextArgument: Int? {
    parameters.indices.first {
      parameters[$0].isArgument && (parameters[$0].isRepeatable || !given.contains($0))
    }
  }

  mutating func assign(_ assignment: Assignment) -> Fault? {
    let parameter = parameters[assignment.parameter]
    guard given.insert(assignment.parameter).inserted || parameter.isRepeatable else {
      let word = assignment.word
      return Fault(.repeatedOption(parameter.title), words: word..<word + 1)
    }
    assignments.append(assignment)
    return nil
  }

  /// What is missing or does not go together once all words were read.
  func closingFault() -> Fault? {
    let missing = parameters.indices.filter { parameters[$0].isRequired && !given.contains($0) }
    let arguments = missing.map { parameters[$0] }.filter(\.isArgument)
    guard arguments.isEmpty else { return Fault(.missingArgument(arguments.map(\.title))) }
    if let option = missing.first { return Fault(.missingOption([parameters[option].title])) }
    for rule in rules {
      if let fault = fault(of: rule) { return fault }
    }
    return nil
  }

  private func fault(of rule: ParameterRule) -> Fault? {
    switch rule {
    case .exactlyOne(let names):
      names.contains(where: isGiven) ? conflict(names) : Fault(.missingOption(names))
    case .atMostOne(let names):
      conflict(names)
    case .needs(let name, let needed):
      isGiven(name) && !isGiven(needed) ? Fault(.missingCompanion(name, needs: needed)) : nil
    }
  }

  private func conflict(_ names: [String]) -> Fault? {
    let both = names.filter(isGiven)
    return both.count > 1 ? Fault(.conflict(both)) : nil
  }

  private func isGiven(_ name: String) -> Bool {
    index(of: name).map(given.contains) ?? false
  }
}
