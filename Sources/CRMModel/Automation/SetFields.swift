/// Gives fields of a deal and of its company other values, as `deal edit` and `company edit` do (R48).
struct SetFields: DealAction {
  private var deal = EditDeal()
  private var company = CardEdit<Company>()

  /// What stands in front of a field of the company.
  fileprivate static let ofCompany = "company."

  /// The values that words come to, by the fields' keys; `tag` adds a label.
  ///
  /// - Throws: `Refusal` for a field that there is not, and for a value that it cannot have.
  init(
    _ words: [String: String], _ rules: DealRules, _ pipeline: Pipeline, known: [String: Value],
    _ currency: Currency
  ) throws(Refusal) {
    var own: [FieldAssignment] = []
    var ownOfCompany: [FieldAssignment] = []
    do throws(FieldProblem) {
      for (key, text) in words.sorted(by: { $0.key < $1.key }) {
        if key.hasPrefix(Self.ofCompany) {
          let key = String(key.dropFirst(Self.ofCompany.count))
          if let field = Company.details.first(where: { $0.key == key }) {
            company.set(field, text.isEmpty ? nil : try rules.read(text, for: field))
          } else {
            ownOfCompany.append(FieldAssignment(field: key, text: text))
          }
        } else if let field = Deal.details.first(where: { $0.key == key }) {
          deal.fields.card.set(field, text.isEmpty ? nil : try rules.read(text, for: field))
        } else if try !take(key, text, currency) {
          own.append(FieldAssignment(field: key, text: text))
        }
      }
      deal.fields.card.own = try rules.values(
        of: own, on: .deal, known: known, pipeline: pipeline.id)
      company.own = try rules.values(of: ownOfCompany, on: .company, known: [:], pipeline: nil)
    } catch {
      throw .unknownInRule(ru: error.problem.ru, en: error.problem.en)
    }
  }

  /// What a rule speaks of, and labels.
  private mutating func take(
    _ key: String, _ text: String, _ currency: Currency
  ) throws(FieldProblem) -> Bool {
    switch key {
    case "tag": deal.fields.card.add(text, to: .tags)
    case "package": deal.fields.package = text
    case "budget":
      do throws(ValueError) {
        deal.fields.budget = try Money.parse(text, currency: currency)
      } catch {
        throw FieldProblem(error.problem)
      }
    default: return false
    }
    return true
  }

  func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var outcome = try deal.apply(to: before, in: context)
    let changed = company.apply(to: before.company, in: context)
    if changed != before.company { outcome.company = changed }
    return outcome
  }
}

extension DealRules {
  /// A value for a field, as it is written in a rule.
  fileprivate func read<Subject>(
    _ text: String, for field: Field<Subject>
  ) throws(FieldProblem) -> Value {
    do throws(ValueError) {
      let reading = values.reading(field.choices.map(\.id))
      let value = try field.type.parse(text, reading)
      try NumberBounds(field.bounds).check(value, typed: text)
      return value.stored
    } catch {
      throw FieldProblem(error.problem)
    }
  }

  /// The values of the department's own fields.
  fileprivate func values(
    of assignments: [FieldAssignment], on owner: Kind, known: [String: Value],
    pipeline: PipelineID?
  ) throws(FieldProblem) -> [String: Value?] {
    try fields.values(of: assignments, on: owner, known: known, pipeline: pipeline, values)
  }
}

extension AutomationRule {
  /// Whether it can change the company, whose other deals may need what it takes away (R36).
  package var changesCompany: Bool {
    steps.contains { step in
      step.name == "set" && step.details.keys.contains { $0.hasPrefix(SetFields.ofCompany) }
    }
  }
}
