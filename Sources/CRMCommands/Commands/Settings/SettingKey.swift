import CRMModel

/// A setting under the name by which it is set.
enum SettingKey: String, CaseIterable, Sendable {
  case timeZone = "time-zone"
  case currency
  case workDays = "work-days"
  case workHours = "work-hours"
  case holidays
  case taskActions = "task-actions"
  case maxContacts = "max-contacts"

  /// What becomes of a list's present values.
  enum Mode: Sendable {
    case replace, add, remove
  }

  /// Whether it has several values, so that one can be added or removed.
  var isList: Bool {
    switch self {
    case .workDays, .holidays, .taskActions: true
    case .timeZone, .currency, .workHours, .maxContacts: false
    }
  }

  /// The values as they are typed.
  func values(of settings: Settings) -> [String] {
    let calendar = settings.workCalendar
    return switch self {
    case .timeZone: [settings.timeZone]
    case .currency: [settings.currency.code]
    case .workDays: calendar.days.map(\.rawValue)
    case .workHours: [calendar.hours.text]
    case .holidays: calendar.holidays.map(\.text)
    case .taskActions: settings.taskActions
    case .maxContacts: [String(settings.maxContacts)]
    }
  }

  /// Sets it.
  ///
  /// - Throws: `ValueError` for a value that it cannot have; a zone is for the machine to know.
  func set(_ words: [String], _ mode: Mode, in settings: inout Settings) throws(ValueError) {
    let calendar = settings.workCalendar
    var (days, hours, holidays) = (Set(calendar.days), calendar.hours, Set(calendar.holidays))
    switch self {
    case .timeZone: settings.timeZone = try one(words)
    case .currency:
      settings.currency = try Currency(parsing: one(words))
    case .workHours: hours = try WorkHours(parsing: one(words))
    case .workDays: days = mode.applied(to: days, try separate(words).map(Weekday.days).joined())
    case .holidays:
      holidays = mode.applied(to: holidays, try separate(words).map(Day.days).joined())
    case .taskActions: settings.taskActions = try actions(words, mode, settings.taskActions)
    case .maxContacts: settings.maxContacts = try contacts(words)
    }
    settings.workCalendar = try WorkCalendar(days: days, hours: hours, holidays: holidays)
  }

  private func one(_ words: [String]) throws(ValueError) -> String {
    guard let word = words.first, words.count == 1 else {
      throw ValueError(
        words.joined(separator: " "), ru: "нужно одно значение", en: "one value is expected")
    }
    return word
  }

  private func contacts(_ words: [String]) throws(ValueError) -> Int {
    let word = try one(words)
    let limits = Settings.contactLimits
    guard let count = Int(word), limits.contains(count) else {
      throw ValueError(
        word, ru: "нужно число от \(limits.lowerBound) до \(limits.upperBound)",
        en: "a number from \(limits.lowerBound) to \(limits.upperBound) is needed")
    }
    return count
  }

  private func separate(_ words: [String]) -> [String] {
    words.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// A task needs an action, so the last one stays.
  private func actions(
    _ words: [String], _ mode: Mode, _ known: [String]
  ) throws(ValueError) -> [String] {
    let named = Set(words.map(Folding.fold))
    let others = known.filter { !named.contains(Folding.fold($0)) }
    switch mode {
    case .replace: return words
    case .add: return others + words
    case .remove:
      guard !others.isEmpty else {
        throw ValueError(
          words.joined(separator: ", "), ru: "это последнее действие",
          en: "no other action would be left")
      }
      return others
    }
  }
}

extension SettingKey.Mode {
  fileprivate func applied<Value>(
    to known: Set<Value>, _ values: some Sequence<Value>
  ) -> Set<Value> {
    switch self {
    case .replace: Set(values)
    case .add: known.union(values)
    case .remove: known.subtracting(values)
    }
  }
}
