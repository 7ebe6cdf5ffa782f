/// What a department's expressions about deals mean here and now, and the checks it wrote itself.
public struct DealRules: Sendable {
  /// The properties that they ask for, and what their words mean; `nil` where nobody understands them.
  private let meaning: (schema: Schema, context: ExpressionContext)?
  /// The department's own checks (R43).
  public let checks: [OwnCheck]
  /// How many days may pass before an invoice that was asked for goes out (R79).
  let invoiceDays: Int
  /// The department's processes (R52).
  public let processes: [SalesProcess]

  /// A department's rules.
  public init(
    _ schema: Schema, _ context: ExpressionContext, checks: [OwnCheck],
    invoiceDays: Int = Settings.usualInvoiceDays, processes: [SalesProcess] = []
  ) {
    self.processes = processes
    meaning = (schema, context)
    self.checks = checks
    self.invoiceDays = invoiceDays
  }

  /// A department without expressions.
  public static let none = DealRules()

  private init() {
    meaning = nil
    checks = []
    invoiceDays = Settings.usualInvoiceDays
    processes = []
  }

  /// The process of an id or a name, folded.
  public func process(named name: String) -> SalesProcess? {
    let wanted = Folding.fold(name)
    return processes.first { Folding.fold($0.id) == wanted || Folding.fold($0.name) == wanted }
  }

  /// The moment by which they are judged.
  var clock: AuditClock { meaning?.context.clock ?? AuditClock(now: .first, zone: .utc) }

  /// The department's own fields.
  var fields: CustomFields { meaning?.schema.fields ?? CustomFields() }

  /// Who works here.
  var people: People { meaning?.schema.people ?? People() }

  /// How values are read that were written in a rule.
  var values: ValueContext {
    meaning?.context.values ?? ValueContext(clock: clock, currency: .rub)
  }

  /// What an expression asks of a deal.
  ///
  /// - Throws: ``ExpressionError`` where it is mistaken.
  public func condition(
    _ expression: Expression
  ) throws(ExpressionError) -> Condition<DealSubject> {
    guard let meaning else {
      throw ExpressionError(0..<0, ru: "выражения здесь не понимают", en: "no expressions here")
    }
    return try expression.condition(in: meaning.schema.deals, meaning.context)
  }

  /// What is wrong with a check of the department's own, with its place; `nil` for a sound one.
  package func mistake(in check: OwnCheck) -> Phrase? {
    do throws(ExpressionError) {
      try understand(check)
      return nil
    } catch {
      return error.placedProblem
    }
  }

  /// Whether the department's own check can be judged.
  ///
  /// - Throws: ``ExpressionError`` where its expression is mistaken.
  public func understand(_ check: OwnCheck) throws(ExpressionError) {
    guard let meaning else { return }
    let (schema, context) = (meaning.schema, meaning.context)
    switch check.on {
    case .company: _ = try check.condition.condition(in: schema.companies, context)
    case .contact: _ = try check.condition.condition(in: schema.contacts, context)
    default: _ = try check.condition.condition(in: schema.deals, context)
    }
  }

  /// The first name in braces that is no property of deals; `nil` for none.
  package func unknownName(in requirement: OwnRequirement) -> UnknownWord? {
    guard let deals = meaning?.schema.deals, requirement.isSupplied else { return nil }
    return deals.unknownName(in: requirement.supply)
  }

  /// The first name in braces that is no property of what a check looks at (R43); `nil` for none.
  package func unknownName(in check: OwnCheck) -> UnknownWord? {
    guard let schema = meaning?.schema else { return nil }
    let texts = [check.words, check.fix]
    return switch check.on {
    case .company: texts.lazy.compactMap(schema.companies.unknownName).first
    case .contact: texts.lazy.compactMap(schema.contacts.unknownName).first
    default: texts.lazy.compactMap(schema.deals.unknownName).first
    }
  }

  /// Where a department's own check finds something, and in which words; `nil` for a check that is
  /// mistaken.
  func judging<Subject>(
    _ check: OwnCheck, _ kind: (Schema) -> Vocabulary<Subject>
  ) -> (condition: Condition<Subject>, words: @Sendable (Subject) -> AuditCheck.Result)? {
    guard let meaning else { return nil }
    let vocabulary = kind(meaning.schema)
    guard let condition = try? check.condition.condition(in: vocabulary, meaning.context) else {
      return nil
    }
    return (
      condition,
      { subject in
        func words(_ language: (Phrase) -> String) -> String {
          check.words.filling { name in
            vocabulary.property(name).map { property in
              property.value(subject).map {
                language($0.shown(among: property.choices, in: meaning.context.clock.zone))
              } ?? "—"
            }
          }
        }
        let fix = Remedy(line: check.fix) { vocabulary.filling($0, of: subject) }
        return .init(message: Phrase(ru: words(\.ru), en: words(\.en)), fix: fix)
      }
    )
  }

  /// What is wrong with an expression, with its place; `nil` for a sound one.
  public func mistake(in expression: Expression) -> Phrase? {
    do throws(ExpressionError) {
      _ = try condition(expression)
      return nil
    } catch {
      return error.placedProblem
    }
  }

  /// What a requirement misses; a mistaken one is never met, and says why, so that nothing passes
  /// unasked because of a slip of the pen.
  func missing(_ requirement: OwnRequirement, of subject: DealSubject) -> [Missing] {
    do throws(ExpressionError) {
      return try condition(requirement.condition).holds(subject)
        ? [] : [missing(requirement, by: subject)]
    } catch {
      return [requirement.mistaken(error)]
    }
  }

  /// What a deal misses by a requirement, which does not hold.
  func missing(_ requirement: OwnRequirement, by subject: DealSubject) -> Missing {
    requirement.missing { word in meaning?.schema.deals.filling(word, of: subject) ?? word }
  }
}

extension Vocabulary {
  /// A text with the values of one thing in place of the names in braces, as commands take them.
  fileprivate func filling(_ template: String, of subject: Subject) -> String {
    template.filling { name in property(name).map { $0.value(subject)?.text ?? "" } }
  }

  /// The first name in braces that means nothing; `nil` for none.
  fileprivate func unknownName(in template: String) -> UnknownWord? {
    template.namesInBraces.first { property($0) == nil }.map { UnknownWord($0, known: keys) }
  }
}
