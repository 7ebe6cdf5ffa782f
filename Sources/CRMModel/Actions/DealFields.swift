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
  /// The department's own fields; `nil` empties (R35, R36).
  public var own: [String: Value?] = [:]
  /// What is to be empty (R36).
  public var emptied: Set<Field> = []

  /// What a deal may be without.
  public enum Field: Sendable { case budget, package, endDate, lossReason, spokeWith, position }

  /// No values.
  public init() {}
}

extension DealFields {
  /// Whether the command says something of a field, be it that it is empty.
  func gives(_ field: Field) -> Bool {
    let value: Any? =
      switch field {
      case .budget: budget
      case .package: package
      case .endDate: endDate
      case .lossReason: lossReason
      case .spokeWith: spokeWith
      case .position: position
      }
    return value != nil || emptied.contains(field)
  }
}

extension DealCase {
  /// Takes over the given values and records each that differs.
  ///
  /// - Throws: `Refusal` for a debt.
  /// - Returns: The refusal of a value that is in no dictionary (R2), which the deal has all the same, so
  ///   that what else is missing can be said with it (R6).
  mutating func supply(
    _ fields: DealFields, in context: ActionContext
  ) throws(Refusal) -> Refusal? {
    var unknown: Refusal?
    deal.change(fields: fields.own, in: context)
    if let name = fields.name { deal.change("name", \.name, to: name, in: context) { $0 } }
    if fields.gives(.budget) {
      try fields.budget?.refuseDebt()
      deal.change("budget", \.budget, to: fields.budget, in: context) { $0?.decimalText }
    }
    if fields.gives(.package) {
      let entry = canonical(
        fields.package, in: pipeline.packages, Phrase(ru: "типа пакета", en: "package"),
        (.package, "--package"), &unknown)
      deal.change("package", \.package, to: entry, in: context) { $0 }
    }
    if fields.gives(.endDate) {
      deal.change("endDate", \.endDate, to: fields.endDate, in: context) { $0?.text }
    }
    if fields.gives(.lossReason) {
      let entry = canonical(
        fields.lossReason, in: pipeline.lossReasons, Phrase(ru: "причины", en: "loss reason"),
        (.lossReason, "--reason"), &unknown)
      deal.change("lostReason", \.lostReason, to: entry, in: context) { $0 }
    }
    if fields.gives(.spokeWith) || fields.gives(.position) {
      var person = deal.spokeWith ?? SpokenPerson(name: nil, position: nil)
      if fields.gives(.spokeWith) { person.name = fields.spokeWith }
      if fields.gives(.position) { person.position = fields.position }
      let isNobody = person.name == nil && person.position == nil
      deal.change("spokeWith", \.spokeWith, to: isNobody ? nil : person, in: context) { $0?.line }
    }
    return unknown
  }

  /// The dictionary's spelling (R2); an empty dictionary takes any value.
  private func canonical(
    _ value: String?, in dictionary: [String], _ what: Phrase,
    _ place: (requirement: Requirement.ID, option: String), _ unknown: inout Refusal?
  ) -> String? {
    guard let value, !dictionary.isEmpty else { return value }
    if let entry = Pipeline.entry(value, in: dictionary) { return entry }
    let list = dictionary.quoted
    let message = Phrase(
      ru: "в справочнике воронки '\(pipeline.name)' нет \(what.ru) '\(value)'; есть: \(list)",
      en: "pipeline '\(pipeline.name)' has no \(what.en) '\(value)'; it has \(list)")
    let unmet = Missing(place.requirement, message, option: place.option)
    unknown = Refusal(
      "R2", message, unknown: UnknownWord(value, known: dictionary, unmet: unmet))
    return value
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
