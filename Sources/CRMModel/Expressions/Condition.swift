/// An expression that has been understood: it only has to be asked.
public struct Condition<Subject>: Sendable {
  /// Whether it holds for a subject.
  public let holds: @Sendable (Subject) -> Bool
  /// The keys of the properties that it looks at.
  public let reads: Set<String>

  init(reads: Set<String>, _ holds: @escaping @Sendable (Subject) -> Bool) {
    self.reads = reads
    self.holds = holds
  }
}

/// What the words of an expression mean here and now.
public struct ExpressionContext: Sendable {
  let values: ValueContext
  /// The moment of the command.
  var clock: AuditClock { values.clock }
  /// Who `me` is.
  let user: Login
  /// The ids that a word names; `nil` where it names nothing.
  let resolve: @Sendable (ReferenceKind, String) -> Resolution
  /// Saved lists whose expressions are being understood, so that none runs in a circle.
  var lists: [String] = []

  /// What a word names.
  public enum Resolution: Sendable {
    /// One of these ids; none where nobody has to have it, as a login before any user exists.
    case ids(Set<String>)
    /// The expression of a saved list; `nil` where an option of it has no such form.
    case list(Expression?)
    /// Nothing, and what could have been meant.
    case unknown(known: [String])
  }

  /// What the words mean.
  public init(
    values: ValueContext, user: Login,
    resolve: @escaping @Sendable (ReferenceKind, String) -> Resolution
  ) {
    self.values = values
    self.user = user
    self.resolve = resolve
  }
}

extension Expression {
  /// What the expression asks of subjects of one kind.
  ///
  /// - Throws: ``ExpressionError`` for an unknown property, a value of another type, and a word that
  ///   names nothing.
  public func condition<Subject>(
    in vocabulary: Vocabulary<Subject>, _ context: ExpressionContext
  ) throws(ExpressionError) -> Condition<Subject> {
    try root.condition(in: vocabulary, context)
  }
}

extension Expression.Node {
  fileprivate func condition<Subject>(
    in vocabulary: Vocabulary<Subject>, _ context: ExpressionContext
  ) throws(ExpressionError) -> Condition<Subject> {
    switch self {
    case .any(let nodes):
      let parts = try nodes.conditions(in: vocabulary, context)
      return Condition(reads: Set(parts.flatMap(\.reads))) { subject in
        parts.contains { $0.holds(subject) }
      }
    case .all(let nodes):
      let parts = try nodes.conditions(in: vocabulary, context)
      return Condition(reads: Set(parts.flatMap(\.reads))) { subject in
        parts.allSatisfy { $0.holds(subject) }
      }
    case .not(let node):
      let part = try node.condition(in: vocabulary, context)
      return Condition(reads: part.reads) { !part.holds($0) }
    case .test(let test):
      return try test.condition(in: vocabulary, context)
    }
  }
}

extension [Expression.Node] {
  fileprivate func conditions<Subject>(
    in vocabulary: Vocabulary<Subject>, _ context: ExpressionContext
  ) throws(ExpressionError) -> [Condition<Subject>] {
    var conditions: [Condition<Subject>] = []
    for node in self { conditions.append(try node.condition(in: vocabulary, context)) }
    return conditions
  }
}

extension Expression.Test {
  fileprivate func condition<Subject>(
    in vocabulary: Vocabulary<Subject>, _ context: ExpressionContext
  ) throws(ExpressionError) -> Condition<Subject> {
    if ["list", "список"].contains(Folding.fold(property.text)) {
      return try membership(in: vocabulary, context)
    }
    guard let property = vocabulary.property(property.text) else {
      throw ExpressionError(
        self.property.range, ru: "нет свойства '\(self.property.text)'",
        en: "no property '\(self.property.text)'",
        unknown: UnknownWord(self.property.text, known: vocabulary.names))
    }
    let value = property.value
    let reads: Set = [property.key]
    switch question {
    case .holds:
      guard property.type == .flag else {
        throw ExpressionError(
          self.property.range, ru: "у свойства '\(property.name.ru)' нужно сравнение",
          en: "property '\(property.name.en)' has to be compared with something")
      }
      return Condition(reads: reads) { value($0) == .flag(true) }
    case .isEmpty: return Condition(reads: reads) { value($0)?.isEmpty ?? true }
    case .isSet: return Condition(reads: reads) { !(value($0)?.isEmpty ?? true) }
    case .compares(let comparator, let word):
      let test = try comparator.test(property, word, context)
      let isNegated = comparator == .unequal || comparator == .lacks
      return Condition(reads: reads) { subject in
        (value(subject)?.elements.contains(where: test) ?? false) != isNegated
      }
    case .isAmong(let words, let isNegated):
      var tests: [@Sendable (Value) -> Bool] = []
      for word in words {
        tests.append(try Expression.Comparator.equal.test(property, word, context))
      }
      return Condition(reads: reads) { [tests] subject in
        let isAmong =
          value(subject)?.elements.contains { element in tests.contains { $0(element) } } ?? false
        return isAmong != isNegated
      }
    }
  }

