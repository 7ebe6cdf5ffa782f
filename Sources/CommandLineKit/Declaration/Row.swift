/// The only place where an option or argument exists: form, names, value, destination and help.
///
/// A row may also stand for several, so that a group of options is declared once and reused in
/// other commands with ``group(_:at:)``.
package struct Row<Options>: Sendable {
  struct Entry: Sendable {
    let parameter: ParameterDescription
    let store: @Sendable (inout Options, String) throws(ValueProblem) -> Void
  }

  let entries: [Entry]
  let rules: [ParameterRule]

  private init(entries: [Entry], rules: [ParameterRule]) {
    self.entries = entries
    self.rules = rules
  }

  init(
    _ parameter: ParameterDescription,
    store: @escaping @Sendable (inout Options, String) throws(ValueProblem) -> Void
  ) {
    self.init(entries: [Entry(parameter: parameter, store: store)], rules: [])
  }

  /// The rows of a reusable group, kept in a part of the options.
  package static func group<Part>(
    _ rows: [Row<Part>], at path: Destination<Options, Part>
  ) -> Row {
    let entries = rows.flatMap(\.entries).map { entry in
      Entry(parameter: entry.parameter) { (options, word) throws(ValueProblem) in
        try entry.store(&options[keyPath: path], word)
      }
    }
    return Row(entries: entries, rules: rows.flatMap(\.rules))
  }

  /// One of these options must be given, and no second.
  package static func exactlyOne(_ names: String...) -> Row {
    Row(entries: [], rules: [.exactlyOne(names)])
  }

  /// Two of these options cannot be given together.
  package static func atMostOne(_ names: String...) -> Row {
    Row(entries: [], rules: [.atMostOne(names)])
  }

  /// An option that is meaningless without another.
  package static func option(_ name: String, needs needed: String) -> Row {
    Row(entries: [], rules: [.needs(name, needed)])
  }
}

/// Where a row keeps its value.
package typealias Destination<Root, Value> = any WritableKeyPath<Root, Value> & Sendable
