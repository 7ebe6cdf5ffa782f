/// Values that the same command can give a deal (R6).
public struct DealFields: Hashable, Sendable {
  /// The name; the audit compares it with the company's.
  public var name: String?
  /// The sum.
  public var budget: Money?
  /// What was sold.
  public var package: String?
  /// The day the package ends.
  public var endDate: Day?
  /// Why it was lost.
  public var lossReason: String?
  /// With whom they spoke.
  public var spokeWith: String?
  /// What that person is.
  public var position: String?

  /// No values.
  public init() {}
}

extension DealCase {
  /// Takes over the given values and records each that differs.
  mutating func supply(_ fields: DealFields, in context: ActionContext) throws(Refusal) {
    if let name = fields.name { change("name", \.name, to: name, context, print: { $0 }) }
    if let budget = fields.budget {
      try budget.refuseDebt()
      change("budget", \.budget, to: budget, context, print: { $0?.decimalText })
    }
    if let package = fields.package {
      let entry = try canonical(
        package, in: pipeline.packages, Phrase(ru: "типа пакета", en: "package"))
      change("package", \.package, to: entry, context, print: { $0 })
    }
    if let endDate = fields.endDate {
      change("endDate", \.endDate, to: endDate, context, print: { $0?.text })
    }
    if let reason = fields.lossReason {
      let entry = try canonical(
        reason, in: pipeline.lossReasons, Phrase(ru: "причины", en: "loss reason"))
      change("lostReason", \.lostReason, to: entry, context, print: { $0 })
    }
    if fields.spokeWith != nil || fields.position != nil {
      let before = deal.spokeWith
      let person = SpokenPerson(
        name: fields.spokeWith ?? before?.name, position: fields.position ?? before?.position)
      change("spokeWith", \.spokeWith, to: person, context, print: \.?.line)
    }
  }

  /// The dictionary's spelling (R2); an empty dictionary takes any value.
  private func canonical(
    _ value: String, in dictionary: [String], _ what: Phrase
  ) throws(Refusal) -> String {
    guard !dictionary.isEmpty else { return value }
    if let entry = Pipeline.entry(value, in: dictionary) { return entry }
    let list = dictionary.map { "«\($0)»" }.joined(separator: ", ")
    throw Refusal(
      "R2",
      Phrase(
        ru: "в справочнике воронки '\(pipeline.name)' нет \(what.ru) '\(value)'; есть: \(list)",
        en: "pipeline '\(pipeline.name)' has no \(what.en) '\(value)'; it has \(list)"),
      unknown: UnknownWord(value, known: dictionary))
  }

  private mutating func change<Value: Equatable>(
    _ field: String, _ path: WritableKeyPath<Deal, Value>, to value: Value,
    _ context: ActionContext, print: (Value) -> String?
  ) {
    let old = deal[keyPath: path]
    guard old != value else { return }
    deal[keyPath: path] = value
    let change = FieldChange(field, old: print(old), new: print(value))
    deal.history.append(context.event(.edited(change, reason: nil)))
  }
}

extension Money {
  /// R8: a sale costs something or nothing, never less.
  func refuseDebt() throws(Refusal) {
    guard minorUnits < 0 else { return }
    throw Refusal(
      "R8",
      Phrase(
        ru: "бюджет не может быть отрицательным: \(shown.ru)",
        en: "a budget cannot be negative: \(shown.en)"))
  }
}

extension SpokenPerson {
  /// Name and position on one line.
  public var line: String { [name, position].compactMap { $0 }.joined(separator: ", ") }
}