  /// `list = X`: whatever the saved list holds.
  private func membership<Subject>(
    in vocabulary: Vocabulary<Subject>, _ context: ExpressionContext
  ) throws(ExpressionError) -> Condition<Subject> {
    guard case .compares(let comparator, let word) = question,
      comparator == .equal || comparator == .unequal
    else {
      throw ExpressionError(
        property.range, ru: "списки сравнивают только так: list = имя",
        en: "a list is compared like this only: list = NAME")
    }
    let name = Folding.fold(word.text)
    guard !context.lists.contains(name) else {
      throw ExpressionError(
        word.range, ru: "список '\(word.text)' ссылается сам на себя",
        en: "list '\(word.text)' refers to itself")
    }
    let kind = ReferenceKind.list(of: vocabulary.kind)
    switch context.resolve(kind, word.text) {
    case .list(let expression?):
      var inner = context
      inner.lists.append(name)
      let condition = try expression.condition(in: vocabulary, inner)
      guard comparator == .unequal else { return condition }
      return Condition(reads: condition.reads) { !condition.holds($0) }
    case .list(nil):
      throw ExpressionError(
        word.range, ru: "список '\(word.text)' отобран тем, чего нет в выражениях",
        en: "list '\(word.text)' is chosen by what no expression can say")
    case .ids, .unknown:
      throw ExpressionError.unknown(kind, word, context)
    }
  }
}

extension ExpressionError {
  fileprivate static func unknown(
    _ kind: ReferenceKind, _ word: Expression.Word, _ context: ExpressionContext
  ) -> ExpressionError {
    var known: [String] = []
    if case .unknown(let names) = context.resolve(kind, word.text) { known = names }
    return ExpressionError(
      word.range, ru: "'\(word.text)' не найдено", en: "'\(word.text)' is not found",
      unknown: UnknownWord(word.text, known: known), missing: kind)
  }
}

extension Expression.Comparator {
  /// The question that the sign and the word behind it ask of one value; what `!=` and `!~` ask is
  /// the same as `=` and `~`, and denied for all values together.
  fileprivate func test<Subject>(
    _ property: Property<Subject>, _ word: Expression.Word, _ context: ExpressionContext
  ) throws(ExpressionError) -> @Sendable (Value) -> Bool {
    let operand = try operand(property, word, context)
    let compare = operand.compare
    switch self {
    case .equal, .unequal: return { compare($0) == .equal }
    case .below, .atMost, .above, .atLeast:
      guard property.type.isOrdered else { throw mismatch(property, word) }
      switch self {
      case .below: return { compare($0) == .below }
      case .atMost: return { compare($0).map { $0 != .above } ?? false }
      case .above: return { compare($0) == .above }
      default: return { compare($0).map { $0 != .below } ?? false }
      }
    case .contains, .lacks:
      guard let isContained = operand.isContained else { throw mismatch(property, word) }
      return isContained
    }
  }

  private func mismatch<Subject>(
    _ property: Property<Subject>, _ word: Expression.Word
  ) -> ExpressionError {
    ExpressionError(
      word.range,
      ru:
        "свойство '\(property.name.ru)' (\(property.type.name.ru)) нельзя сравнить знаком \(rawValue)",
      en:
        "property '\(property.name.en)' (\(property.type.name.en)) is not compared with \(rawValue)"
    )
  }

  private func operand<Subject>(
    _ property: Property<Subject>, _ word: Expression.Word, _ context: ExpressionContext
  ) throws(ExpressionError) -> Operand {
    if let kind = property.references {
      let isMe = !word.isQuoted && ["me", "я"].contains(Folding.fold(word.text))
      if kind == .user && isMe { return Operand(anyOf: [context.user.text]) }
      if kind == .company { return Operand(reference: word.text) }
      guard case .ids(let ids) = context.resolve(kind, word.text) else {
        throw .unknown(kind, word, context)
      }
      return Operand(anyOf: ids)
    }
    if !property.choices.isEmpty, self != .contains, self != .lacks {
      guard let choice = property.choices.named(word.text) else {
        throw ExpressionError(
          word.range, ru: "у свойства '\(property.name.ru)' нет значения '\(word.text)'",
          en: "property '\(property.name.en)' has no value '\(word.text)'",
          unknown: UnknownWord(word.text, known: property.choices.map(\.id)))
      }
      return Operand(anyOf: [choice.id])
    }
    do throws(ValueError) {
      return try property.type.operand(word.text, context.values)
    } catch {
      throw ExpressionError(word.range, error)
    }
  }
}
