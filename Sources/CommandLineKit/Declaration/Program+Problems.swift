extension Program {
  /// Everything that is wrong with the declarations, examples included; a test expects nothing.
  ///
  /// An example must be a command line of the command that shows it, up to the first shell operator
  /// that stands apart, such as `|`.
  package func problems() -> [String] {
    let description = description
    let topics = description.topics.flatMap(\.examples).compactMap { problem(of: $0, in: []) }
    return description.problems() + topics
      + description.root.flattened.flatMap { command in
        command.examples.compactMap { problem(of: $0, in: command.path) }
      }
  }

  private func problem(of example: Example, in path: [String]) -> String? {
    let subject = "the example '\(example.line)' of '\(([name] + path).joined(separator: " "))'"
    let words: [String]
    do throws(ShellWordProblem) {
      words = try ShellWord.split(example.line)
    } catch {
      return "\(subject): \(error.text.en)"
    }
    guard words.first == name else { return "\(subject) does not start with the program's name" }
    let own = words.dropFirst().prefix { !["|", ">", ">>", "<", "&&", "||"].contains($0) }
    let parsed = parse(Array(own))
    if case .failure(let error) = parsed.outcome { return "\(subject): \(error.message(.en))" }
    return parsed.path.starts(with: path) ? nil : "\(subject) calls another command"
  }
}
