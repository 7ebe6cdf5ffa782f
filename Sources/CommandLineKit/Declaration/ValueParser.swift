/// Turns a word of the command line into a checked value, and says what to call it.
///
/// A program declares one for each of its types in an extension, so that the same kind of value has
/// the same name, completion and messages in every command.
package struct ValueParser<Value>: Sendable {
  /// The value's name, kind, choices and completion.
  package let description: ValueDescription
  /// Reads one word.
  package let parse: @Sendable (String) throws(ValueProblem) -> Value

  /// Creates a parser.
  package init(
    _ description: ValueDescription,
    parse: @escaping @Sendable (String) throws(ValueProblem) -> Value
  ) {
    self.description = description
    self.parse = parse
  }
}

extension ValueParser where Value == String {
  /// Any text, the empty one included.
  package static func text(_ name: String, completion: Completion = .none) -> ValueParser {
    ValueParser(ValueDescription(name: name, kind: "text", completion: completion)) { $0 }
  }

  /// The path of a file, or `-` where the command reads standard input.
  package static func file(_ name: String, extensions: [String] = []) -> ValueParser {
    let completion = Completion.file(extensions: extensions)
    return ValueParser(
      ValueDescription(name: name, kind: "file", completion: completion),
      parse: nonEmpty)
  }

  /// The path of a folder.
  package static func directory(_ name: String) -> ValueParser {
    ValueParser(
      ValueDescription(name: name, kind: "directory", completion: .directory), parse: nonEmpty)
  }

  private static func nonEmpty(_ word: String) throws(ValueProblem) -> String {
    guard !word.isEmpty else {
      throw ValueProblem(Text(ru: "путь пуст", en: "the path is empty"))
    }
    return word
  }
}

extension ValueParser where Value == Int {
  /// A whole number within bounds, in ASCII digits.
  package static func integer(_ name: String, in bounds: ClosedRange<Int>) -> ValueParser {
    ValueParser(ValueDescription(name: name, kind: "integer")) { (word) throws(ValueProblem) in
      guard let number = Int(word), bounds.contains(number) else {
        let (low, high) = (bounds.lowerBound, bounds.upperBound)
        throw ValueProblem(
          Text(
            ru: "нужно целое число от \(low) до \(high)",
            en: "a whole number from \(low) to \(high) is needed"))
      }
      return number
    }
  }
}

extension ValueParser where Value: Sendable {
  /// One of several values, by its name.
  package static func choice(
    _ name: String, among values: [Value], completion: Completion = .none,
    named: @escaping @Sendable (Value) -> String
  ) -> ValueParser {
    let choices = values.map(named)
    return ValueParser(
      ValueDescription(name: name, kind: "choice", choices: choices, completion: completion)
    ) { (word) throws(ValueProblem) in
      if let place = choices.firstIndex(of: word) { return values[place] }
      let list = choices.joined(separator: ", ")
      throw ValueProblem(
        Text(ru: "возможны: \(list)", en: "choose one of: \(list)"),
        nearest: NearestName.find(word, among: choices))
    }
  }
}

extension ValueParser
where
  Value: CaseIterable & RawRepresentable & Sendable, Value.RawValue == String,
  Value.AllCases == [Value]
{
  /// One of the cases of an enumeration, spelled as its raw value.
  package static func choice(
    of type: Value.Type, _ name: String, among values: [Value] = Array(Value.allCases),
    completion: Completion = .none
  ) -> ValueParser {
    choice(name, among: values, completion: completion) { $0.rawValue }
  }
}
