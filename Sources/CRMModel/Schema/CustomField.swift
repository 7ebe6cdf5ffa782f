/// A field that a department made for itself (R35); `fields.json` keeps it.
public struct CustomField: Hashable, Sendable {
  /// Its id, which documents keep values under.
  public let id: String
  /// What people call it.
  public var name: String
  /// Whose field it is.
  public let on: Kind
  /// What its values are.
  public let type: ValueType
  /// Its dictionary, for `choice` and `choices`.
  public var choices: [String]
  /// The pipelines whose deals have it; empty for all.
  public var pipelines: [PipelineID]
  /// What a new one starts with.
  public var initial: Value?
  /// Whether the day comes every year, as a birthday does.
  public let isYearly: Bool
  /// Between which whole numbers the values of a number or a sum lie.
  public var bounds: NumberBounds

  /// A field.
  public init(
    id: String, name: String, on owner: Kind, type: ValueType, choices: [String] = [],
    pipelines: [PipelineID] = [], initial: Value? = nil, isYearly: Bool = false,
    bounds: NumberBounds = NumberBounds()
  ) {
    self.id = id
    self.name = name
    on = owner
    self.type = type
    self.choices = choices
    self.pipelines = pipelines
    self.initial = initial
    self.isYearly = isYearly
    self.bounds = bounds
  }

  /// The value that a typed text stands for.
  ///
  /// - Throws: ``ValueError`` for what the type does not understand, and for a number out of bounds.
  func parse(_ text: String, _ context: ValueContext) throws(ValueError) -> Value {
    let value = try type.parse(text, context.reading(choices))
    try bounds.check(value, typed: text)
    return value
  }

  /// A field that nobody defined: what an import brought is a line everywhere (R35).
  package static func undefined(_ name: String, on owner: Kind) -> CustomField {
    CustomField(id: name, name: name, on: owner, type: .line)
  }

  /// The key under which documents and JSON keep the values of all of them.
  package static let group = "fields"

  /// The key by which histories, columns and expressions know the field of an id.
  package static func key(of id: String) -> String { "\(group).\(id)" }

  /// The id of the field that a key is of; `nil` for the key of anything else.
  package static func id(ofKey key: String) -> String? {
    let start = Self.key(of: "")
    return key.hasPrefix(start) ? String(key.dropFirst(start.count)) : nil
  }

  /// Whether a word names it: by its id or its name, folded.
  public func isCalled(_ word: String) -> Bool {
    Folding.fold(id) == Folding.fold(word) || Folding.fold(name) == Folding.fold(word)
  }

  /// The property by which expressions and columns know it.
  func property<Subject>(
    _ context: ValueContext, in fields: @escaping @Sendable (Subject, String) -> Value?
  ) -> Property<Subject> {
    let (id, type, currency) = (id, type, context.currency)
    let choices = choices.map { Choice($0, Phrase($0)) }
    return Property(Self.key(of: id), Phrase(name), type, choices: choices) { subject in
      fields(subject, id).map { type.read($0, currency) }
    }
  }
}

/// A value for a field, as it was typed: `--set FIELD=VALUE` (R35).
public struct FieldAssignment: Hashable, Sendable {
  /// The field's id or name.
  public let field: String
  /// What was typed; empty where the field is to be emptied (R36).
  public let text: String
  /// Whether the field is made for this one document (`--new-field`).
  public let isNew: Bool

  /// A value for a field.
  public init(field: String, text: String, isNew: Bool = false) {
    self.field = field
    self.text = text
    self.isNew = isNew
  }
}

/// The fields that a department made for itself.
public struct CustomFields: Hashable, Sendable {
  /// In the order in which they were made.
  public var all: [CustomField]

  /// The most fields that one kind can have, and the most words of one dictionary.
  public static let limit = 200

  /// Some fields.
  public init(_ all: [CustomField] = []) {
    self.all = all
  }

