/// The only place where an option or argument exists: form, names, value, help and destination.
///
/// The destination is a closure that stores the value, `{ $0.comment = $1 }`. Key paths would read
/// much the same, but the first use of each costs more than parsing the whole line. A row may also
/// stand for several, so that a group of options is declared once and reused in other commands.
package struct Row<Options>: Sendable {
  let parameters: [ParameterDescription]
  let rules: [ParameterRule]
  /// Stores a word for the parameter of this index, or says what is wrong with it.
  let store: @Sendable (inout Options, Int, String) -> ValueProblem?

  /// An argument, known by its place; one that is repeatable takes all that remain.
  package static func argument<Value>(
    _ value: ValueParser<Value>, isRequired: Bool = true, isRepeatable: Bool = false, help: Text,
    store: @escaping @Sendable (inout Options, Value) -> Void
  ) -> Row {
    let parameter = ParameterDescription(
      names: [], value: value.description, isRequired: isRequired, isRepeatable: isRepeatable,
      help: help)
    return Row(parameter, value, store)
  }

  /// An option with a value; the values of one that is repeatable come in their order.
  package static func option<Value>(
    _ names: String..., value: ValueParser<Value>, isRequired: Bool = false,
    isRepeatable: Bool = false, help: Text,
    store: @escaping @Sendable (inout Options, Value) -> Void
  ) -> Row {
    let parameter = ParameterDescription(
      names: names, value: value.description, isRequired: isRequired, isRepeatable: isRepeatable,
      help: help)
    return Row(parameter, value, store)
  }

  /// An option without a value; giving it twice changes nothing.
  package static func flag(
    _ names: String..., help: Text, store: @escaping @Sendable (inout Options) -> Void
  ) -> Row {
    let parameter = ParameterDescription(names: names, value: nil, isRepeatable: true, help: help)
    return Row(parameters: [parameter], rules: []) { (options, _, _) in
      store(&options)
      return nil
    }
  }

  /// An option that its name turns on, and `--no-` in front of the name off; not both on one line.
  package static func `switch`(
    _ name: String, on: Text, off: Text, store: @escaping @Sendable (inout Options, Bool) -> Void
  ) -> Row {
    let (yes, no) = ("--\(name)", "--no-\(name)")
    return all([
      .flag(yes, help: on) { store(&$0, true) }, .flag(no, help: off) { store(&$0, false) },
      .atMostOne(yes, no),
    ])
  }

  /// The same option, where an empty word does something else than be refused as a value.
  package func emptied(by clear: @escaping @Sendable (inout Options) -> Void) -> Row {
    Row(parameters: parameters, rules: rules) { (options, index, word) in
      guard word.isEmpty else { return store(&options, index, word) }
      clear(&options)
      return nil
    }
  }

  /// The same option, of which people type the value and forget the name.
  ///
  /// Where a line has a word too many, the refusal says that this one was meant. A required option
  /// needs no such declaration.
  package var meantByPlace: Row {
    Row(parameters: parameters.map(\.meantByPlace), rules: rules, store: store)
  }

  /// The same argument in front of another one, which may be left out: a word that is none of its choices
  /// is the next one's.
  package var givingWay: Row {
    Row(parameters: parameters.map(\.givingWay), rules: rules, store: store)
  }

  /// The rows of a reusable group, kept in a part of the options:
  /// `.group(Stamp.rows) { options, fill in fill(&options.stamp) }`.
  package static func group<Part>(
    _ rows: [Row<Part>],
    at access: @escaping @Sendable (inout Options, (inout Part) -> Void) -> Void
  ) -> Row {
    let table = RowTable(rows)
    return Row(parameters: table.parameters, rules: table.rules) { (options, index, word) in
      var problem: ValueProblem?
      access(&options) { part in problem = table.store(word, for: index, in: &part) }
      return problem
    }
  }

  /// One of these options must be given, and no second.
  package static func exactlyOne(_ names: String...) -> Row {
    Row(rule: .exactlyOne(names))
  }

  /// Rows of which one option must be given at least: without any there is nothing to do.
  package static func atLeastOne(of rows: [Row]) -> Row {
    let row = all(rows)
    return Row(
      parameters: row.parameters,
      rules: row.rules + [.atLeastOne(row.parameters.map(\.title))], store: row.store)
  }

  private static func all(_ rows: [Row]) -> Row {
    let table = RowTable(rows)
    return Row(parameters: table.parameters, rules: table.rules) { (options, index, word) in
      table.store(word, for: index, in: &options)
    }
  }

  /// Two of these options cannot be given together.
  package static func atMostOne(_ names: String...) -> Row {
    Row(rule: .atMostOne(names))
  }

  /// An option that is meaningless without another.
  package static func option(_ name: String, needs needed: String) -> Row {
    Row(rule: .needs(name, needed))
  }

  /// An option in place of these arguments, which are declared as ones that may be left out.
  package static func option(_ name: String, replaces arguments: [String]) -> Row {
    Row(rule: .replaces(name, arguments))
  }

  private init(
    parameters: [ParameterDescription], rules: [ParameterRule],
    store: @escaping @Sendable (inout Options, Int, String) -> ValueProblem?
  ) {
    self.parameters = parameters
    self.rules = rules
    self.store = store
  }

  private init<Value>(
    _ parameter: ParameterDescription, _ value: ValueParser<Value>,
    _ store: @escaping @Sendable (inout Options, Value) -> Void
  ) {
    self.init(parameters: [parameter], rules: []) { (options, _, word) in
      do throws(ValueProblem) {
        store(&options, try value.parse(word))
        return nil
      } catch {
        return error
      }
    }
  }

  private init(rule: ParameterRule) {
    self.init(parameters: [], rules: [rule]) { (_, _, _) in nil }
  }
}
