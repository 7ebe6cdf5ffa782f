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
  case paperNumbers = "paper-numbers"
  case seller
  case invoiceDays = "invoice-days"
  case abcShares = "abc-shares"
  case abcVariations = "abc-variations"
  case statuses
  case baseProfile = "base-profile"
  case responsible
  case logo
  case ask

  /// The value that takes away what a setting has.
  static let nothing = "none"

  /// What becomes of a list's present values.
  enum Mode: Sendable {
    case replace, add, remove
  }

  /// Whether it has several values, so that one can be added or removed.
  var isList: Bool {
    switch self {
    case .workDays, .holidays, .taskActions, .paperNumbers, .seller, .statuses, .baseProfile,
      .responsible:
      true
    case .timeZone, .currency, .workHours, .maxContacts, .invoiceDays, .abcShares, .abcVariations,
      .logo, .ask:
      false
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
    case .taskActions: settings.taskActions.map(\.text)
    case .maxContacts: [String(settings.maxContacts)]
    case .paperNumbers: settings.paperNumbers.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    case .seller: settings.seller
    case .invoiceDays: [String(settings.invoiceDays)]
    case .abcShares: [CompanyClasses.text(settings.companyClasses.shares)]
    case .abcVariations: [CompanyClasses.text(settings.companyClasses.variations)]
    case .statuses: settings.statuses.map(\.text)
    case .baseProfile: settings.baseProfile.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    case .responsible:
      settings.responsible.sorted { $0.key < $1.key }.map { "\($0.text)=\($1.text)" }
    case .logo: settings.logo.map { [$0] } ?? []
    case .ask: [settings.asks ? "yes" : "no"]
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
    case .maxContacts: settings.maxContacts = try number(words, in: Settings.contactLimits)
    case .invoiceDays: settings.invoiceDays = try number(words, in: Settings.invoiceDayLimits)
    case .abcShares:
      settings.companyClasses.shares = try CompanyClasses.bounds(
        words.joined(separator: " "))
    case .abcVariations:
      settings.companyClasses.variations = try CompanyClasses.bounds(
        words.joined(separator: " "))
    case .statuses: settings.statuses = try statuses(words, mode, settings.statuses)
    case .baseProfile:
      settings.baseProfile = try pairs(
        words, mode, settings.baseProfile,
        Phrase(
          ru: "нужны свойство и вес от 1 до 100: phone=3",
          en: "a property and a weight of 1 to 100 are needed: phone=3")
      ) { ($0, Int($1).flatMap { Settings.weights.contains($0) ? $0 : nil }) }
    case .responsible:
      settings.responsible = try pairs(
        words, mode, settings.responsible,
        Phrase(
          ru: "нужны воронка и логин: ads=ivanov",
          en: "a pipeline and a login are needed: ads=ivanov")
      ) { (PipelineID($0), try? Login(parsing: $1)) }
    case .logo:
      let path = try one(words)
      settings.logo = path == Self.nothing ? nil : path
    case .ask: settings.asks = try ValueType.isTrue(one(words))
    case .paperNumbers:
      settings.paperNumbers = try pairs(
        words, mode, settings.paperNumbers,
        Phrase(
          ru: "нужны вид и шаблон с {n}: invoice=СЧ-{year}-{n}",
          en: "a type and a template with {n} are needed: invoice=INV-{year}-{n}")
      ) { noun, template in
        PaperType.all.first { [$0.id, $0.noun].contains(noun) }
          .map { ($0.id, template.contains("{n}") ? template : nil) }
      }
    case .seller:
      let others = settings.seller.filter { !words.contains($0) }
      settings.seller = mode == .replace ? words : mode == .add ? others + words : others
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

  /// `KEY=VALUE` for each of what is known by a key; `read` gives the key and the value that a word
  /// stands for, which may have no value where it is taken away.
  private func pairs<Key: Hashable, Value>(
    _ words: [String], _ mode: Mode, _ known: [Key: Value], _ wanted: Phrase,
    _ read: (String, String) -> (Key, Value?)?
  ) throws(ValueError) -> [Key: Value] {
    var pairs = mode == .replace ? [:] : known
    for word in words where word != Self.nothing {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard let (key, value) = read(parts[0], parts.count > 1 ? parts[1] : ""),
        mode == .remove || value != nil
      else { throw ValueError(word, ru: wanted.ru, en: wanted.en) }
      pairs[key] = mode == .remove ? nil : value
    }
    return pairs
  }

  /// `lost=Потерян=lastWon < -365d` for each; one of a known id takes its place (R68).
  private func statuses(
    _ words: [String], _ mode: Mode, _ known: [ClientStatus]
  ) throws(ValueError) -> [ClientStatus] {
    guard mode != .remove else { return known.filter { !words.contains($0.id) } }
    var statuses = mode == .replace ? [] : known
    for word in words where word != Self.nothing {
      let status = try ClientStatus(parsing: word)
      if let place = statuses.firstIndex(where: { $0.id == status.id }) {
        statuses[place] = status
      } else {
        statuses.append(status)
      }
    }
    return statuses
  }

  private func number(
    _ words: [String], in limits: ClosedRange<Int>
  ) throws(ValueError) -> Int {
    let word = try one(words)
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
    _ words: [String], _ mode: Mode, _ known: [TaskAction]
  ) throws(ValueError) -> [TaskAction] {
    var actions: [TaskAction] = []
    for word in words { actions.append(try TaskAction(parsing: word)) }
    let named = Set(actions.map { Folding.fold($0.name) })
    let others = known.filter { !named.contains(Folding.fold($0.name)) }
    switch mode {
    case .replace: return actions
    case .add: return others + actions
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