  /// Those of one kind.
  public func of(_ owner: Kind) -> [CustomField] { all.filter { $0.on == owner } }

  /// The values that assignments come to, by field; `nil` empties.
  ///
  /// A name among the values that are `known` needs no definition; some fields belong to deals of one
  /// `pipeline` only.
  ///
  /// - Throws: ``FieldProblem`` for an unknown field, or a value that it cannot have.
  public func values(
    of assignments: [FieldAssignment], on owner: Kind, known: [String: Value],
    pipeline: PipelineID? = nil, _ context: ValueContext
  ) throws(FieldProblem) -> [String: Value?] {
    var values: [String: Value?] = [:]
    for assignment in assignments {
      let field = try field(assignment, on: owner, known: known, pipeline)
      guard !assignment.text.isEmpty else {
        values[field.id] = .some(nil)
        continue
      }
      let value: Value
      do throws(ValueError) {
        value = try field.parse(assignment.text, context)
      } catch {
        throw FieldProblem(
          Phrase(ru: "\(field.name): \(error.problem.ru)", en: "\(field.name): \(error.problem.en)")
        )
      }
      // `choices` may be given again and again.
      if case .list(let more) = value, case .list(let list)?? = values[field.id] {
        values[field.id] = .list(list + more.filter { !list.contains($0) })
      } else {
        values[field.id] = value.stored
      }
    }
    return values
  }

  /// What a new record starts with; of a deal, by the fields of its pipeline.
  package func initialValues(on owner: Kind, pipeline: PipelineID? = nil) -> [String: Value?] {
    var values: [String: Value?] = [:]
    for field in of(owner)
    where field.pipelines.isEmpty || pipeline.map(field.pipelines.contains) ?? true {
      if let initial = field.initial { values[field.id] = initial }
    }
    return values
  }

  private func field(
    _ assignment: FieldAssignment, on owner: Kind, known: [String: Value],
    _ pipeline: PipelineID?
  ) throws(FieldProblem) -> CustomField {
    let name = assignment.field
    let own = of(owner)
    let found = own.first { $0.isCalled(name) }
    if assignment.isNew {
      guard found == nil else {
        throw FieldProblem(
          Phrase(ru: "поле '\(name)' уже есть: --set", en: "field '\(name)' exists already: --set"))
      }
      return .undefined(name, on: owner)
    }
    if let found {
      guard found.pipelines.isEmpty || pipeline.map(found.pipelines.contains) ?? true else {
        let list = found.pipelines.map(\.text).joined(separator: ", ")
        throw FieldProblem(
          Phrase(
            ru: "поле '\(found.name)' есть только в воронках: \(list)",
            en: "field '\(found.name)' exists in these pipelines only: \(list)"))
      }
      return found
    }
    if let brought = known.keys.first(where: { Folding.fold($0) == Folding.fold(name) }) {
      return .undefined(brought, on: owner)
    }
    throw FieldProblem(
      Phrase(ru: "нет поля '\(name)'", en: "no field '\(name)'"),
      unknown: UnknownWord(name, known: own.flatMap { [$0.id, $0.name] }))
  }
}

/// Why a field cannot have a value.
public struct FieldProblem: Error, Hashable, Sendable {
  /// In words.
  public let problem: Phrase
  /// The name that no field has, where that is why.
  public let unknown: UnknownWord?

  init(_ problem: Phrase, unknown: UnknownWord? = nil) {
    self.problem = problem
    self.unknown = unknown
  }
}

extension Entity {
  /// Gives the department's own fields other values and records each that differs.
  package mutating func change(fields values: [String: Value?], in context: ActionContext) {
    for (id, value) in values.sorted(by: { $0.key < $1.key }) {
      // A key path with an index would be built anew for each value.
      let old = fields[id]
      guard old != value else { continue }
      fields[id] = value
      let change = FieldChange(CustomField.key(of: id), old: old?.text, new: value?.text)
      history.append(context.event(.edited(change, reason: nil)))
    }
  }
}
