/// The parameters that are valid together, and what was given for them so far.
struct Scope {
  /// Whose options are meant: the command's own or those of every command.
  enum Place { case local, global }

  let parameters: [ParameterDescription]
  let rules: [ParameterRule]
  private(set) var assignments: [Assignment] = []
  /// For each parameter, whether it was given.
  private var given: [Bool]

  init(parameters: [ParameterDescription], rules: [ParameterRule]) {
    self.parameters = parameters
    self.rules = rules
    given = Array(repeating: false, count: parameters.count)
  }

  var optionNames: [String] { parameters.flatMap(\.names) }

  func index(of name: String) -> Int? {
    for index in parameters.indices where parameters[index].names.contains(name) { return index }
    return nil
  }

  /// The argument that a word by place belongs to; nil when all have theirs.
  func argument(of word: String) -> Int? {
    for index in parameters.indices where parameters[index].isArgument {
      let parameter = parameters[index]
      if parameter.givesWay, parameter.value?.choices.contains(word) != true { continue }
      if parameter.isRepeatable || !given[index] { return index }
    }
    return nil
  }

  mutating func assign(_ assignment: Assignment) -> Fault? {
    let parameter = parameters[assignment.parameter]
    guard !given[assignment.parameter] || parameter.isRepeatable else {
      let word = assignment.word
      return Fault(.repeatedOption(parameter.title), words: word..<word + 1)
    }
    given[assignment.parameter] = true
    assignments.append(assignment)
    return nil
  }

  /// What is missing or does not go together once all words were read.
  func closingFault() -> Fault? {
    var arguments: [String] = []
    var options: [String] = []
    for (parameter, isGiven) in zip(parameters, given) where parameter.isRequired && !isGiven {
      parameter.isArgument ? arguments.append(parameter.title) : options.append(parameter.title)
    }
    if !arguments.isEmpty { return Fault(.missingArgument(arguments)) }
    if let option = options.first { return Fault(.missingOption([option])) }
    for rule in rules {
      if let fault = fault(of: rule) { return fault }
    }
    return nil
  }

  private func fault(of rule: ParameterRule) -> Fault? {
    switch rule {
    case .exactlyOne(let names):
      names.contains(where: isGiven) ? conflict(names) : Fault(.missingOption(names))
    case .atLeastOne(let names):
      names.contains(where: isGiven) ? nil : Fault(.missingOption(names))
    case .atMostOne(let names):
      conflict(names)
    case .replaces(let name, let arguments):
      fault(of: arguments, replacedBy: name)
    case .needs(let name, let needed):
      isGiven(name) && !isGiven(needed) ? Fault(.missingCompanion(name, needs: needed)) : nil
    }
  }

  private func fault(of arguments: [String], replacedBy name: String) -> Fault? {
    let typed = arguments.filter { argument in
      zip(parameters, given).contains { $0.isArgument && $0.title == argument && $1 }
    }
    guard !isGiven(name) else { return typed.first.map { Fault(.conflict([name, $0])) } }
    let missing = arguments.filter { !typed.contains($0) && !isReplaced($0) }
    return missing.isEmpty ? nil : Fault(.missingArgument(missing))
  }

  /// Whether any option stands in place of an argument.
  private func isReplaced(_ argument: String) -> Bool {
    rules.contains { rule in
      if case .replaces(let name, let arguments) = rule {
        arguments.contains(argument) && isGiven(name)
      } else {
        false
      }
    }
  }

  private func conflict(_ names: [String]) -> Fault? {
    let both = names.filter(isGiven)
    return both.count > 1 ? Fault(.conflict(both)) : nil
  }

  private func isGiven(_ name: String) -> Bool {
    index(of: name).map { given[$0] } ?? false
  }
}
