extension ProgramDescription {
  /// Everything that is wrong with the declarations, for a test that expects nothing.
  ///
  /// It finds what would make a command unreachable, an option mean two things or a page of help
  /// incomplete. `Program.problems()` looks at the examples too.
  package func problems() -> [String] {
    let all = root.flattened
    var problems = all.flatMap { command in
      let place = ([name] + command.path).joined(separator: " ")
      return commandProblems(command).map { place + ": " + $0 }
    }
    problems += textProblems(exitStatuses.map(\.meaning), "an exit status").map { "\(name): \($0)" }
    problems += parametersProblems(globalOptions, globalRules).map { "\(name): \($0)" }
    let named = topics.map(\.name)
    problems += (duplicates(named) + root.commands.map(\.name).filter(named.contains)).map {
      "\(name): 'help \($0)' means two things"
    }
    problems += topics.filter { !isWord($0.name) }.map {
      "\(name): the topic '\($0.name)' is not a lower case word"
    }
    problems += textProblems(topics.map(\.summary), "a topic").map { "\(name): \($0)" }
    return problems + spellingProblems(all)
  }

  private func commandProblems(_ command: CommandDescription) -> [String] {
    var problems = duplicates(command.commands.map(\.name)).map { "command '\($0)' exists twice" }
    problems += command.commands.filter { !isCommandName($0) }.map {
      "the command name '\($0.name)' is not a lower case word"
    }
    let names = (command.options + globalOptions).flatMap(\.names)
    problems += duplicates(names).map { "option '\($0)' exists twice" }
    problems += parametersProblems(command.parameters, command.rules)
    problems += argumentProblems(command.arguments)
    problems += textProblems([command.summary], "the summary")
    problems += textProblems([command.discussion, command.category].compactMap(\.self), "a text")
    problems += textProblems(command.examples.map(\.summary), "an example")
    if command.isGroup {
      if command.commands.isEmpty { problems.append("the group is empty") }
      return problems
    }
    if command.traits.contains(.writes), !names.contains("--dry-run") {
      problems.append("it writes, but has no '--dry-run'")
    }
    if command.examples.isEmpty, !command.traits.contains(.hidden) {
      problems.append("it has no example")
    }
    return problems
  }

  private func argumentProblems(_ arguments: [ParameterDescription]) -> [String] {
    var problems = duplicates(arguments.map(\.title)).map { "argument '\($0)' exists twice" }
    for argument in arguments.dropLast() where argument.isRepeatable {
      problems.append("the repeating argument '\(argument.title)' is not the last")
    }
    if let optional = arguments.firstIndex(where: { !$0.isRequired && !$0.givesWay }) {
      for argument in arguments[optional...] where argument.isRequired {
        problems.append("the required argument '\(argument.title)' follows an optional one")
      }
    }
    return problems
  }

  private func parametersProblems(
    _ parameters: [ParameterDescription], _ rules: [ParameterRule]
  ) -> [String] {
    let names = parameters.flatMap(\.names)
    var problems = names.filter { !isOptionName($0) }.map { "the option name '\($0)' is malformed" }
    for parameter in parameters {
      problems += textProblems([parameter.help], "the help of '\(parameter.title)'")
      guard let value = parameter.value else { continue }
      if value.name.isEmpty { problems.append("a value of '\(parameter.title)' has no name") }
      if value.kind == "choice", value.choices.isEmpty {
        problems.append("the choice '\(parameter.title)' has no values")
      }
      problems += value.choices.filter { ShellWord.quote($0) != $0 }.map {
        "the choice '\($0)' of '\(parameter.title)' needs quotes in a shell"
      }
      problems += duplicates(value.choices).map {
        "the choice '\(parameter.title)' has '\($0)' twice"
      }
    }
    let known = names + parameters.filter(\.isArgument).map(\.title)
    problems += rules.flatMap(\.names).filter { !known.contains($0) }.map {
      "a rule names the unknown option '\($0)'"
    }
    return problems
  }

  /// One long name has the same short name, and takes a value or none, wherever it occurs.
  private func spellingProblems(_ commands: [CommandDescription]) -> [String] {
    var problems: [String] = []
    var first: [String: (option: ParameterDescription, place: String)] = [:]
    for command in commands {
      let place = ([name] + command.path).joined(separator: " ")
      for option in command.options {
        guard let known = first[option.title] else {
          first[option.title] = (option, place)
          continue
        }
        if known.option.names != option.names || known.option.isFlag != option.isFlag {
          problems.append(
            "\(place): option '\(option.title)' differs from that of '\(known.place)'")
        }
      }
    }
    return problems
  }

  private func textProblems(_ texts: [Text], _ subject: String) -> [String] {
    texts.flatMap { text in
      Language.allCases.filter { text[$0].allSatisfy(\.isWhitespace) }.map {
        "\(subject) is missing in '\($0.rawValue)'"
      }
    }
  }

  private func duplicates(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }

  /// Hidden commands may start with underscores, out of the way of those that people type.
  private func isCommandName(_ command: CommandDescription) -> Bool {
    let isHidden = command.traits.contains(.hidden)
    return isWord(isHidden ? String(command.name.drop { $0 == "_" }) : command.name)
  }

  private func isOptionName(_ name: String) -> Bool {
    name.hasPrefix("--")
      ? isWord(String(name.dropFirst(2)))
      : name.utf8.count == 2 && name.first == "-" && name.dropFirst().allSatisfy(isLetter)
  }

  private func isWord(_ name: String) -> Bool {
    let letters: ClosedRange<Unicode.Scalar> = "a"..."z"
    return name.unicodeScalars.first.map(letters.contains) ?? false
      && name.unicodeScalars.allSatisfy {
        letters.contains($0) || ("0"..."9").contains($0) || $0 == "-"
      }
  }

  private func isLetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }
}
