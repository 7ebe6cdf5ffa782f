/// Values that the same command can give a deal (R6).
public struct DealFields: Hashable, Sendable {
  /// The name; the audit compares it with the company's.
  public var name: String?
  /// The currency of its sums, where that is not the pipeline's (R46).
  public var currency: Currency?
  /// The sum.
  public var budget: Money?
  /// Why it is another one.
  public var budgetReason: String?
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
  /// What no rule speaks of, and the department's own fields.
  public var card = CardEdit<Deal>()
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
    deal = fields.card.apply(to: deal, in: context)
    if let name = fields.name { deal.change("name", \.name, to: name, in: context) { $0 } }
    let isConverted = try changeCurrency(fields, in: context)
    if fields.gives(.budget) {
      try fields.budget?.refuseDebt()
      deal.change(
        "budget", \.budget, to: fields.budget, because: fields.budgetReason, in: context
      ) { sum in
        sum.map { isConverted ? "\($0.decimalText) \($0.currency.code)" : $0.decimalText }
      }
      if fields.budget != nil { deal.currency = nil }
    } else if isConverted, deal.budget != nil {
      throw Refusal(
        Phrase(
          ru: "нельзя сменить валюту сделки '\(deal.name)'",
          en: "cannot change the currency of deal '\(deal.name)'"),
        missing: [
          Missing(
            .budget,
            Phrase(ru: "нужна сумма в новой валюте", en: "the sum in the new currency is needed"),
            option: "--budget")
        ])
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

  /// Takes over another currency: one that is asked for, else that of a sum, which is for the bounds
  /// to judge.
  ///
  /// - Throws: `Refusal` for a part of a payment (R22a), and for a currency of its own where the
  ///   pipeline has bounds (R46).
  /// - Returns: Whether it is another one.
  private mutating func changeCurrency(
    _ fields: DealFields, in context: ActionContext
  ) throws(Refusal) -> Bool {
    guard let wanted = fields.currency ?? fields.budget?.currency, wanted != currency else {
      return false
    }
    if fields.currency != nil {
      let refused = Phrase(
        ru: "нельзя сменить валюту сделки '\(deal.name)'",
        en: "cannot change the currency of deal '\(deal.name)'")
      try requireNoChain(refused)
      try pipeline.requireCurrency(wanted, refused)
    }
    let change = FieldChange("currency", old: currency.code, new: wanted.code)
    deal.currency = wanted == pipeline.currency ? nil : wanted
    deal.history.append(context.event(.edited(change, reason: nil)))
    return true
  }

  /// The dictionary's spelling (R2) of what people type of it; an empty dictionary takes any value.
  private func canonical(
    _ value: String?, in dictionary: [String], _ what: Phrase,
    _ place: (requirement: Requirement.ID, option: String), _ unknown: inout Refusal?
  ) -> String? {
    guard let value, !dictionary.isEmpty else { return value }
    if let entry = SeenName.find(value, among: dictionary) { return entry }
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

extension Pipeline {
  /// R46: bounds are sums of the pipeline's currency, and no other can be compared with them.
  func requireCurrency(_ currency: Currency, _ refused: Phrase) throws(Refusal) {
    guard currency != self.currency, !bounds.isOpen else { return }
    let code = self.currency.code
    throw Refusal(
      "R46",
      Phrase(
        ru: "\(refused.ru): в воронке '\(name)' у бюджета есть границы, и они в \(code)",
        en: "\(refused.en): the budgets of pipeline '\(name)' have bounds, which are in \(code)"))
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
