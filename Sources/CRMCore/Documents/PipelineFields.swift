package import CRMModel

/// What a command says of a pipeline: `nil` leaves a key as it is, an inner `nil` empties it (R36).
package struct PipelineFields: Sendable {
  /// What is kept as it is given, by its key in the document.
  private var values: [String: JSONValue?] = [:]
  /// The currency of its sums.
  package var currency: Currency?
  /// The least sum (R8), as it is typed.
  package var least: String??
  /// The greatest sum (R8), as it is typed.
  package var most: String??
  /// From when the length of a sale is counted (R89).
  package var cycleStart: SalesCycle.Start?
  /// Until when it is.
  package var cycleEnd: SalesCycle.End?
  /// Entries that come into a dictionary, by its key.
  package var entries: [Dictionary: [String]] = [:]
  /// Rules that come, or replace those of the same id (R48).
  package var rules: [AutomationRule] = []
  /// The ids of rules that go.
  package var droppedRules: [String] = []
  /// Entries that go from whichever dictionaries have them.
  package var droppedEntries: [String] = []

  /// The dictionaries of a pipeline (R2), by their keys.
  package enum Dictionary: String, CaseIterable, Sendable {
    case packages, lossReasons, meetingActions
  }

  /// Fields that say nothing.
  package init() {}

  /// Gives a key a value, or takes the key away.
  package mutating func set(_ key: String, _ value: JSONValue?) { values[key] = .some(value) }

  /// Says that something is so; what is not so stands for itself: no key, and with it no newer
  /// version, is needed.
  package mutating func mark(_ key: String, _ isSo: Bool) { set(key, isSo ? .bool(true) : nil) }

  /// Takes them over.
  ///
  /// - Throws: `CRMError.usage` for a sum that is none, an entry that no dictionary has, or another
  ///   currency for bounds that were given in the old one.
  func apply(to document: inout PipelineDocument, of pipeline: Pipeline) throws(CRMError) {
    var object = document.object
    for (key, value) in values.sorted(by: { $0.key < $1.key }) { object[key] = value }
    if cycleStart != nil || cycleEnd != nil {
      var cycle = object["cycle"]?.object ?? JSONObject()
      cycle.replace("start", by: cycleStart.map { .string($0.text) })
      cycle.replace("end", by: cycleEnd.map { .string($0.rawValue) })
      object["cycle"] = .object(cycle)
    }
    try applySums(to: &object, pipeline)
    try applyDictionaries(to: &object)
    try object.change(
      "on", adding: rules.map { .object($0.json) }, dropping: droppedRules, by: "--unrule"
    ) { $0["id"]?.string }
    document.object = object
  }

  private func applySums(to object: inout JSONObject, _ pipeline: Pipeline) throws(CRMError) {
    let currency = currency ?? pipeline.currency
    if currency != pipeline.currency {
      let isLeft = pipeline.bounds.least != nil && least == nil
      guard !isLeft, pipeline.bounds.most == nil || most != nil else {
        throw .usage(
          Phrase(
            ru: "--currency: границы бюджета указаны в \(pipeline.currency.code); "
              + "задайте их заново: --least, --most",
            en: "--currency: the bounds of the budget are in \(pipeline.currency.code); "
              + "give them anew: --least, --most"))
      }
      object.set("currency", currency.code)
    }
    var budget = object["budget"]?.object ?? JSONObject()
    for (key, option, sum) in [("least", "--least", least), ("most", "--most", most)] {
      guard let sum else { continue }
      budget[key] =
        try sum.map { (text) throws(CRMError) in
          do throws(ValueError) {
            return .number(JSONNumber(try Money.parse(text, currency: currency)))
          } catch {
            throw .usage(
              Phrase(ru: "\(option): \(error.problem.ru)", en: "\(option): \(error.problem.en)"))
          }
        } ?? .null
      object["budget"] = .object(budget)
    }
  }

  private func applyDictionaries(to object: inout JSONObject) throws(CRMError) {
    for key in Dictionary.allCases {
      var known = (object[key.rawValue]?.array ?? []).compactMap(\.string)
      for entry in entries[key] ?? [] where Pipeline.entry(entry, in: known) == nil {
        known.append(entry)
      }
      if entries[key] != nil { object.set(key.rawValue, known) }
    }
    for entry in droppedEntries {
      let all = Dictionary.allCases.map { key in
        (key.rawValue, (object[key.rawValue]?.array ?? []).compactMap(\.string))
      }
      let known = all.flatMap(\.1)
      guard Pipeline.entry(entry, in: known) != nil else {
        throw .usage(
          Phrase(
            ru: "--drop: в справочниках воронки нет '\(entry)'",
            en: "--drop: no dictionary of the pipeline has '\(entry)'"),
          unknown: UnknownWord(entry, known: known))
      }
      for (key, entries) in all where Pipeline.entry(entry, in: entries) != nil {
        object.set(key, entries.filter { Folding.fold($0) != Folding.fold(entry) })
      }
    }
  }
}
