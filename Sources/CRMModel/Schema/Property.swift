/// One property of a kind of thing: its key, its names and its type are declared here and nowhere
/// else, and feed columns, `--fields`, `--sort`, `--where`, completion and help (R33).
public struct Property<Subject>: Sendable {
  /// Its key in JSON and in expressions.
  public let key: String
  /// What people call it.
  public let name: Phrase
  /// What its values are.
  public let type: ValueType
  /// The values there can be, where that is a closed list.
  public let choices: [Choice]
  /// What its values name, where they name another thing.
  public let references: ReferenceKind?
  /// How long a table keeps its column; `nil` where it stands there only when asked for.
  public let prominence: Prominence?
  /// Its value; `nil` where there is none.
  public let value: @Sendable (Subject) -> Value?

  /// A property of a type.
  public init(
    _ key: String, _ name: Phrase, _ type: ValueType, choices: [Choice] = [],
    references: ReferenceKind? = nil, table prominence: Prominence? = nil,
    _ value: @escaping @Sendable (Subject) -> Value?
  ) {
    self.prominence = prominence
    self.key = key
    self.name = name
    self.type = type
    self.choices = choices
    self.references = references
    self.value = value
  }

  /// The same property of something that the subject leads to, such as `company.city`.
  public func reached<Outer>(
    behind hop: String, from path: @escaping @Sendable (Outer) -> Subject?
  ) -> Property<Outer> {
    Property<Outer>(
      "\(hop).\(key)", name, type, choices: choices,
      references: references
    ) { path($0).flatMap(value) }
  }

  /// The same property of several things that the subject leads to: one of them is enough.
  public func reachedAmong<Outer>(
    behind hop: String, from path: @escaping @Sendable (Outer) -> [Subject]
  ) -> Property<Outer> {
    Property<Outer>(
      "\(hop).\(key)", name, type, choices: choices,
      references: references
    ) { .list(path($0).compactMap(value).flatMap(\.elements)) }
  }
}

/// How long a column stays in a table while the terminal gets narrower.
public enum Prominence: Int, Sendable {
  /// Wide terminals only.
  case extra
  /// From about 80 columns on.
  case useful
  /// From about 60 columns on.
  case main
  /// Always: without it a row says nothing.
  case key
  /// Always, and never shortened: it is typed to name the row.
  case whole
}

/// One value of a closed list.
public struct Choice: Hashable, Sendable {
  /// As JSON has it.
  public let id: String
  /// As people read it.
  public let name: Phrase

  /// A choice by its id and its name.
  public init(_ id: String, _ name: Phrase) {
    self.id = id
    self.name = name
  }
}

extension [Choice] {
  /// The one of an id, or that people call so, compared folded; `nil` where there is none.
  func named(_ text: String) -> Choice? {
    let wanted = Folding.fold(text)
    return first { choice in
      [choice.id, choice.name.ru, choice.name.en].contains { Folding.fold($0) == wanted }
    }
  }

  /// The id of one of a closed list, by itself or by what people call it.
  ///
  /// - Throws: `ValueError` for what is none of them.
  package func id(of text: String) throws(ValueError) -> String {
    guard let found = named(text) else {
      let list = map(\.id).quoted
      throw ValueError(
        text, ru: "такого значения нет; есть: \(list)", en: "no such value; there are \(list)")
    }
    return found.id
  }
}
