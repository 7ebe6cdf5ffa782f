/// What a department's expressions about deals mean here and now, and the checks it wrote itself.
public struct DealRules: Sendable {
  /// The properties that they ask for, and what their words mean; `nil` where nobody understands them.
  private let meaning: (schema: Schema, context: ExpressionContext)?
  /// The department's own checks (R43).
  public let checks: [OwnCheck]

  /// A department's rules.
  public init(_ schema: Schema, _ context: ExpressionContext, checks: [OwnCheck]) {
    meaning = (schema, context)
    self.checks = checks
  }

  /// A department without expressions.
  public static let none = DealRules()

  private init() {
    meaning = nil
    checks = []
  }

  /// The moment by which they are judged.
  var clock: AuditClock { meaning?.context.clock ?? AuditClock(now: .first, zone: .utc) }

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

  /// What is wrong with an expression, with its place; `nil` for a sound one.
  public func mistake(in expression: Expression) -> Phrase? {
    do throws(ExpressionError) {
      _ = try condition(expression)
      return nil
    } catch {
      let place = error.range.lowerBound + 1
      return Phrase(
        ru: "знак \(place): \(error.problem.ru)", en: "character \(place): \(error.problem.en)")
    }
  }

  /// A text with the values of a deal's properties in place of their names in braces (R43).
  func fill(_ template: String, of subject: DealSubject) -> String {
    guard let meaning, template.contains("{") else { return template }
    let vocabulary = meaning.schema.deals
    return template.filling { vocabulary.property($0)?.value(subject)?.text }
  }

  /// What a requirement misses; a mistaken one is never met, and says why, so that nothing passes
  /// unasked because of a slip of the pen.
  func missing(_ requirement: OwnRequirement, of subject: DealSubject) -> [Missing] {
    do throws(ExpressionError) {
      return try condition(requirement.condition).holds(subject) ? [] : [requirement.missing]
    } catch {
      return [requirement.mistaken(error)]
    }
  }
}
