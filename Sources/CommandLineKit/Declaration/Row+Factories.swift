extension Row {
  /// An argument that must be given.
  package static func argument<Value>(
    _ path: Destination<Options, Value>, _ value: ValueParser<Value>, help: Text
  ) -> Row {
    one(path, [], value, isRequired: true, help)
  }

  /// An argument that may be left out.
  package static func argument<Value>(
    _ path: Destination<Options, Value?>, _ value: ValueParser<Value>, help: Text
  ) -> Row {
    optional(path, [], value, isRequired: false, help)
  }

  /// All remaining arguments.
  package static func argument<Value>(
    _ path: Destination<Options, [Value]>, _ value: ValueParser<Value>, isRequired: Bool = false,
    help: Text
  ) -> Row {
    repeated(path, [], value, isRequired: isRequired, help)
  }

  /// An option whose destination already holds the value it has when left out.
  package static func option<Value>(
    _ path: Destination<Options, Value>, _ names: String..., value: ValueParser<Value>,
    isRequired: Bool = false, help: Text
  ) -> Row {
    one(path, names, value, isRequired: isRequired, help)
  }

  /// An option that is nil when left out.
  package static func option<Value>(
    _ path: Destination<Options, Value?>, _ names: String..., value: ValueParser<Value>,
    isRequired: Bool = false, help: Text
  ) -> Row {
    optional(path, names, value, isRequired: isRequired, help)
  }

  /// An option that may be given many times; the values keep their order.
  package static func option<Value>(
    _ path: Destination<Options, [Value]>, _ names: String..., value: ValueParser<Value>,
    isRequired: Bool = false, help: Text
  ) -> Row {
    repeated(path, names, value, isRequired: isRequired, help)
  }

  /// An option without a value; giving it twice changes nothing.
  package static func flag(
    _ path: Destination<Options, Bool>, _ names: String..., help: Text
  ) -> Row {
    flag(path, names, sets: true, help)
  }

  /// An option without a value that sets one of several values, as `--won` and `--lost` do.
  package static func flag<Value: Sendable>(
    _ path: Destination<Options, Value>, _ names: String..., sets value: Value, help: Text
  ) -> Row {
    flag(path, names, sets: value, help)
  }

  private static func flag<Value: Sendable>(
    _ path: Destination<Options, Value>, _ names: [String], sets value: Value, _ help: Text
  ) -> Row {
    let parameter = ParameterDescription(names: names, value: nil, isRepeatable: true, help: help)
    return Row(parameter) { (options, _) in options[keyPath: path] = value }
  }

  private static func one<Value>(
    _ path: Destination<Options, Value>, _ names: [String], _ value: ValueParser<Value>,
    isRequired: Bool, _ help: Text
  ) -> Row {
    let parameter = ParameterDescription(
      names: names, value: value.description, isRequired: isRequired, help: help)
    return Row(parameter) { (options, word) throws(ValueProblem) in
      options[keyPath: path] = try value.parse(word)
    }
  }

  private static func optional<Value>(
    _ path: Destination<Options, Value?>, _ names: [String], _ value: ValueParser<Value>,
    isRequired: Bool, _ help: Text
  ) -> Row {
    let parameter = ParameterDescription(
      names: names, value: value.description, isRequired: isRequired, help: help)
    return Row(parameter) { (options, word) throws(ValueProblem) in
      options[keyPath: path] = try value.parse(word)
    }
  }

  private static func repeated<Value>(
    _ path: Destination<Options, [Value]>, _ names: [String], _ value: ValueParser<Value>,
    isRequired: Bool, _ help: Text
  ) -> Row {
    let parameter = ParameterDescription(
      names: names, value: value.description, isRequired: isRequired, isRepeatable: true,
      help: help)
    return Row(parameter) { (options, word) throws(ValueProblem) in
      options[keyPath: path].append(try value.parse(word))
    }
  }
}
